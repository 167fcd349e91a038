import Checkout
import Query
import Screen
import Widgets

extension State {
  mutating func show(tab: StatusTab) -> [Effect] {
    list.tab = tab
    applyQuery()
    return list.narrowing.scope.isEmpty ? [list.fetch(.newest)] : []
  }

  // MARK: - Views

  /// Shows the sessions of a status, in the plain list or in what a look-up has found.
  mutating func show(status: StatusTab) -> [Effect] {
    if documents.isShown { _ = closeDocuments() }
    if list.found == nil { leaveView() }
    return show(tab: status)
  }

  /// Shows a view instead of the list; Esc goes back to the list.
  mutating func show(_ view: SavedView) -> [Effect] {
    if documents.isShown { _ = closeDocuments() }
    if list.found != nil { leaveFound() }
    views.enter(view.name, from: SavedView(of: list))
    arrange(as: view)
    message = .shows(view, keymap)
    return [list.fetch(.newest)]
  }

  /// Starts with a view, before anything was read.
  package mutating func open(_ view: SavedView) {
    views.enter(view.name, from: SavedView(of: list))
    arrange(as: view)
  }

  /// Shows the plain list as it was before.
  private mutating func leaveView() {
    guard let plain = views.plain else { return }
    views.leave()
    arrange(as: plain)
  }

  private mutating func arrange(as view: SavedView) {
    list.tab = view.tab
    list.server = view.server
    list.created = view.created
    list.filter = view.filter
    if list.columns.names != view.columns { list.columns = ColumnChoice(names: view.columns) }
    applyQuery(sort: view.sort)
  }

  /// Saves a view as a tab, and shows it.
  mutating func save(_ view: SavedView) {
    views.save(view)
    views.enter(view.name, from: SavedView(of: list))
    list.tabCounts.noteChange()
    message = .saved(view)
  }

  mutating func forgetView() -> [Effect] {
    guard let view = views.current else { return [] }
    leaveView()
    views.forget(view.name)
    message = .forgot(view)
    return []
  }

  /// The parts of the list's title. If the bar of tabs is not visible, it names the view.
  package var listTitle: [String] {
    var pieces = list.title(zone, now: clock.unix, hasBar: !layout.tabs.isEmpty)
    if layout.tabs.isEmpty, list.found == nil, let view = views.current {
      pieces[0] = Sanitiser.display(view.name)
    }
    return pieces
  }

  // MARK: - Narrowing

  /// Starts with a filter, before anything was read.
  package mutating func open(filter: String) { setFilter(filter) }

  mutating func setFilter(_ text: String) {
    list.filter = text
    applyQuery()
  }

  /// Builds the list's query again from its parts: tab and form, look-up, typed filter.
  mutating func applyQuery(sort: SessionSort? = nil) {
    let query = list.narrowing.query(
      sort: sort ?? list.query.sort, now: clock.unix, zone: zone)
    list.change(to: query)
  }

  /// Removes the last step that narrowed the list.
  ///
  /// - Returns: whether there was one.
  mutating func widenList() -> Bool {
    if list.found == nil, let view = views.current {
      // Changes to a view are undone before the view is left.
      if view.isShown(by: list) { leaveView() } else { arrange(as: view) }
    } else if !list.filter.isEmpty {
      setFilter("")
    } else if list.found != nil {
      leaveFound()
    } else if list.narrowing.isNarrowedByForm {
      list.server = SessionFilter()
      list.created = ""
      applyQuery()
    } else {
      return false
    }
    return true
  }

  /// Sorts the whole list; if it is sorted by this key already, reverses the order.
  mutating func sort(by key: SessionSort.Key) {
    var query = list.query
    let isInForce = query.sort.key == key
    query.sort = SessionSort(
      key, descending: isInForce ? !query.sort.descending : key.beginsDescending)
    list.change(to: query)
    _ = jump(to: .top)
  }
}
