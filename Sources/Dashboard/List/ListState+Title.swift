import Checkout
import Screen

extension ListState {
  /// The pieces of the pane's title: tab, filter, and how many rows that is.
  package var title: [String] {
    var pieces = ["Sessions"]
    if tab != .all { pieces.append(tab.title) }
    if !factsAreKnown {
      // Nothing is claimed before it is known.
    } else if filter.isEmpty {
      pieces.append(facts.loaded.grouped + (isCut ? " loaded" : ""))
    } else {
      pieces.append("/\(filter)")
      pieces.append("\(facts.matching.grouped) of \(facts.loaded.grouped) loaded")
    }
    if fetching.contains(.older) { pieces.append("loading older…") }
    if fetching.contains(.newest) { pieces.append("refreshing…") }
    return pieces
  }

  /// Whether Stripe may have more than is loaded.
  private var isCut: Bool { !facts.coverage.isWhole }
}
