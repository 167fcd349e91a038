import Checkout
import Query
import Dashboard
import Screen
import Support
import Testing

@Suite("Expiring a session")
struct ExpireTests {
  private static let first = "cs_test_0000"

  /// A dialog that was read again and has been open for a second.
  private func asking(_ play: inout Play) {
    play.type("x")
    play.send(
      .stripe(
        .refreshed(
          id: Self.first, .success(StoredSession(.make(id: Self.first), fetchedAt: 1)))))
    _ = play.wait(milliseconds: 1000)
  }

  private func posts(_ effects: [Effect]) -> [Effect] {
    effects.filter { effect in if case .stripe(.expire) = effect { true } else { false } }
  }

  @Test
  func `x opens the dialog and reads the session again; X sends one request that names it`() throws
  {
    var play = Play.with(sessions: 3)
    #expect(play.type("x").contains(.stripe(.refresh(id: Self.first))))
    play.send(
      .stripe(
        .refreshed(id: Self.first, .success(StoredSession(.make(id: Self.first), fetchedAt: 1)))))
    _ = play.wait(milliseconds: 1000)
    let sent = posts(play.type("X"))
    #expect(sent.count == 1)
    guard case .stripe(.expire(Self.first, let key))? = sent.first else {
      Issue.record("no request was sent")
      return
    }
    #expect(key.count == 37)
    #expect(posts(play.type("X")).isEmpty, "a second X while it is under way sends nothing")
  }

  @Test func `keys typed ahead in the same burst do not confirm`() {
    var play = Play.with(sessions: 3)
    let effects = play.send(.key(.character("x")), .key(.character("X")), .key(.character("X")))
    #expect(posts(effects).isEmpty)
    #expect(play.state.overlays.count == 1)
  }

  @Test(arguments: [
    Key.character("y"), .enter, .character("x"), .character("Y"), .paste("X"), .character(" "),
    .control("x"), .down, .tab,
  ])
  func `neither y nor Enter, nor a paste, nor any other key confirms`(key: Key) {
    var play = Play.with(sessions: 3)
    asking(&play)
    #expect(posts(play.press(key, .enter)).isEmpty)
  }

  @Test func `Esc keeps the session and says so`() {
    var play = Play.with(sessions: 3)
    asking(&play)
    play.press(.escape)
    #expect(play.state.overlays.isEmpty)
    #expect(play.state.message?.text == "kept: nothing was expired")
  }

  @Test func `the dialog keeps its session though the list changes under it`() {
    var play = Play.with(sessions: 3)
    asking(&play)
    play.send(
      .cache(.rows(RowWindow(rows: SessionSummary.series(3, from: 1)), anchor: .top, generation: 0))
    )
    guard case .stripe(.expire(let id, _))? = posts(play.type("X")).first else {
      Issue.record("no request was sent")
      return
    }
    #expect(id == Self.first)
  }

  @Test func `the list holds still under the dialog and is read again after it`() {
    var play = Play.with(sessions: 3)
    asking(&play)
    play.send(.cache(.rows(RowWindow(rows: []), anchor: .top, generation: 0)))
    #expect(play.state.list.rows.count == 3)
    #expect(
      play.press(.escape).contains { effect in
        if case .cache(.readRows) = effect { true } else { false }
      })
  }

  @Test func `a session that was paid meanwhile is not expired, and that is said`() {
    var play = Play.with(sessions: 3)
    play.type("x")
    let paid = Session.make(id: Self.first, status: "complete", paymentStatus: "paid")
    play.send(.stripe(.refreshed(id: Self.first, .success(StoredSession(paid, fetchedAt: 1)))))
    _ = play.wait(milliseconds: 1000)
    #expect(play.state.overlays.isEmpty)
    #expect(play.state.message?.text == "cs_test_0000 is paid meanwhile: nothing was expired")
    #expect(posts(play.type("X")).isEmpty)
  }

  @Test func `X means nothing before the session was read again`() {
    var play = Play.with(sessions: 3)
    play.type("x")
    _ = play.wait(milliseconds: 1000)
    #expect(posts(play.type("X")).isEmpty)
  }

  @Test func `live mode wants the last four characters of the id first`() {
    var play = Play(isLive: true)
    play.open(with: RowWindow(rows: SessionSummary.series(3)))
    asking(&play)
    #expect(posts(play.type("X")).isEmpty)
    play.press(.backspace)
    #expect(posts(play.type("000" + "0")).isEmpty)
    #expect(posts(play.type("X")).isEmpty, "it could not be pressed before")
    _ = play.wait(milliseconds: 250)
    #expect(posts(play.type("X")).count == 1)
  }

  @Test func `read-only explains itself and opens no dialog`() {
    var play = Play(readOnly: "a live key only reads")
    play.open(with: RowWindow(rows: SessionSummary.series(3)))
    play.type("x")
    #expect(play.state.overlays.isEmpty)
    #expect(play.state.message?.text == "expire: a live key only reads")
  }

  @Test func `each wish has an idempotency key of its own`() {
    var play = Play.with(sessions: 3)
    var keys: Set<String> = []
    for _ in 0..<3 {
      asking(&play)
      if case .stripe(.expire(_, let key))? = posts(play.type("X")).first { keys.insert(key) }
      play.send(.stripe(.expired(id: Self.first, .failure(Problem("no connection")))))
    }
    #expect(keys.count == 3)
  }

  @Test func `Ctrl-C stops a request under way; Esc only closes the dialog, and says so`() {
    var play = Play.with(sessions: 3)
    asking(&play)
    play.type("X")
    #expect(play.press(.control("c")).contains(.system(.cancelRequests)))
    play.press(.escape)
    #expect(play.state.overlays.isEmpty)
    #expect(play.state.message?.text.hasPrefix("stopping: nothing more is sent") == true)
    play.send(.stripe(.expired(id: Self.first, .success(.stopped))))
    #expect(play.state.message?.text == "stopped: \(Self.first) was not expired")
    asking(&play)
    play.type("X")
    #expect(!play.press(.escape).contains(.system(.cancelRequests)))
    #expect(play.state.message?.text.hasPrefix("it goes on") == true)
  }

  @Test func `Ctrl-C stops a request that was confirmed in the same burst`() {
    var play = Play.with(sessions: 3)
    asking(&play)
    let effects = play.send(.key(.character("X")), .key(.control("c")))
    #expect(effects.contains(.system(.cancelRequests)))
  }

  @Test func `a lost answer is reported as not known`() {
    var play = Play.with(sessions: 3)
    asking(&play)
    play.type("X")
    play.send(
      .stripe(.expired(id: Self.first, .success(.unknown("The answer did not come in time.")))))
    #expect(play.state.message?.tone == .error)
    #expect(play.state.message?.text.contains("not known") == true)
    #expect(play.state.message?.text.hasSuffix("The answer did not come in time.") == true)
  }
}
