/// The filters that Stripe itself answers when it lists sessions. Empty means all sessions.
/// Source: https://docs.stripe.com/api/checkout/sessions/list
package struct SessionFilter: Hashable, Sendable {
  package var status: SessionStatus?
  /// Unix seconds; each bound as the API has it.
  package var created = CreatedRange()
  /// `customer_details[email]`.
  package var email: String?
  package var customer: String?
  package var customerAccount: String?
  package var paymentIntent: String?
  package var paymentLink: String?
  package var subscription: String?

  package init() {}

  package static let all = SessionFilter()

  package static func status(_ status: SessionStatus) -> SessionFilter {
    var filter = SessionFilter()
    filter.status = status
    return filter
  }
}

/// An interval of `created`, in Unix seconds.
package struct CreatedRange: Hashable, Sendable {
  package var gt: Int?
  package var gte: Int?
  package var lt: Int?
  package var lte: Int?

  package init(gt: Int? = nil, gte: Int? = nil, lt: Int? = nil, lte: Int? = nil) {
    self.gt = gt
    self.gte = gte
    self.lt = lt
    self.lte = lte
  }
}
