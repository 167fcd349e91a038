/// An event that happened to a session.
///
/// The session inside an event has the shape of the event's own API version, so only its id is
/// kept: an event says which session to read again.
/// Source: https://docs.stripe.com/api/events
package struct CheckoutEvent: Equatable, Sendable, Identifiable {
  /// `evt_…`
  package let id: String
  /// Stripe's name of it, such as `checkout.session.expired`.
  package let type: String
  /// Unix seconds.
  package let created: Int
  /// `cs_…`
  package let sessionID: String

  package init(id: String, type: String, created: Int, sessionID: String) {
    self.id = id
    self.type = type
    self.created = created
    self.sessionID = sessionID
  }

  /// All types of events about a session.
  package static let types = [
    "checkout.session.completed", "checkout.session.expired",
    "checkout.session.async_payment_succeeded", "checkout.session.async_payment_failed",
  ]
}
