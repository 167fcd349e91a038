package import Checkout

/// Checks a walk through all pages of a list against what Stripe promises, so that a server that
/// goes in circles, or never ends, is detected in bounded time and memory.
///
/// Lists are newest first, and no session comes twice. So the creation times only fall, and only
/// the ids of the last second have to be remembered.
/// Source: https://docs.stripe.com/api/checkout/sessions/list
package struct SessionWalk: Sendable {
  /// More sessions than this, or pages of them, were never created in one second.
  static let largestSecond = 10_000
  static let mostPagesOfASecond = 100

  private var second = Int.max
  private var ids: Set<String> = []
  /// Pages in a row that have not left the second.
  private var pages = 0

  package init() {}

  /// Takes the next page.
  ///
  /// - Throws: `.unexpectedAnswer` when the page goes back, repeats a session, or leads nowhere.
  package mutating func take(_ page: Page<Session>) throws(StripeError) {
    pages = page.elements.last.map(\.created) == second ? pages + 1 : 0
    for session in page.elements {
      guard session.created <= second else {
        throw .circle("the list goes back in time at \(session.id.clipped)")
      }
      if session.created < second { ids = [] }
      second = session.created
      guard ids.insert(session.id).inserted else {
        throw .circle("the list repeats \(session.id.clipped)")
      }
      guard ids.count <= Self.largestSecond, pages <= Self.mostPagesOfASecond else {
        throw .circle("the list does not end: it has more sessions in one second than can be")
      }
    }
  }
}

extension StripeError {
  fileprivate static func circle(_ message: String) -> StripeError {
    .unexpected(message, status: 200, requestID: nil)
  }
}
