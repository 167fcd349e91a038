import Checkout
import Dashboard
import Screen
import Support
import Testing

@Suite("Nothing happens by accident")
struct SafetyTests {
  /// Keys as a cat would press them, with answers in between and time that passes.
  ///
  /// `burst` keys at a time arrive in one batch.
  private static func storm(
    _ count: Int, readOnly: String?, burst: Int = 1, seed: UInt64
  ) -> [(Effect, [Key])] {
    var random = SeededRandom(seed: seed)
    var play = Play(readOnly: readOnly)
    let rows = SessionSummary.series(50)
    play.open(with: RowWindow(rows: rows))
    let letters = Array(
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 *!@/:<>?[]-+")
    let others: [Key] = [
      .enter, .escape, .tab, .backTab, .up, .down, .pageDown, .backspace, .paste("xX\nX"),
      .control("c"), .control("u"), .function(5), .home, .end,
    ]
    func anyKey() -> Key {
      Int.random(in: 0..<4, using: &random) == 0
        ? others.randomElement(using: &random) ?? .enter
        : .character(letters.randomElement(using: &random) ?? "x")
    }
    var keys: [Key] = []
    var writes: [(Effect, [Key])] = []
    for _ in 0..<count / burst {
      let batch = (0..<burst).map { _ in anyKey() }
      // A dialog stays open for as long as no key closes it.
      keys = keys.suffix(400) + batch
      play.state.clock.uptime += Int.random(in: 0..<600, using: &random)
      for effect in update(&play.state, batch.map(Event.key)) {
        switch effect {
        case .expire, .expireRow, .create, .update: writes.append((effect, keys))
        case .refresh(let id):
          play.send(
            .refreshed(id: id, .success(StoredSession(.make(id: id), fetchedAt: 1))))
        case .readSummaries: play.send(.summaries(rows))
        case .readMarks(_, let generation):
          play.send(.marksRead(rows.map(\.id), isCut: false, generation: generation))
        case .readRows(_, let anchor, _, let generation):
          play.send(.rows(RowWindow(rows: rows), anchor: anchor, generation: generation))
        default: break
        }
      }
    }
    return writes
  }

  @Test("100,000 random keys in read-only mode change nothing at Stripe")
  func readOnlyStorm() {
    #expect(Self.storm(100_000, readOnly: "read-only", burst: 10, seed: 6).isEmpty)
  }

  @Test("outside read-only mode, no change without x or a form, and then X or Enter or Tab")
  func storm() {
    let writes = Self.storm(10_000, readOnly: nil, seed: 6)
    for (effect, keys) in writes {
      switch effect {
      case .expire, .expireRow:
        #expect(keys.contains(.character("x")), "\(effect) after \(keys)")
        #expect(keys.last == .character("X") || keys.last == .enter || keys.last == .character("r"))
      default: break
      }
    }
  }

  @Test("repeated errors are one line with a count, the newest first")
  func problems() {
    var play = Play.with(sessions: 1)
    for id in ["req_1", "req_2"] {
      play.send(
        .refreshed(
          id: "cs_test_0000", .failure(Problem("It failed. (\(id))", requestID: id))))
    }
    play.send(.notice(Message("The disk is full.", .error)), .notice(Message("hello")))
    #expect(play.state.problems.entries.map(\.count) == [1, 2])
    #expect(play.state.problems.entries.last?.problem.requestID == "req_2")
    for index in 0..<300 { play.send(.notice(Message("error \(index)", .error))) }
    #expect(play.state.problems.entries.count == 100)
  }

  @Test("the request log is bounded, and a line of it says when, what and how it went")
  func requests() {
    var play = Play.with(sessions: 1)
    let record = RequestRecord(
      started: 1_794_649_135_042, method: "GET", target: "/v1/account", attempt: 2,
      outcome: "200", milliseconds: 12, bytes: 912, requestID: "req_1")
    #expect(record.line == "2026-11-14T09:38:55.042Z GET /v1/account 200 12 ms 912 B try 2 req_1")
    for _ in 0..<2000 { play.send(.requested(record)) }
    #expect(play.state.requests.records.count <= 500)
  }

  @Test(
    "a profile that cannot be used says why; another one is opened and entered when it is ready")
  func profiles() {
    var play = Play.with(sessions: 1)
    play.state.profiles = [
      ProfileChoice(id: "broken", source: "", isLive: nil, problem: "This key is redacted."),
      ProfileChoice(id: "shop", source: "", isLive: false),
    ]
    #expect(!play.press(.character("P"), .enter).contains(.openProfile("broken")))
    #expect(play.state.message?.text == "profile broken: This key is redacted.")
    #expect(play.press(.character("P"), .down, .enter).contains(.openProfile("shop")))
    #expect(play.send(.profileOpened).contains(.enterProfile))
  }

  @Test("what is refused because of the key says in the message how to change that")
  func advice() {
    var play = Play(readOnly: "read-only: this is a live key")
    play.state.account.readOnlyAdvice = "Start till with --allow-live-writes."
    play.open(with: RowWindow(rows: SessionSummary.series(1)))
    play.type("x")
    #expect(
      play.state.message?.text
        == "expire: read-only: this is a live key. Start till with --allow-live-writes.")
  }
}
