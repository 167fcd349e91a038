import Checkout
import Query
import Dashboard
import Screen

extension Surface {
  /// Why there is no row, and what to do about it.
  mutating func drawEmptyList(_ state: State) {
    within(bounds.without(left: 2, top: 2, right: 2)) { room in
      let lines = EmptyList.lines(state).map(state.shown).flatMap {
        room.wrap($0, to: room.size.width)
      }
      for (y, line) in lines.prefix(max(0, room.size.height)).enumerated() {
        // What there is no room for shows as an ellipsis.
        let isLast = y + 1 == room.size.height
        room.writeTruncated(
          isLast ? lines[y...].joined(separator: " ") : line, x: 0, y: y,
          style: Style(y == 0 ? .text : .secondary))
      }
    }
  }
}

/// The text that is shown instead of rows.
private enum EmptyList {
  fileprivate static func lines(_ state: State) -> [String] {
    let keymap = state.keymap
    if let error = state.list.queryError {
      return [
        "“\(state.list.filter)” is not understood: the cache was not searched for it.",
        error.message, "\(keymap[.cancel]) clears the search.",
      ]
    }
    if let problem = state.list.reading.problem {
      return ["The cache could not be read.", problem.sentence, "\(keymap[.reload]) tries again."]
    }
    if let problem = state.list.paging.problem {
      return ["Nothing is loaded yet.", problem.sentence, "\(keymap[.reload]) tries again."]
    }
    if let found = state.list.found, state.list.filter.isEmpty {
      return state.list.count.isKnown
        ? found.emptyLines(state.list.facts, state.zone, now: state.clock.unix, keymap)
        : ["Counting…"]
    }
    if !state.list.paging.directions.isEmpty, state.list.filter.isEmpty {
      return ["Asking Stripe for sessions…"]
    }
    guard state.list.reading.isAnswered else { return ["Reading the cache…"] }
    return state.list.filter.isEmpty ? plainLines(state) : searchLines(state)
  }

  /// Why a form, a view, a tab or the whole list has no row.
  private static func plainLines(_ state: State) -> [String] {
    let keymap = state.keymap
    let coverage = state.list.facts.coverage
    if state.list.isNarrowedByForm {
      return coverage.reachesBeginning
        ? [
          "Stripe has no session with these filters.",
          "\(keymap[.serverFilter]) changes them, \(keymap[.cancel]) clears them.",
        ]
        : [
          "No session with these filters is loaded.",
          "\(keymap[.older]) loads older ones, \(keymap[.reload]) asks Stripe.",
        ]
    }
    if let view = state.views.current, state.list.found == nil {
      let scope = coverage.scopeWithAge(
        of: state.list.facts.loaded, in: state.zone, now: state.clock.unix)
      let place = coverage.isWhole ? "" : " in \(scope)"
      return [
        "No session in the view “\(Sanitiser.display(view.name))”\(place).",
        "\(keymap[.cancel]) shows the plain list, \(keymap[.reload]) asks Stripe.",
      ]
    }
    if state.list.tab != .all {
      let title = state.list.tab.title
      return [
        coverage.isWhole ? "There is no \(title) session." : "No \(title) session is loaded.",
        "\(keymap[.nextTab]) shows the next tab, \(keymap[.reload]) asks Stripe.",
      ]
    }
    return coverage.isWhole
      ? ["No session yet.", "\(keymap[.reload]) asks Stripe again; a new session shows up here."]
      : [
        "No session is loaded.",
        "\(keymap[.older]) loads older ones, \(keymap[.sync]) loads all, "
          + "\(keymap[.reload]) asks Stripe.",
      ]
  }

  /// Where the search looked, where it did not, and the key that asks Stripe.
  private static func searchLines(_ state: State) -> [String] {
    let keymap = state.keymap
    let searched =
      state.list.found == nil && state.list.count.isKnown
      ? state.list.facts.coverage.scopeWithAge(
        of: state.list.facts.loaded, in: state.zone, now: state.clock.unix)
      : state.list.searched(state.zone, now: state.clock.unix)
    var lines = ["Nothing matches “\(state.list.filter)” in \(searched)."]
    if let mismatch = Lookup(state.list.filter)?.mismatch(livemode: state.account.isLive) {
      return lines + ["\(mismatch).", "\(keymap[.cancel]) clears the search."]
    }
    if state.list.found == nil { lines.append(state.list.facts.coverage.notLookedAt(keymap)) }
    for said in [
      state.list.query.query?.caution(besideHits: false), state.list.query.query?.advice,
    ] {
      if let said { lines.append(Sanitiser.display(said) + ".") }
    }
    lines.append(
      state.list.isForStripe
        ? "\(keymap[.find]) asks Stripe for it." : FoundList.textIsNotForStripe(keymap))
    lines.append("\(keymap[.cancel]) clears the search.")
    if state.list.query.query?.asksForText == true {
      lines.append(
        FoundList.unsearchedFields + "; \(keymap[.find]) compares them as whole values.")
    }
    return lines
  }
}
