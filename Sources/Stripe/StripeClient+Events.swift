import Checkout
import JSON

extension StripeClient {
  /// One page of the events of sessions, newest first. Stripe keeps them for 30 days, and takes at
  /// most 20 types.
  ///
  /// `createdAfter` leaves out the events up to and including that Unix second. Several events can
  /// share a second, so to continue from a second, pass the one before.
  package func events(
    types: [String] = CheckoutEvent.types, _ page: PageRequest = PageRequest(),
    createdAfter: Int? = nil, priority: Priority = .sync
  ) async throws(StripeError) -> Page<CheckoutEvent> {
    var fields = FormFields()
    fields.append("types", each: types)
    fields.append("created[gt]", createdAfter)
    fields.append(contentsOf: page.fields)
    let answer = try await perform(.get("/v1/events", fields, priority))
    return try answer.page(page) { json throws(StripeError) in
      if let isLive = json["livemode"]?.bool, isLive != key.isLive {
        throw answer.unexpected("an event of the other mode came")
      }
      return CheckoutEvent(json)
    }
  }
}

extension CheckoutEvent {
  /// Nil unless the object is an event about a session.
  init?(_ json: JSON) {
    guard json["object"]?.string == "event", let id = json["id"]?.string,
      let type = json["type"]?.string, let created = json["created"]?.int,
      let object = json["data"]?["object"], object["object"]?.string == "checkout.session",
      let sessionID = object["id"]?.string, StripeID.isWellFormed(sessionID)
    else { return nil }
    self.init(id: id, type: type, created: created, sessionID: sessionID)
  }
}
