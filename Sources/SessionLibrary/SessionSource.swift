package import Checkout
package import Stripe

/// What the library asks of Stripe. Tests put another Stripe in its place.
package struct SessionSource: Sendable {
  package typealias List =
    @Sendable (SessionFilter, PageRequest, Priority) async throws(StripeError) -> Page<Session>
  package typealias Retrieve =
    @Sendable (_ id: String, _ expand: [String], Priority) async throws(StripeError) -> Session
  package typealias Items =
    @Sendable (_ id: String, PageRequest) async throws(StripeError) -> Page<LineItem>
  package typealias Expire =
    @Sendable (_ id: String, IdempotencyKey) async throws(StripeError) -> Session
  package typealias Events =
    @Sendable (PageRequest, _ createdAfter: Int?) async throws(StripeError) -> Page<CheckoutEvent>
  package typealias Object =
    @Sendable (RelatedObject, _ id: String) async throws(StripeError) -> JSON

  package var list: List
  package var retrieve: Retrieve
  package var lineItems: Items
  package var expire: Expire
  package var events: Events
  package var object: Object

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
  /// Stripe itself, or what answers like it.
  package init(_ client: StripeClient) {
    self.init(
      list: { filter, page, priority throws(StripeError) in
        try await client.sessions(filter, page, priority: priority)
      },
      retrieve: { id, expand, priority throws(StripeError) in
        try await client.session(id, expand: expand, priority: priority)
      },
      lineItems: { id, page throws(StripeError) in try await client.lineItems(of: id, page) },
      expire: { id, key throws(StripeError) in
        try await client.expire(id, idempotencyKey: key)
      },
      events: { page, createdAfter throws(StripeError) in
        try await client.events(page, createdAfter: createdAfter)
      },
      object: { kind, id throws(StripeError) in try await client.object(kind, id) })
  }
}
