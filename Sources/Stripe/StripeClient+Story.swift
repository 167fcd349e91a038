package import Checkout
package import JSON

/// The requests that tell the story of one session.
extension StripeClient {
  /// The tries to pay a payment intent with their refunds, newest first. More than one page would
  /// be an attack on the shop, not a customer.
  /// Source: https://docs.stripe.com/api/charges/list
  package func charges(
    of paymentIntent: String, priority: Priority = .user
  ) async throws(StripeError) -> Page<Charge> {
    var fields = FormFields()
    fields.append("payment_intent", paymentIntent)
    fields.append("expand", each: ["data.refunds"])
    let page = PageRequest()
    fields.append(contentsOf: page.fields)
    return try await perform(.get("/v1/charges", fields, priority)).page(page) { Charge($0) }
  }

  /// The disputes of a payment intent, newest first.
  /// Source: https://docs.stripe.com/api/disputes/list
  package func disputes(
    of paymentIntent: String, priority: Priority = .user
  ) async throws(StripeError) -> [JSON] {
    var fields = FormFields()
    fields.append("payment_intent", paymentIntent)
    let page = PageRequest()
    fields.append(contentsOf: page.fields)
    let answer = try await perform(.get("/v1/disputes", fields, priority))
    let list = answer.json["data"].map { Array($0.elements) } ?? []
    return list.filter { $0["object"]?.string == "dispute" }
  }

  /// The newest page of the events in a span of Unix seconds, newest first, about any object:
  /// Stripe has no filter by object.
  /// Source: https://docs.stripe.com/api/events/list
  package func events(
    in span: ClosedRange<Int>, types: [String] = StoryEvent.types, priority: Priority = .user
  ) async throws(StripeError) -> Page<StoryEvent> {
    var fields = FormFields()
    fields.append("types", each: types)
    fields.append("created[gte]", span.lowerBound)
    fields.append("created[lte]", span.upperBound)
    let page = PageRequest()
    fields.append(contentsOf: page.fields)
    let answer = try await perform(.get("/v1/events", fields, priority))
    return try answer.page(page) { json throws(StripeError) in
      if let isLive = json["livemode"]?.bool, isLive != key.isLive {
        throw answer.unexpected("an event of the other mode came")
      }
      return StoryEvent(json)
    }
  }
}
