import JSON
import Query
import Support
import Testing

@testable import Checkout

/// Stripe's times are whole seconds: more than one thing can happen in one.
@Suite struct CrowdedStoryTests {
  private static let subscription: JSONLiteral = ["id": "sub_1", "object": "subscription"]

  private static func sources(_ events: [StoryEvent]) -> StorySources {
    let session = Session.make(changes: [
      "payment_intent": "pi_1", "setup_intent": ["id": "seti_1", "object": "setup_intent"],
      "subscription": subscription,
    ])
    var sources = StorySources(session, readAt: Session.morning + 86_400)
    sources.events = events
    return sources
  }

  private static let kinds: [(String, JSONLiteral, StoryStep.Kind)] = [
    ("setup_intent.setup_failed", ["id": "seti_1", "object": "setup_intent"], .declined),
    (
      "payment_intent.requires_action", ["id": "pi_1", "object": "payment_intent"],
      .actionRequired
    ),
    ("payment_intent.payment_failed", ["id": "pi_1", "object": "payment_intent"], .declined),
    (
      "invoice.payment_failed", ["id": "in_2", "object": "invoice", "subscription": "sub_1"],
      .renewalFailed
    ),
    (
      "customer.subscription.updated", subscription.merging(["status": "past_due"]), .updated
    ),
  ]

  @Test(arguments: kinds)
  func `events of one second are steps of their own`(
    type: String, object: JSONLiteral, kind: StoryStep.Kind
  ) {
    let events = (1...3).map { number in
      StoryEvent.make(
        type, id: "evt_\(number)", at: 61, of: object, previous: ["status": "active"])
    }
    #expect(Story(Self.sources(events)).steps.count { $0.kind == kind } == 3)
  }

  @Test func `changes that till saw in one second are steps of their own`() {
    var sources = Self.sources([])
    sources.changes = [("a", "b"), ("b", "c")].map { from, to in
      RecordChange(
        record: sources.session.id, field: "metadata.order_id", from: from, to: to,
        after: Session.morning, at: Session.morning + 5)
    }
    #expect(
      Story(sources).steps.dropFirst().map(\.fullText) == [
        "Metadata order_id changed from “a” to “b”", "Metadata order_id changed from “b” to “c”",
      ])
  }

  @Test func `a failed try whose charge was not read is told beside another of its second`() {
    let event = StoryEvent.make(
      "payment_intent.payment_failed", at: 61,
      of: [
        "id": "pi_1", "object": "payment_intent",
        "last_payment_error": ["charge": "ch_2", "decline_code": "expired_card"],
      ])
    var sources = Self.sources([event])
    sources.listedCharges = [.make(id: "ch_1", at: 61, declined: "lost_card")]
    #expect(Story(sources).steps.filter { $0.kind == .declined }.map(\.id) == ["ch_2", "ch_1"])
  }

  @Test func `a try without a charge comes before a charge that failed in its second`() {
    let object: JSONLiteral = [
      "id": "pi_1", "object": "payment_intent",
      "last_payment_error": ["code": "payment_intent_authentication_failure"],
    ]
    let last = object.merging(["last_payment_error": ["charge": "ch_1"]])
    var sources = Self.sources([
      .make("payment_intent.payment_failed", id: "evt_2", at: 61, of: last),
      .make("payment_intent.payment_failed", id: "evt_1", at: 61, of: object),
    ])
    sources.listedCharges = [.make(id: "ch_1", at: 61, declined: "lost_card")]
    #expect(Story(sources).steps.filter { $0.kind == .declined }.map(\.id) == ["pi_1", "ch_1"])
  }

  @Test func `numbers that no amount has are told without a trap`() {
    let charge = Charge.literal(changes: ["amount_refunded": .int(.max), "refunded": true])
    var sources = Self.sources([
      .make("charge.refunded", at: 61, of: charge, previous: ["amount_refunded": .int(.min)])
    ])
    sources.listedCharges = [Charge(JSON.make(charge))].compactMap(\.self)
    #expect(Story(sources).steps.contains { $0.kind == .refunded })
  }
}
