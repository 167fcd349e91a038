package import Query
package import Units

/// The filters that Stripe itself applies when it lists sessions: the rows of `Session.fields` that
/// have a parameter. Source: https://docs.stripe.com/api/checkout/sessions/list
package typealias SessionFilter = RecordFilter
/// A query over sessions.
package typealias SessionQuery = RecordQuery
/// The order of a list of sessions.
package typealias SessionSort = RecordSort
/// A run of adjacent rows of a list of sessions.
package typealias RowWindow = RecordWindow<SessionSummary>

extension RecordFilter {
  package static func status(_ status: SessionStatus) -> RecordFilter {
    var filter = RecordFilter()
    filter.status = status
    return filter
  }

  package var status: SessionStatus? {
    get { self[.status].map(SessionStatus.init) }
    set { self[.status] = newValue?.name }
  }
  /// `customer_details[email]`.
  package var email: String? {
    get { self[.email] }
    set { self[.email] = newValue }
  }
  package var customer: String? {
    get { self[.customer] }
    set { self[.customer] = newValue }
  }
  package var customerAccount: String? {
    get { self[.customerAccount] }
    set { self[.customerAccount] = newValue }
  }
  package var paymentIntent: String? {
    get { self[.paymentIntent] }
    set { self[.paymentIntent] = newValue }
  }
  package var paymentLink: String? {
    get { self[.paymentLink] }
    set { self[.paymentLink] = newValue }
  }
  package var subscription: String? {
    get { self[.subscription] }
    set { self[.subscription] = newValue }
  }
}

extension RecordSort.Key {
  package static let expiresAt = Self.field(.expiresAt)
  package static let amount = Self.field(.amount)
  package static let status = Self.field(.status)
  package static let email = Self.field(.email)
  package static let name = Self.field(.name)

  package static func metadata(_ key: String) -> Self { .entry(.metadata, key) }
}

extension RecordQuery {
  /// Parses a query over sessions. `now` is in Unix seconds.
  package init(
    parsing source: String, now: Int, zone: ZoneRule = .utc
  ) throws(QueryError) {
    try self.init(parsing: source, in: Session.fields, now: now, zone: zone)
  }
}
