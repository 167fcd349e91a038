package import Checkout
import Screen

/// The pane with the line items of the selected session.
package struct LineItemsState: Equatable, Sendable {
  /// Milliseconds that the selection must rest before Stripe is asked for line items, so that
  /// scrolling past sessions asks for nothing.
  static let patience = 150

  package internal(set) var id: String?
  /// What is known; nil until the cache or Stripe has answered. Sanitised.
  package internal(set) var stored: StoredLineItems?
  package internal(set) var rows: [LineItemRow] = []
  /// What the items add up to; nil until both the session and its items are known.
  package internal(set) var totals: LineItemTotals?
  package internal(set) var problem: Problem?
  package var scroll = Scroll()
  /// Sessions whose line items Stripe is being asked for.
  package internal(set) var fetching: Set<String> = []
  /// Since when the selection rests; nil when nothing is missing.
  private var restsSince: Int?
  private var isRead = false

  package init() {}

  package var isFetching: Bool { id.map(fetching.contains) ?? false }
  var lineCount: Int { rows.count }

  package var title: String {
    guard let stored else { return "Line items" }
    let count = stored.items.count
    return stored.isComplete
      ? "Line items · \(count)" : "Line items · first \(count), more exist"
  }
}

extension LineItemsState {
  mutating func show(_ id: String?, restsSince: Int) {
    self.id = id
    stored = nil
    rows = []
    totals = nil
    problem = nil
    scroll = Scroll()
    self.restsSince = id == nil ? nil : restsSince
    isRead = false
  }

  /// What the cache knows; only if that is nothing, or not all, Stripe is asked.
  mutating func take(_ known: StoredLineItems?, of id: String) {
    guard id == self.id else { return }
    isRead = true
    guard let known else { return }
    set(known)
    if known.isComplete { restsSince = nil }
  }

  mutating func take(_ result: Result<StoredLineItems, Problem>) {
    restsSince = nil
    switch result {
    case .success(let items):
      problem = nil
      set(items)
    case .failure(let problem): self.problem = problem
    }
  }

  private mutating func set(_ items: StoredLineItems) {
    stored = items
    totals = nil
    rows = items.items.map(LineItemRow.init)
  }

  /// Whether the selection has rested long enough to ask Stripe.
  func isWanted(now: Int) -> Bool {
    guard let deadline, isRead else { return false }
    return now >= deadline
  }

  /// When Stripe is to be asked, in milliseconds of the clock that never jumps.
  var deadline: Int? {
    guard let restsSince, !isFetching else { return nil }
    return restsSince + Self.patience
  }
}
