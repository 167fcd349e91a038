import Checkout
import Query
import Dashboard
import Screen

extension Surface {
  /// Why there is no row, and what to do about it.
  mutating func drawEmptyList(_ state: State) {
    let lines = state.emptyListLines.map(state.shown).flatMap {
      TextWidth.wrap($0, to: max(1, size.width - 4))
    }
    for (offset, line) in lines.enumerated() {
      write(line, x: 2, y: 2 + offset, style: Style(offset == 0 ? .text : .secondary))
    }
  }
}

extension State {
  fileprivate var emptyListLines: [String] {
    if let error = list.queryError {
      return [
        "“\(list.filter)” is not understood: the cache was not searched for it.",
        error.message, "Esc clears the search.",
      ]
    }
    if let problem = list.reading.problem {
      return ["The cache could not be read.", problem.sentence, "R tries again."]
    }
    if let problem = list.paging.problem {
      return ["Nothing is loaded yet.", problem.sentence, "R tries again."]
    }
    if let found = list.found, list.filter.isEmpty {
      return list.count.isKnown
        ? found.emptyLines(list.facts, zone, now: clock.unix) : ["Counting…"]
    }
    if !list.paging.directions.isEmpty, list.filter.isEmpty {
      return ["Asking Stripe for sessions…"]
    }
    guard list.reading.isAnswered else { return ["Reading the cache…"] }
    if !list.filter.isEmpty { return emptySearchLines }
    if list.server != SessionFilter() {
      return list.facts.coverage.reachesBeginning
        ? ["Stripe has no session with these filters.", "F changes them, Esc clears them."]
        : ["No session with these filters is loaded.", "] loads older ones, R asks Stripe."]
    }
    if let view = views.current, list.found == nil {
      let place =
        list.facts.coverage.isWhole
        ? "" : " in " + list.facts.coverage.scope(of: list.facts.loaded, zone, now: clock.unix)
      return [
        "No session in the view “\(Sanitiser.display(view.name))”\(place).",
        "Esc shows the plain list, R asks Stripe.",
      ]
    }
    if list.tab != .all, list.facts.coverage.isWhole {
      return ["There is no \(list.tab.title) session.", "t shows the next tab, R asks Stripe."]
    }
    if list.tab != .all {
      return ["No \(list.tab.title) session is loaded.", "t shows the next tab, R asks Stripe."]
    }
    return list.facts.coverage.isWhole
      ? ["No session yet.", "R asks Stripe again; a new session shows up here."]
      : ["No session is loaded.", "] loads older ones, s loads all, R asks Stripe."]
  }

  /// What was looked at, what was not, and the key that asks Stripe.
  private var emptySearchLines: [String] {
    let searched =
      list.found == nil && list.count.isKnown
      ? list.facts.coverage.scope(of: list.facts.loaded, zone, now: clock.unix)
      : list.searched(zone, now: clock.unix)
    var lines = ["Nothing matches “\(list.filter)” in \(searched)."]
    if list.found == nil { lines.append(list.facts.coverage.notLookedAt) }
    if let advice = list.query.query?.shortWordAdvice { lines.append(advice + ".") }
    lines.append(
      Lookup(list.filter)?.isUnmistakable == true
        ? "f asks Stripe for it." : FoundList.textIsNotForStripe)
    return lines + ["Esc clears the search."]
  }
}
