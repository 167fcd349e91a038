/// Which sessions a list shows, and in which order.
package struct ListQuery: Hashable, Sendable {
  /// What Stripe answers; paging asks Stripe with it.
  package var filter: SessionFilter
  /// What only the cache answers; nil shows all that the filter lets through.
  package var query: SessionQuery?
  package var sort: SessionSort

  package init(
    filter: SessionFilter = .all, query: SessionQuery? = nil, sort: SessionSort = .newestFirst
  ) {
    self.filter = filter
    self.query = query
    self.sort = sort
  }
}

/// The order of a list. Equal keys are ordered newest first.
package struct SessionSort: Hashable, Sendable {
  package enum Key: Hashable, Sendable {
    case created, expiresAt, amount, status, email, name
    case metadata(String)
    /// Any other field, by its path: `customer_details.phone`.
    case field(String)
  }

  package var key: Key
  package var descending: Bool

  package init(_ key: Key, descending: Bool) {
    self.key = key
    self.descending = descending
  }

  package static let newestFirst = SessionSort(.created, descending: true)
}
