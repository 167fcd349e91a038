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
