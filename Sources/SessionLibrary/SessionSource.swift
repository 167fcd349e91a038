package import Checkout
import Query
package import Stripe
package import JSON

/// The calls that the library makes to Stripe. Tests replace them.
///
/// Any thread may make them, several at a time. They throw `StripeError`.
package struct SessionSource: Sendable {
  package typealias List =
    @Sendable (SessionFilter, PageRequest, Priority) async throws(StripeError) -> Page<Session>
  package typealias Retrieve =
    @Sendable (_ id: String, _ expand: [String], Priority) async throws(StripeError) -> Session
  package typealias Items =
    @Sendable (_ id: String, PageRequest) async throws(StripeError) -> Page<LineItem>
  package typealias Expire =
    @Sendable (_ id: String, IdempotencyKey, Priority) async throws(StripeError) -> Session
  package typealias Events =
    @Sendable (PageRequest, _ createdAfter: Int?) async throws(StripeError) -> Page<CheckoutEvent>
  package typealias Object =
    @Sendable (RelatedObject, _ id: String) async throws(StripeError) -> JSON
  package typealias Charges =
    @Sendable (_ paymentIntent: String) async throws(StripeError) -> Page<Charge>
  package typealias Disputes =
    @Sendable (_ paymentIntent: String) async throws(StripeError) -> [JSON]
  package typealias StoryEvents =
    @Sendable (_ span: ClosedRange<Int>) async throws(StripeError) -> Page<StoryEvent>

  package typealias Create =
    @Sendable (FormFields, IdempotencyKey) async throws(StripeError) -> Session
  package typealias Update =
    @Sendable (_ id: String, FormFields, IdempotencyKey) async throws(StripeError) -> Session

  /// One page of the sessions that match a filter.
  package var list: List
  /// One session, with expanded fields.
  package var retrieve: Retrieve
  /// One page of the line items of a session.
  package var lineItems: Items
  /// Expires a session: once for each key, however often it is sent.
  package var expire: Expire
  /// One page of the events of sessions after a Unix second.
  package var events: Events
  /// An object around a session, with what belongs to it.
  package var object: Object
  /// This one and the four after it refuse unless they are replaced.
  package var charges: Charges = { _ throws(StripeError) in throw .unavailable }
  package var disputes: Disputes = { _ throws(StripeError) in throw .unavailable }
  package var storyEvents: StoryEvents = { _ throws(StripeError) in throw .unavailable }
  package var create: Create = { _, _ throws(StripeError) in throw .unavailable }
  package var update: Update = { _, _, _ throws(StripeError) in throw .unavailable }

  package init(
    list: @escaping List, retrieve: @escaping Retrieve, lineItems: @escaping Items,
    expire: @escaping Expire, events: @escaping Events, object: @escaping Object
  ) {
    self.list = list
    self.retrieve = retrieve
    self.lineItems = lineItems
    self.expire = expire
    self.events = events
    self.object = object
  }
}

extension SessionSource {
  /// Stripe itself, or a server that answers like it.
  package init(_ client: StripeClient) {
    self.init(
      list: { filter, page, priority throws(StripeError) in
        try await client.sessions(filter, page, priority: priority)
      },
      retrieve: { id, expand, priority throws(StripeError) in
        try await client.session(id, expand: expand, priority: priority)
      },
      lineItems: { id, page throws(StripeError) in
        do throws(StripeError) {
          return try await client.lineItems(
            of: id, page, expand: ["discounts", "taxes", "price.tiers"])
        } catch {
          // A key that may not read an item's expanded fields may still read the item.
          guard error.code == .permission else { throw error }
          return try await client.lineItems(of: id, page)
        }
      },
      expire: { id, key, priority throws(StripeError) in
        try await client.expire(id, idempotencyKey: key, priority: priority)
      },
      events: { page, createdAfter throws(StripeError) in
        try await client.events(page, createdAfter: createdAfter)
      },
      object: { kind, id throws(StripeError) in try await client.expandedObject(kind, id) })
    charges = { intent throws(StripeError) in try await client.charges(of: intent) }
    disputes = { intent throws(StripeError) in try await client.disputes(of: intent) }
    storyEvents = { span throws(StripeError) in try await client.events(in: span) }
    create = { fields, key throws(StripeError) in
      try await client.createSession(fields, idempotencyKey: key)
    }
    update = { id, fields, key throws(StripeError) in
      try await client.updateSession(id, fields, idempotencyKey: key)
    }
  }
}

extension StripeError {
  fileprivate static let unavailable = StripeError(.refused, "this source only reads")
}
