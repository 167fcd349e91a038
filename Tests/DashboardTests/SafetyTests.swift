import Checkout
import Query
import Dashboard
import Screen
import Support
import Testing

@Suite("Nothing happens by accident")
struct SafetyTests {
  @Test func `repeated errors are one line with a count, the newest first`() {
    var play = Play.with(sessions: 1)
    for id in ["req_1", "req_2"] {
      play.send(
        .stripe(
          .refreshed(
            id: "cs_test_0000", .failure(Problem("It failed. (\(id))", requestID: id)))))
    }
    play.send(
      .system(.notice(Message("The disk is full.", .error))), .system(.notice(Message("hello"))))
    #expect(play.state.problems.entries.map(\.count) == [1, 2])
    #expect(play.state.problems.entries.last?.problem.requestID == "req_2")
    for index in 0..<300 { play.send(.system(.notice(Message("error \(index)", .error)))) }
    #expect(play.state.problems.entries.count == 100)
  }

  @Test func `the request log is bounded, and a line of it says when, what and how it went`() {
    var play = Play.with(sessions: 1)
    let record = RequestRecord(
      started: 1_794_649_135_042, "GET /v1/account", "200", milliseconds: 12, "912 B")
    #expect(record.line == "2026-11-14T09:38:55.042Z GET /v1/account 200 12 ms 912 B")
    for _ in 0..<2000 { play.send(.http(.ended(record))) }
    #expect(play.state.requests.records.count <= 500)
  }

  @Test func `a profile that cannot be used says why; another one is entered when it is ready`() {
    var play = Play.with(sessions: 1)
    play.state.profiles = [
      ProfileChoice(id: "broken", source: "", isLive: nil, problem: "This key is redacted."),
      ProfileChoice(id: "shop", source: "", isLive: false),
    ]
    #expect(!play.press(.character("P"), .enter).contains(.system(.openProfile("broken"))))
    #expect(play.state.message?.text == "profile broken: This key is redacted.")
    #expect(play.press(.character("P"), .down, .enter).contains(.system(.openProfile("shop"))))
    #expect(
      play.send(.system(.profileOpened("shop"))).contains(.loop(.enterProfile("shop"))))
  }

  @Test func `where there is only the key in use, there is nothing to change to`() {
    var play = Play.with(sessions: 1)
    play.state.profiles = [
      ProfileChoice(id: play.state.account.name, source: "the environment", isLive: false)
    ]
    play.press(.character("P"))
    #expect(play.state.overlays.isEmpty)
    #expect(play.state.message?.text.contains("no other profile") == true)
  }

  @Test func `what is refused because of the key says in the message how to change that`() {
    var play = Play(readOnly: "read-only: this is a live key")
    play.state.account.readOnlyAdvice = "Start till with --allow-live-writes."
    play.open(with: RowWindow(rows: SessionSummary.series(1)))
    play.type("x")
    #expect(
      play.state.message?.text
        == "expire: read-only: this is a live key. Start till with --allow-live-writes.")
  }
}
