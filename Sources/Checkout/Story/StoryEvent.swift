package import JSON

/// Something that Stripe recorded about a session or an object around it.
///
/// Old events keep the shape of their own API version, so any member may be missing.
/// Source: https://docs.stripe.com/api/events/object
package struct StoryEvent: Equatable, Sendable, Identifiable {
  package let json: JSON
  /// `evt_…`
  package let id: String
  package let type: String
  /// Unix seconds.
  package let created: Int
  /// The object as it was then.
  package let object: JSON

  /// Nil unless it is an event with an object.
  package init?(_ json: JSON) {
    guard json["object"]?.string == "event", let id = json["id"]?.string,
      let type = json["type"]?.string, let created = json["created"]?.int,
      let object = json["data"]?["object"], object.kind == .object
    else { return nil }
    self.json = json
    self.id = id
    self.type = type
    self.created = created
    self.object = object
  }
}

extension StoryEvent {
  var objectID: String? { object["id"]?.string }
  var previous: JSON? { json["data"]?.value("previous_attributes") }
  /// `req_…` of the call that caused it; nil when no call caused it.
  var request: String? { json.value("request")?["id"]?.string }
  /// How many of the shop's endpoints have not confirmed it yet.
  package var pendingWebhooks: Int { json["pending_webhooks"]?.int ?? 0 }

  /// Whether it is about the session or an object around it.
  package func belongs(to sources: StorySources) -> Bool {
    let session = sources.session
    if objectID == session.id { return true }
    let intents = [session.id(of: "payment_intent"), sources.invoiceIntent].compactMap(\.self)
    if let intent = id(of: "payment_intent"), intents.contains(intent) { return true }
    if let objectID {
      let around = ["setup_intent", "invoice", "subscription"].compactMap(session.id(of:))
      if (intents + around).contains(objectID) { return true }
    }
    guard let subscription = session.id(of: "subscription") else { return false }
    let parent = object["parent"]?["subscription_details"]?["subscription"]
    return [parent?.string, parent?["id"]?.string, id(of: "subscription")].contains(subscription)
  }

  private func id(of field: String) -> String? {
    object[field]?.string ?? object[field]?["id"]?.string
  }

  /// The types of event that a story uses: Stripe accepts at most 20. Types that only repeat
  /// others, such as `charge.updated`, are left out.
  package static let types = [
    "checkout.session.completed", "checkout.session.expired",
    "checkout.session.async_payment_succeeded", "checkout.session.async_payment_failed",
    "payment_intent.created", "payment_intent.requires_action", "payment_intent.processing",
    "payment_intent.payment_failed", "payment_intent.succeeded", "payment_intent.canceled",
    "charge.failed", "charge.succeeded", "charge.refunded", "charge.dispute.created",
    "charge.dispute.closed", "refund.failed", "setup_intent.setup_failed",
    "customer.subscription.updated", "invoice.paid", "invoice.payment_failed",
  ]
}
