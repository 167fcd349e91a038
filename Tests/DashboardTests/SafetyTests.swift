import Checkout
import Query
import Dashboard
import FoundationEssentials
import Screen
import Support
import Testing

@Suite("Nothing happens by accident")
struct SafetyTests {
  /// What was sent to change something, the key that did it, and what had the key.
  private struct Write {
    let effect: Effect
    let key: Key
    let overlay: (any Overlay)?
  }

  /// Keys as a cat would press them, in bursts of up to that many, with answers in between and time
  /// that passes.
  private static func storm(_ count: Int, burst: Int, readOnly: String?) -> [Write] {
    var random = SplitMix(seed: 6)
    var play = Play(readOnly: readOnly)
    let rows = SessionSummary.series(20)
    play.open(with: RowWindow(rows: rows))
    let characters = Array(
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 *!@/:<>?[]-+xxXX")
    let others: [Key] = [
      // A form that swallows every letter is left again before long.
      .enter, .escape, .escape, .escape, .escape, .tab, .backTab, .up, .down, .pageDown, .backspace,
      .paste("xX\nX"),
      .control("c"), .control("u"), .function(5), .home, .end,
    ]
    var writes: [Write] = []
    var left = count
    while left > 0 {
      let keys = (0..<min(left, Int.random(in: 1...burst, using: &random))).map { _ in
        Int.random(in: 0..<4, using: &random) == 0
          ? others.randomElement(using: &random) ?? .enter
          : .character(characters.randomElement(using: &random) ?? "x")
      }
      left -= keys.count
      play.state.clock.uptime += Int.random(in: 0..<600, using: &random)
      let overlay = play.state.overlays.top
      for effect in update(&play.state, keys.map(Event.key)) {
        switch effect {
        case .stripe(.expire), .stripe(.expireRow), .stripe(.create), .stripe(.update):
          writes.append(Write(effect: effect, key: keys[keys.count - 1], overlay: overlay))
        case .stripe(.refresh(let id)):
          play.send(
            .stripe(.refreshed(id: id, .success(StoredSession(.make(id: id), fetchedAt: 1)))))
        case .cache(.readSummaries): play.send(.cache(.summaries(rows)))
        case .cache(.readMarks(_, let generation)):
          play.send(.cache(.marksRead(rows.map(\.id), isCut: false, generation: generation)))
        case .cache(.readRows(_, let anchor, _, let generation)):
          play.send(.cache(.rows(RowWindow(rows: rows), anchor: anchor, generation: generation)))
        case .cache, .stripe, .firestore, .system, .loop: break
        }
      }
    }
    return writes
  }

  /// More with `TILL_STORM=100000`, which takes a while without optimisation.
  private static let stormLength =
    ProcessInfo.processInfo.environment["TILL_STORM"].flatMap { Int($0) } ?? 20_000

  @Test("random keys in read-only mode change nothing at Stripe")
  func readOnlyStorm() {
    #expect(Self.storm(Self.stormLength, burst: 60, readOnly: "read-only").isEmpty)
  }

  @Test("outside read-only mode nothing is expired but by the second key, in its dialog")
  func storm() {
    let writes = Self.storm(4000, burst: 1, readOnly: nil)
    for write in writes {
      let isRight: Bool =
        switch write.effect {
        case .stripe(.expire): write.overlay is ExpireDialog && write.key == .character("X")
        case .stripe(.expireRow):
          write.overlay is BulkDialog && [.character("X"), .character("r")].contains(write.key)
        case .stripe(.create): write.overlay is CreateDialog && write.key == .character("C")
        case .stripe(.update): write.overlay is MetadataEditor && write.key == .character("S")
        case .cache, .stripe, .firestore, .system, .loop: false
        }
      #expect(isRight, "\(write.effect) by \(write.key)")
    }
    #expect(!writes.isEmpty, "the storm has not tried anything")
  }

  @Test("repeated errors are one line with a count, the newest first")
  func problems() {
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

  @Test("the request log is bounded, and a line of it says when, what and how it went")
  func requests() {
    var play = Play.with(sessions: 1)
    let record = RequestRecord(
      started: 1_794_649_135_042, "GET /v1/account 200 12 ms 912 B")
    #expect(record.line == "2026-11-14T09:38:55.042Z GET /v1/account 200 12 ms 912 B")
    for _ in 0..<2000 { play.send(.http(.ended(record))) }
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
    #expect(!play.press(.character("P"), .enter).contains(.system(.openProfile("broken"))))
    #expect(play.state.message?.text == "profile broken: This key is redacted.")
    #expect(play.press(.character("P"), .down, .enter).contains(.system(.openProfile("shop"))))
    #expect(play.send(.system(.profileOpened)).contains(.loop(.enterProfile)))
  }

  @Test("where there is only the key in use, there is nothing to change to")
  func onlyProfile() {
    var play = Play.with(sessions: 1)
    play.state.profiles = [
      ProfileChoice(id: play.state.account.name, source: "the environment", isLive: false)
    ]
    play.press(.character("P"))
    #expect(play.state.overlays.isEmpty)
    #expect(play.state.message?.text.contains("no other profile") == true)
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
