package import Checkout

/// What the view-model wants done outside. Data, never a closure: tests compare it.
package enum Effect: Equatable, Sendable {
  // Ask the cache.
  case readRows(ListQuery, RowAnchor, limit: Int, generation: Int)
  case readFacts(ListQuery, generation: Int)
  case readDetail(id: String)

  // Ask Stripe.
  case fetch(PageDirection, SessionFilter, generation: Int)
  case refresh(id: String)
  case fetchLineItems(id: String)
  case expire(id: String, idempotencyKey: String)
  case cancelRequests

  // Ask the terminal or the system.
  case copy(text: String, label: String)
  case writeToTerminal([UInt8])
  case redraw
  case suspend
  case quit
}
