import Checkout
import Query
import Screen
import Widgets

extension State {
  mutating func updateFilter(_ field: TextField, _ key: Key) -> [Effect] {
    var field = field
    switch key {
    case .enter where SecretKey.isIn(field.text):
      message = .secretKey
      replaceTop(.filter(TextField(history: filterHistory)))
      return []
    case .enter:
      guard list.queryError == nil else { return [] }
      overlays.removeLast()
      filterHistory.add(field.text)
      return []
    case .escape, .control("c"):
      overlays.removeLast()
      setFilter("")
      return []
    case .pageDown, .pageUp:
      let height = layout.listHeight
      list.move(by: key == .pageDown ? height : -height, height: height)
      return []
    default:
      guard field.take(key) else { return [] }
      replaceTop(.filter(field))
      // What the list is filtered by is shown and remembered.
      let isSecret = SecretKey.isIn(field.text)
      if isSecret { message = .secretKey }
      setFilter(isSecret ? "" : field.text)
      return []
    }
  }

  mutating func show(tab: StatusTab) -> [Effect] {
    list.tab = tab
    applyQuery()
    return list.narrowing.scope.isEmpty ? [list.fetch(.newest)] : []
  }

  /// Begins with a filter, before anything was read.
  package mutating func open(filter: String) { setFilter(filter) }

  mutating func setFilter(_ text: String) {
    list.filter = text
    applyQuery()
  }

  /// Makes the list's query again from its parts: tab and form, look-up, what was typed.
  mutating func applyQuery() {
    let query = list.narrowing.query(sort: list.query.sort, now: clock.unix, zone: zone)
    list.change(to: query)
  }

  /// Takes back one step of what narrows the list, the last one first.
  ///
  /// - Returns: whether there was something to take back.
  mutating func widenList() -> Bool {
    if !list.filter.isEmpty {
      setFilter("")
    } else if list.found != nil {
      leaveFound()
    } else if list.server != SessionFilter() {
      list.server = SessionFilter()
      applyQuery()
    } else {
      return false
    }
    return true
  }
}
