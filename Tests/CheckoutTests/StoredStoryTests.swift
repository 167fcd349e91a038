import JSON
import Support
import Testing
import Units

@testable import Checkout

@Suite struct StoredStoryTests {
  private let session = Session.make(
    changes: ["payment_intent": ["id": "pi_1", "object": "payment_intent", "status": "succeeded"]])

  @Test(
    arguments: [
      .notAsked, .noRequestLeft, .refused, .unlisted, .tooOld, .whole(until: 7),
      .part(from: 3, until: 7),
    ] as [StorySources.Reach])
  func `what was read is kept as it is`(reach: StorySources.Reach) throws {
    var sources = StorySources(session, readAt: Session.morning)
    sources.reach = reach
    sources.listedCharges = [.make()]
    sources.withheld = ["invoice", "payment_intent.latest_charge"]
    sources.unread = ["subscription"]
    sources.disputes = [.make(["id": "dp_1", "object": "dispute"])]
    sources.events = [.make("charge.succeeded", at: 5, of: Charge.literal(), pending: 1)]
    let kept = try #require(StorySources(stored: JSON(parsing: sources.stored)))
    #expect(Story(kept) == Story(sources))
    #expect(kept.reach == reach && kept.readAt == Session.morning)
    #expect(kept.withheld == sources.withheld && kept.unread == sources.unread)
    #expect(kept.events.map(\.pendingWebhooks) == [1])
  }

  @Test func `a session is read with the longest paths to its parts`() {
    #expect(
      StoryPart.paths == [
        "payment_intent.latest_charge.balance_transaction", "subscription", "invoice.payments",
        "setup_intent.latest_attempt",
      ])
    #expect(StoryPart.fields == ["payment_intent", "subscription", "invoice", "setup_intent"])
  }

  @Test func `charges that were not listed stay unknown`() throws {
    let sources = StorySources(session, readAt: 1)
    let kept = try #require(StorySources(stored: JSON(parsing: sources.stored)))
    #expect(kept.listedCharges == nil)
    #expect(StorySources(stored: session.json) == nil, "another document is no story")
  }

  @Test func `an expanded session becomes what Stripe sends without`() {
    let collapsed = session.collapsed(["payment_intent", "subscription"])
    #expect(collapsed == Session.make(changes: ["payment_intent": "pi_1"]))
    #expect(session.collapsed([]) == session)
  }

  @Test func `a story is printed in lines`() {
    var sources = StorySources(
      .make(
        status: "complete", paymentStatus: "paid", changes: ["payment_intent": "pi_1"]),
      readAt: Session.morning + 600)
    sources.listedCharges = [
      .make(at: 150, changes: ["receipt_url": "https://pay.stripe.com/r"])
    ]
    sources.events = [
      .make(
        "checkout.session.completed", at: 151,
        of: ["id": "cs_test_till0001", "object": "checkout.session"], pending: 2)
    ]
    sources.reach = .part(from: Session.morning + 100, until: Session.morning + 600)
    let times = VerdictTimes(now: Session.morning + 600, zone: .utc)
    #expect(
      StoryText(of: sources, times).lines == [
        "Checkout Session cs_test_till0001", "Paid with Visa ending 4242 today at 09:41 UTC.", "",
        "2026-11-14 09:38:55 UTC  Checkout opened  cs_test_till0001",
        "2026-11-14 09:41:25 UTC  Paid $21.98 with Visa ending 4242  ch_1",
        "2026-11-14 09:41:26 UTC  Checkout completed  cs_test_till0001", "", "Also known",
        "  the receipt can be seen: https://pay.stripe.com/r", "", "Webhooks",
        "  checkout.session.completed: 2 endpoints have not said yes yet  evt_1", "", "Not known",
        "  other events took the place: those of this session were looked at from"
          + " 2026-11-14 09:40:35 UTC to 2026-11-14 09:48:55 UTC only.",
      ])
  }

  @Test func `what came between a second and itself came about then`() {
    let step = StoryStep(.updated, at: 9, .since(9), "Metadata note changed")
    #expect(step.timeText(in: .utc) == "about 1970-01-01 00:00:09 UTC")
  }

  @Test func `a step is a line of JSON, and its values are kept back when masked`() {
    let step = StoryStep(
      .updated, at: 9, .since(5), "Metadata note changed", values: "to “a\n\"b\"”", id: nil)
    #expect(
      step.json()
        == #"{"at":9,"kind":"updated","text":"Metadata note changed to “a\n\"b\"”","id":null,"#
        + #""exact":false,"after":5}"#)
    #expect(!step.json(masked: true).contains("“a"))
  }
}
