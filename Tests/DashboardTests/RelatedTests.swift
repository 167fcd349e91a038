import Checkout
import Dashboard
import Screen
import Support
import Testing
import JSON
import Widgets

@Suite("Following links")
struct RelatedTests {
  private static let intent = StripeID("pi_till0001")
  private static let customer = StripeID("cus_till0001")

  private func object(_ id: StripeID?, fetchedAt: Int = 1_800_000_000) -> StoredObject {
    StoredObject(
      JSON.make([
        "id": .string(id?.text ?? ""), "object": "payment_intent", "status": "succeeded",
        "customer": "cus_till0001",
      ]), fetchedAt: fetchedAt)
  }

  @Test
  func `g p reads the payment intent from the cache, then asks Stripe when that is old`() throws {
    let id = try #require(Self.intent)
    var play = Play.reading(.order)
    #expect(play.type("gp") == [.cache(.readObject(id))])
    #expect(play.send(.cache(.object(nil, id: id))) == [.stripe(.fetchObject(id))])
    #expect(
      play.send(.stripe(.fetchedObject(.success(object(id)), id: id)))
        == [.cache(.readDetail(id: "cs_test_order"))], "the verdict knows more with it")
    #expect(play.state.detail.shownJSON?["status"]?.string == "succeeded")
    #expect(play.state.detail.id == "cs_test_order", "the session is still the session")

    var fresh = Play.reading(.order)
    fresh.type("gp")
    #expect(fresh.send(.cache(.object(object(id), id: id))).isEmpty)
    var stale = Play.reading(.order)
    stale.type("gp")
    #expect(
      stale.send(.cache(.object(object(id, fetchedAt: 1_700_000_000), id: id))) == [
        .stripe(.fetchObject(id))
      ])
    #expect(stale.state.detail.shownJSON != nil, "what is cached shows meanwhile")
  }

  @Test
  func `back and forward go through objects and sessions, and keep where the pane stood`() throws {
    let id = try #require(Self.intent)
    var play = Play.reading(.order)
    play.type("jjjj")
    play.type("gp")
    play.send(.cache(.object(object(id), id: id)))
    play.type("gc")
    #expect(play.state.detail.related?.id == Self.customer)
    play.type("<")
    #expect(play.state.detail.related?.id == id)
    play.type("<")
    #expect(play.state.detail.related == nil)
    #expect(play.state.detail.scroll.cursor == 4)
    play.type("<")
    #expect(play.state.message?.text == "back: nothing to go back to")
    play.type(">>")
    #expect(play.state.detail.related?.id == Self.customer)
    play.type(">")
    #expect(play.state.message?.text == "forward: nothing to go forward to")
  }

  @Test func `moving through the list is no visit, opening a session is`() {
    var play = Play.with(sessions: 5)
    play.type("jj")
    #expect(play.state.detail.trail.previous == nil)
    play.press(.enter)
    play.type("1")
    _ = play.wait(milliseconds: 1000)
    play.type("j")
    play.rest()
    #expect(play.state.detail.trail.previous == .session("cs_test_0002"))
    play.type("<")
    #expect(play.state.selected?.id == "cs_test_0002", "the list goes along")
  }

  @Test func `Enter on a link follows it; what till does not show is said`() {
    var play = Play.reading(.order)
    play.search("payment intent")
    #expect(play.press(.enter).contains { $0 == Self.intent.map { .cache(.readObject($0)) } })
    play = .reading(.order)
    play.search("ch_till0001")
    play.press(.enter)
    #expect(
      play.state.message?.text == "till does not show a charge; o opens Stripe's Dashboard")
  }

  @Test func `a session that a link leads to is shown, and is what commands act on`() {
    let old = "cs_test_expired1"
    var play = Play.reading(
      .make(status: "complete", changes: ["recovered_from": .string(old)]))
    play.search("recovered from")
    #expect(play.press(.enter).contains(.cache(.readDetail(id: old))))
    #expect(play.state.selected == nil, "nothing is known of it yet")
    #expect(play.send(.cache(.detail(nil, id: old))).contains(.stripe(.refresh(id: old))))
    let stored = StoredSession(.make(id: old), fetchedAt: 1)
    play.send(.stripe(.refreshed(id: old, .success(stored))))
    play.send(.cache(.detail(SessionDetail(stored: stored), id: old)))
    #expect(play.state.selected?.id == old)
    #expect(play.type("x").contains(.stripe(.refresh(id: old))))
  }

  /// The pane may be hidden, and then the row is all that is on the screen.
  @Test(arguments: [false, true])
  func `with the list in front again, commands act on its row`(isHidden: Bool) {
    let old = "cs_test_expired1"
    var play = Play.reading(
      .make(status: "complete", changes: ["recovered_from": .string(old)]))
    let row = play.state.selected?.id
    play.search("recovered from")
    play.press(.enter)
    let stored = StoredSession(.make(id: old), fetchedAt: 1)
    play.send(.cache(.detail(SessionDetail(stored: stored), id: old)))
    let effects = play.type(isHidden ? "1p" : "1")
    #expect(effects.contains { $0 == row.map { .cache(.readDetail(id: $0)) } })
    #expect(play.state.selected?.id == row)
    #expect(play.state.detail.id == row, "the panes show it, too")
    play.type("<")
    #expect(play.state.arrangement.focus == .detail, "what is not in the list is shown in front")
    play.send(.cache(.detail(SessionDetail(stored: stored), id: old)))
    #expect(play.state.selected?.id == old)
    play.send(.key(.character("1")), .key(.character("y")))
    #expect(play.state.selected?.id == row)
  }

  @Test func `with the list in front again, an object around its session is left`() throws {
    var play = Play.reading(.order)
    let row = try #require(play.state.selected?.id)
    play.type("gp")
    #expect(play.state.detail.related?.id == Self.intent)
    play.press(.escape)
    #expect(play.state.detail.related == nil)
    let copied = play.type("Yi")
    #expect(copied == [.system(.copy(text: row, label: "id \(row)"))])
  }

  @Test func `Space marks the row of the list, not the session that a link has led to`() {
    let old = "cs_test_expired1"
    var play = Play.reading(
      .make(status: "complete", changes: ["recovered_from": .string(old)]))
    let row = play.state.selected?.id
    play.search("recovered from")
    play.press(.enter)
    let stored = StoredSession(.make(id: old), fetchedAt: 1)
    play.send(.cache(.detail(SessionDetail(stored: stored), id: old)))
    #expect(play.state.selected?.id == old)
    play.press(.tab, .tab, .character(" "))
    #expect(play.state.marks.ids == [row])
  }

  @Test func `a link into the other mode is not followed`() {
    var play = Play.reading(.make(changes: ["recovered_from": "cs_live_other"]))
    play.search("recovered from")
    play.press(.enter)
    #expect(play.state.message?.text == "cs_live_other belongs to live mode")
    #expect(play.state.detail.id == "cs_test_till0001")
  }

  @Test func `a missing permission is said in place; what was cached stays`() throws {
    let id = try #require(Self.intent)
    let problem = Problem("The key may not do this. A restricted key needs the permission x.")
    var play = Play.reading(.order)
    play.type("gp")
    play.send(.cache(.object(nil, id: id)))
    play.send(.stripe(.fetchedObject(.failure(problem), id: id)))
    #expect(play.state.detail.related?.problem == problem)
    #expect(play.send().isEmpty, "it is not asked for again by itself")
    #expect(play.type("r").contains(.stripe(.fetchObject(id))), "but with r")

    play = .reading(.order)
    play.type("gp")
    play.send(.cache(.object(object(id, fetchedAt: 1), id: id)))
    play.send(.stripe(.fetchedObject(.failure(problem), id: id)))
    #expect(play.state.detail.shownJSON != nil)
    #expect(play.state.message?.text == problem.sentence)
  }

  @Test func `a session without the object says so`() {
    var play = Play.reading(.make())
    play.type("gp")
    #expect(play.state.message?.text == "payment intent: none while the session is open")
    play.press(.escape)
    play.type("gs")
    #expect(play.state.message?.text == "subscription: this session has none")
    play = .with(sessions: 0)
    play.type("gc")
    #expect(play.state.message?.text == "customer: no session is selected")
    play = .with(sessions: 1)
    play.type("gi")
    #expect(play.state.message?.text == "invoice: the session is being read")
  }

  @Test
  func `the verdict is judged with the payment intent, unless that is older than the session`() {
    let session = StoredSession(
      .make(changes: ["payment_intent": "pi_till0001"]), fetchedAt: 1_800_000_000)
    for (fetchedAt, isUsed) in [(1_800_000_000, true), (1_799_999_999, false)] {
      var play = Play.reading(session.session)
      play.send(
        .cache(
          .detail(
            SessionDetail(
              stored: session, paymentIntent: object(Self.intent, fetchedAt: fetchedAt)),
            id: session.session.id)))
      #expect((play.state.detail.content?.sources.paymentIntent != nil) == isUsed)
    }
  }

  @Test func `an answer about an object that was left is dropped`() throws {
    let id = try #require(Self.intent)
    var play = Play.reading(.order)
    play.type("gp<")
    play.send(.cache(.object(object(id), id: id)))
    play.send(.stripe(.fetchedObject(.success(object(id)), id: id)))
    #expect(play.state.detail.related == nil)
    #expect(play.state.detail.shownJSON?["object"]?.string == "checkout.session")
  }
}
