import Checkout
import Dashboard
import Screen

extension Surface {
  /// Why there is no row, and what to do about it.
  mutating func drawEmptyList(_ state: State) {
    let lines = state.emptyListLines.flatMap { TextWidth.wrap($0, to: max(1, size.width - 4)) }
    for (offset, line) in lines.enumerated() {
      write(line, x: 2, y: 2 + offset, style: Style(offset == 0 ? .text : .secondary))
    }
  }
}

extension State {
  fileprivate var emptyListLines: [String] {
    if let problem = list.problem {
      return ["Nothing is loaded yet.", problem.sentence, "R tries again."]
    }
    if !list.fetching.isEmpty, list.filter.isEmpty { return ["Asking Stripe for sessions…"] }
    guard list.isRead else { return ["Reading the cache…"] }
    if !list.filter.isEmpty {
      let facts = list.facts
      let looked = "0 of \(facts.loaded.grouped) loaded sessions match “\(list.filter)”."
      return facts.coverage.isWhole
        ? [looked, "All sessions were looked at.", "Esc clears the filter."]
        : [
          looked, "Older sessions are not loaded and were not looked at: ] loads them.",
          "Esc clears the filter.",
        ]
    }
    if list.tab != .all {
      return ["No \(list.tab.title) session is loaded.", "t shows the next tab, R asks Stripe."]
    }
    return ["No session yet.", "R asks Stripe again; a new session shows up here."]
  }
}
