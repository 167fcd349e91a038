package import Checkout
package import Query
package import Units

/// What the list of sessions shows, its order and its columns, under a name.
package struct SavedView: NamedView {
  package var name: String
  package var tab: StatusTab
  /// Filters for Stripe besides the tab's status.
  package var server: SessionFilter
  /// The time of creation in the query language, where it is not one of those filters.
  package var created: String
  /// In the language of the list's filter.
  package var filter: String
  package var sort: SessionSort
  /// Names of columns; empty for the standard ones.
  package var columns: [String]
  /// Whether to notify about new rows.
  package var rings: Bool

  package init(
    name: String, tab: StatusTab = .all, server: SessionFilter = SessionFilter(),
    created: String = "", filter: String = "", sort: SessionSort = .newestFirst,
    columns: [String] = [],
    rings: Bool = false
  ) {
    self.name = name
    self.tab = tab
    self.server = server
    self.created = created
    self.filter = filter
    self.sort = sort
    self.columns = columns
    self.rings = rings
  }

  /// The query for the cache; nil if the filter is not understood. `now` is in Unix seconds.
  package func query(now: Int, zone: ZoneRule) -> ListQuery? {
    var narrowing = ListNarrowing()
    narrowing.tab = tab
    narrowing.server = server
    narrowing.created = created
    narrowing.filter = filter
    let query = narrowing.query(sort: sort, now: now, zone: zone)
    return narrowing.error == nil ? query : nil
  }
}

extension SavedView {
  /// What the list shows now; without a name, the plain list.
  init(name: String = "", of list: ListState, rings: Bool = false) {
    self.init(
      name: name, tab: list.tab, server: list.server, created: list.created, filter: list.filter,
      sort: list.query.sort,
      columns: list.columns.names, rings: rings)
  }

  /// Whether a list shows exactly this.
  func isShown(by list: ListState) -> Bool {
    self == SavedView(name: name, of: list, rings: rings)
  }
}
