import Checkout
import Query
import Support
import Testing
import Units

@testable import Dashboard

@Suite struct StoryPollingTests {
  private static let id = "cs_test_0000"

  private func detail(
    status: String = "open", payment: String = "unpaid", story: StorySources? = nil
  ) -> SessionDetail {
    SessionDetail(
      stored: StoredSession(
        .make(id: Self.id, status: status, paymentStatus: payment), fetchedAt: 1_800_000_000),
      story: story)
  }

  private func story(of session: Session, readAt: Int = 1_799_999_990) -> StorySources {
    StorySources(session, readAt: readAt)
  }

  private func asks(_ effects: [Effect]) -> Bool {
    effects.contains(.stripe(.fetchStory(id: Self.id)))
  }

  @Test func `a story is asked for when the selection rests for 400 ms, and once`() {
    var play = Play.with(sessions: 3)
    play.send(.cache(.detail(detail(), id: Self.id)))
    #expect(!asks(play.wait(milliseconds: 399)))
    #expect(play.state.nextDeadline == 400)
    #expect(asks(play.wait(milliseconds: 1)))
    #expect(!asks(play.wait(milliseconds: 1_000)))
  }

  @Test func `scrolling past asks for nothing`() {
    var play = Play.with(sessions: 3)
    play.send(.cache(.detail(detail(), id: Self.id)))
    play.type("j")
    _ = play.wait(milliseconds: 100)
    play.send(.cache(.detail(nil, id: "cs_test_0001")))
    #expect(!asks(play.wait(milliseconds: 5_000)))
  }

  @Test func `a story that is known is not asked for until it is old or the session is another`() {
    let open = Session.make(id: Self.id)
    for (found, isWanted) in [
      (detail(story: story(of: open)), false),
      (detail(story: story(of: open, readAt: 1_799_999_940)), true),
      (detail(status: "expired", story: story(of: open)), true),
    ] {
      var play = Play.with(sessions: 3)
      play.send(.cache(.detail(found, id: Self.id)))
      #expect(asks(play.wait(milliseconds: 400)) == isWanted)
    }
  }

  @Test func `what Stripe says is read from the cache, and shown`() throws {
    var play = Play.with(sessions: 3)
    play.send(.cache(.detail(detail(), id: Self.id)))
    _ = play.wait(milliseconds: 400)
    let told = story(of: .make(id: Self.id), readAt: 1_800_000_000)
    #expect(
      play.send(.stripe(.story(id: Self.id, .success(told))))
        .contains(.cache(.readDetail(id: Self.id))))
    play.send(.cache(.detail(detail(story: told), id: Self.id)))
    let group = try #require(play.state.detail.content?.groups.first)
    #expect(group.kind == .story)
    #expect(group.fields.first?.text == "Checkout opened")
    #expect(SessionCard.storyLine(width: 80, play.state)?.text.hasPrefix("created") == true)
  }

  @Test func `a story that could not be read is not asked for again, but with r`() {
    var play = Play.with(sessions: 3)
    play.send(.cache(.detail(detail(), id: Self.id)))
    _ = play.wait(milliseconds: 400)
    play.send(.stripe(.story(id: Self.id, .failure(Problem("out of reach")))))
    #expect(play.state.message == nil, "nobody has asked for it")
    #expect(!asks(play.wait(milliseconds: 5_000)))
    play.type("r")
    let answer = StoredSession(.make(id: Self.id), fetchedAt: 1_800_000_000)
    #expect(asks(play.send(.stripe(.refreshed(id: Self.id, .success(answer))))))
  }

  @Test func `b shows the buyer's sessions, and asks Stripe behind them`() {
    var play = Play.with(sessions: 3)
    let effects = play.type("b")
    #expect(play.state.list.server.email == "jane+0@example.com")
    #expect(
      effects.contains { effect in
        if case .stripe(.fetch(.newest, let filter, _)) = effect { return filter.email != nil }
        return false
      })
    let rows = ["cs_1", "cs_2"].enumerated().map { index, id in
      SessionSummary.make(
        id: id, created: 1_799_990_000 + 60 * index, status: "complete", paymentStatus: "paid")
    }
    play.send(
      .cache(
        .rows(RowWindow(rows: rows), anchor: .top, generation: play.state.list.generation)))
    #expect(play.state.list.title(.utc, now: 1_800_000_000).prefix(1) == ["Buyer by e-mail"])
    #expect(play.state.message?.text.contains("not always a double charge") == true)
  }

  /// The customer id and the e-mail address are two sets.
  @Test func `b shows the buyer's sessions by the customer id, and again by the e-mail`() {
    var play = Play.with(sessions: 0)
    let session = Session.make(
      changes: ["customer": "cus_1", "customer_details": ["email": "jane@example.com"]])
    let rows = [SessionSummary(session, position: 9, fetchedAt: 1_800_000_000)]
    func open() {
      play.send(
        .cache(
          .rows(RowWindow(rows: rows), anchor: .top, generation: play.state.list.generation)))
    }
    open()
    play.type("b")
    #expect(play.state.list.server.customer == "cus_1")
    #expect(
      play.state.message?.text
        == "those with the same customer id; b shows those with the same e-mail address")
    open()
    #expect(play.state.list.title(.utc, now: 1_800_000_000).first == "Buyer by customer id")
    play.type("b")
    #expect(play.state.list.server.email == "jane@example.com")
    #expect(play.state.list.server.customer == nil)
    open()
    #expect(play.state.list.title(.utc, now: 1_800_000_000).first == "Buyer by e-mail")
    play.type("b")
    #expect(play.state.list.server.customer == "cus_1")
  }
}
