import Checkout
package import JSON

/// The kinds of objects around a session that till reads.
package enum RelatedObject: String, CaseIterable, Sendable {
  case paymentIntent = "payment_intent"
  case customer, subscription, invoice
  case paymentLink = "payment_link"
  case charge, refund, dispute, event

  /// The `object` of its JSON is the raw value; the path has the plural.
  var path: String { "/v1/\(rawValue)s" }
}

extension StripeClient {
  /// An object around a session, as Stripe sent it. A deleted customer comes as
  /// `{"id": …, "object": "customer", "deleted": true}`.
  package func object(
    _ kind: RelatedObject, _ id: String, expand: [String] = [], priority: Priority = .user
  ) async throws(StripeError) -> JSON {
    var fields = FormFields()
    fields.append("expand", each: expand)
    let answer = try await perform(.get(try kind.path + component(id), fields, priority))
    try answer.require(object: kind.rawValue, id: id)
    if let isLive = answer.json["livemode"]?.bool, isLive != key.isLive {
      throw answer.unexpected("an object of the other mode came")
    }
    return answer.json
  }

  /// The account of the key, or the connected account that requests act for.
  /// Source: https://docs.stripe.com/api/accounts/retrieve
  package func account() async throws(StripeError) -> JSON {
    let answer = try await perform(.get("/v1/account", FormFields()))
    try answer.require(object: "account")
    return answer.json
  }
}
