package import Checkout
import JSON

extension Charge {
  /// A charge of $21.98 with a Visa ending in 4242, this many seconds after `Session.morning`;
  /// `declined` is the issuer's reason.
  package static func literal(
    id: String = "ch_1", at seconds: Int = 0, declined reason: String? = nil,
    status: String? = nil, amount: Int = 2198, currency: String = "usd", last4: String = "4242",
    method: JSONLiteral? = nil, changes: JSONLiteral = [:]
  ) -> JSONLiteral {
    let outcome: JSONLiteral = [
      "type": reason == nil ? "authorized" : "issuer_declined", "reason": .init(reason),
      "network_status": reason == nil ? "approved_by_network" : "declined_by_network",
    ]
    let card: JSONLiteral = [
      "type": "card",
      "card": ["brand": "visa", "last4": .string(last4), "wallet": nil, "three_d_secure": nil],
    ]
    let object: JSONLiteral = [
      "id": .string(id), "object": "charge", "created": .int(Session.morning + seconds),
      "status": .string(status ?? (reason == nil ? "succeeded" : "failed")),
      "amount": .int(amount), "amount_refunded": 0, "currency": .string(currency),
      "captured": .bool(reason == nil), "disputed": false, "refunded": false,
      "failure_code": reason == nil ? nil : "card_declined", "outcome": outcome,
      "payment_intent": "pi_1", "payment_method_details": method ?? card,
    ]
    return object.merging(changes)
  }

  package static func make(
    id: String = "ch_1", at seconds: Int = 0, declined reason: String? = nil,
    status: String? = nil, amount: Int = 2198, currency: String = "usd", last4: String = "4242",
    method: JSONLiteral? = nil, changes: JSONLiteral = [:]
  ) -> Charge {
    let literal = literal(
      id: id, at: seconds, declined: reason, status: status, amount: amount, currency: currency,
      last4: last4, method: method, changes: changes)
    guard let charge = Charge(JSON.make(literal)) else { preconditionFailure("not a charge") }
    return charge
  }
}

extension StoryEvent {
  /// An event this many seconds after `Session.morning`.
  package static func make(
    _ type: String, id: String = "evt_1", at seconds: Int, of object: JSONLiteral,
    previous: JSONLiteral? = nil, pending: Int = 0, request: String? = nil
  ) -> StoryEvent {
    var data: JSONLiteral = ["object": object]
    if let previous { data = data.merging(["previous_attributes": previous]) }
    let event: JSONLiteral = [
      "id": .string(id), "object": "event", "type": .string(type),
      "created": .int(Session.morning + seconds), "data": data,
      "pending_webhooks": .int(pending), "request": ["id": .init(request)],
    ]
    guard let event = StoryEvent(JSON.make(event)) else { preconditionFailure("not an event") }
    return event
  }
}
