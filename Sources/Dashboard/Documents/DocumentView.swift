package import Checkout
package import JSON
package import Query
package import Units

/// What the list of documents shows, its order and its columns, under a name.
package struct DocumentView: NamedView {
  package var name: String
  /// Nil for all states.
  package var state: DocumentState?
  /// In the language of the list's filter.
  package var filter: String
  package var sort: RecordSort
  /// Names of columns; empty for the standard ones.
  package var columns: [String]

  package init(
    name: String = "", state: DocumentState? = nil, filter: String = "",
    sort: RecordSort = .newestFirst, columns: [String] = []
  ) {
    self.name = name
    self.state = state
    self.filter = filter
    self.sort = sort
    self.columns = columns
  }
}

extension DocumentView {
  /// What the list shows now; without a name, the plain list.
  init(name: String = "", of list: DocumentList) {
    self.init(
      name: name, state: list.tab, filter: list.filter, sort: list.query.sort,
      columns: list.columns.names)
  }

  /// Whether a list shows exactly this.
  func isShown(by list: DocumentList) -> Bool { self == DocumentView(name: name, of: list) }
}

extension DocumentView {
  /// The query for the cache; nil if the filter is not understood. `now` is in Unix seconds.
  func query(now: Int, zone: ZoneRule) -> ListQuery? {
    try? query(filter: filter, now: now, zone: zone)
  }

  /// The query for the cache with another filter in place of the view's own.
  ///
  /// - Throws: a `QueryError` if the filter is not understood.
  package func query(
    filter: String, now: Int, zone: ZoneRule
  ) throws(QueryError) -> ListQuery {
    let terms = try RecordQuery(documents: filter, now: now, zone: zone).terms
    var query = ListQuery(
      query: RecordQuery(source: filter, documents: terms, in: state, at: now))
    query.sort = sort
    return query
  }
}

extension RecordQuery {
  /// What the list of documents asks for: a state, if one is chosen, and the filter's terms. Nil for
  /// all documents.
  init?(source: String, documents terms: [Term], in state: DocumentState?, at now: Int) {
    let inState = state.map { Term(.document(in: $0, at: now)) }
    let all = [inState].compactMap(\.self) + terms
    guard !all.isEmpty else { return nil }
    self.init(source: source, terms: all)
  }
}

/// How a view is stored in the file of the last view.
extension DocumentView: StoredValue {
  private enum Key: String, CodingKey { case name, state, filter, sort, columns }

  package init(stored json: JSON) throws(JSONMismatch) {
    let file = try JSONFields<Key>(json)
    self.init(
      name: try file.required(.name), state: try file.string(.state).flatMap(DocumentState.init),
      filter: try file.string(.filter) ?? "",
      sort: try file.string(.sort)
        .flatMap { RecordSort(named: $0, in: CheckoutDocument.fieldTable) } ?? .newestFirst,
      columns: try file.strings(.columns) ?? [])
  }

  package func encode(to encoder: any Encoder) throws {
    var file = encoder.container(keyedBy: Key.self)
    try file.encode(name, forKey: .name)
    try file.encodeIfPresent(state?.rawValue, forKey: .state)
    try file.encodeIfPresent(filter.isEmpty ? nil : filter, forKey: .filter)
    try file.encodeIfPresent(sort == .newestFirst ? nil : sort.name, forKey: .sort)
    try file.encodeIfPresent(columns.isEmpty ? nil : columns, forKey: .columns)
  }
}

extension DocumentsState {
  /// Shows a view instead of the list; Esc goes back to the list.
  mutating func show(_ view: DocumentView, now: Int, zone: ZoneRule) {
    views.enter(view.name, from: DocumentView(of: list))
    list.arrange(as: view, now: now, zone: zone)
  }

  /// Saves a view as a tab, and shows it.
  mutating func save(_ view: DocumentView) {
    views.save(view)
    views.enter(view.name, from: DocumentView(of: list))
    list.noteView()
  }

  /// Shows the plain list as it was before.
  mutating func leaveView(now: Int, zone: ZoneRule) {
    guard let plain = views.plain else { return }
    views.leave()
    list.arrange(as: plain, now: now, zone: zone)
  }

  /// Goes to the state or the view that many steps to the right, wrapping around at the ends.
  mutating func turnTab(_ steps: Int, now: Int, zone: ZoneRule) {
    let states = [nil] + DocumentState.allCases.map(Optional.some)
    let views = self.views.all
    let view = self.views.current.flatMap(views.firstIndex).map { states.count + $0 }
    let current = view ?? states.firstIndex(of: list.tab) ?? 0
    let count = states.count + views.count
    let index = ((current + steps) % count + count) % count
    if index < states.count {
      leaveView(now: now, zone: zone)
      list.show(tab: states[index], now: now, zone: zone)
    } else {
      show(views[index - states.count], now: now, zone: zone)
    }
  }

  /// Removes the last step that narrowed the list.
  ///
  /// - Returns: whether there was one.
  mutating func widen(now: Int, zone: ZoneRule) -> Bool {
    if let view = views.current {
      // Changes to a view are undone before the view is left.
      if view.isShown(by: list) {
        leaveView(now: now, zone: zone)
      } else {
        list.arrange(as: view, now: now, zone: zone)
      }
    } else if !list.filter.isEmpty {
      list.setFilter("", now: now, zone: zone)
    } else if list.tab != nil {
      list.show(tab: nil, now: now, zone: zone)
    } else {
      return false
    }
    return true
  }
}
