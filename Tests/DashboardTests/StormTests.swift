import Checkout
import Dashboard
import FoundationEssentials
import Query
import Screen
import Support
import Testing

/// Random keys in bursts, with answers between them and time that passes. Now and then a dialog is
/// opened that could change something at Stripe.
private struct Storm {
  /// A request that would change something, the key that caused it, and what received the key.
  struct Write {
    let effect: Effect
    let key: Key
    let overlay: (any Overlay)?
  }

  private var random = SplitMix(seed: 6)
  private var play: Play
  private let rows = SessionSummary.series(20)
  private(set) var writes: [Write] = []

  init(readOnly: String?) {
    play = Play(readOnly: readOnly)
    play.open(with: RowWindow(rows: rows))
  }

  private static let characters = Array(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 *!@/:<>?[]-+xxXX")
  private static let others: [Key] = [
    // Escape is frequent, so that a form that takes every letter does not stay open for long.
    .enter, .escape, .escape, .escape, .escape, .tab, .backTab, .up, .down, .pageDown, .backspace,
    .paste("xX\nX"), .paste("C"), .paste("S"),
    .control("c"), .control("u"), .function(5), .home, .end,
  ]

  /// Keys that lead from the list to a question, but do not answer it.
  private static let doors: [[Key]] = [
    keys("a") + [.enter], keys("A") + [.enter],
    keys(":metadata") + [.enter] + keys("vip = yes") + [.enter],
    keys("ux"), keys("*x"),
  ]

  private static func keys(_ text: String) -> [Key] { text.map(Key.character) }

  /// Presses this many keys, in bursts of up to `burst`.
  mutating func rage(_ count: Int, burst: Int) {
    var left = count
    var untilDoor = 0
    while left > 0 {
      if untilDoor <= 0 {
        untilDoor = 40
        let door = Self.doors.randomElement(using: &random) ?? []
        for key in Array(repeating: Key.escape, count: 6) + Self.keys("1") + door { press([key]) }
      }
      let keys = (0..<min(left, Int.random(in: 1...burst, using: &random))).map { _ in
        Int.random(in: 0..<4, using: &random) == 0
          ? Self.others.randomElement(using: &random) ?? .enter
          : .character(Self.characters.randomElement(using: &random) ?? "x")
      }
      left -= keys.count
      untilDoor -= keys.count
      play.state.clock.uptime += Int.random(in: 0..<600, using: &random)
      press(keys)
    }
  }

  private mutating func press(_ keys: [Key]) {
    let overlay = play.state.overlays.top
    for effect in update(&play.state, keys.map(Event.key)) {
      if effect.changesSomething {
        writes.append(Write(effect: effect, key: keys[keys.count - 1], overlay: overlay))
      }
      answer(effect)
    }
  }

  /// The cache and Stripe answer at once, as if all sessions were open.
  private mutating func answer(_ effect: Effect) {
    func stored(_ id: String) -> StoredSession {
      StoredSession(.make(id: id, metadata: ["order": "1"]), fetchedAt: 1)
    }
    switch effect {
    case .stripe(.refresh(let id)): play.send(.stripe(.refreshed(id: id, .success(stored(id)))))
    case .stripe(.create(_, let key)):
      play.send(.stripe(.created(.failure(Problem("no")), idempotencyKey: key)))
    case .stripe(.update(let id, _, let key)):
      play.send(.stripe(.updated(id: id, .failure(Problem("no")), idempotencyKey: key)))
    case .stripe(.expireRow(let id, _)):
      play.send(.stripe(.rowExpired(id: id, .failure(Problem("no")))))
    case .stripe(.expire(let id, _)):
      play.send(.stripe(.expired(id: id, .failure(Problem("no")))))
    case .cache(.readDetail(let id)):
      let items = StoredLineItems(items: [.make()], isComplete: true, fetchedAt: 1)
      play.send(
        .cache(.detail(SessionDetail(stored: stored(id), lineItems: items), id: id)))
    case .cache(.readSummaries): play.send(.cache(.summaries(rows)))
    case .cache(.readMarks(_, let generation)):
      play.send(.cache(.marksRead(rows.map(\.id), isCut: false, generation: generation)))
    case .cache(.readRows(_, let anchor, _, let generation)):
      play.send(.cache(.rows(RowWindow(rows: rows), anchor: anchor, generation: generation)))
    case .cache, .stripe, .firestore, .system, .loop: break
    }
  }
}

extension Effect {
  fileprivate var changesSomething: Bool {
    switch self {
    case .stripe(.expire), .stripe(.expireRow), .stripe(.create), .stripe(.update): true
    case .cache, .stripe, .firestore, .system, .loop: false
    }
  }
}

struct StormTests {
  /// `TILL_STORM=100000` presses more, which takes a while without optimisation.
  private static let length =
    ProcessInfo.processInfo.environment["TILL_STORM"].flatMap { Int($0) } ?? 20_000

  @Test func `random keys in read-only mode change nothing at Stripe`() {
    var storm = Storm(readOnly: "read-only")
    storm.rage(Self.length, burst: 60)
    #expect(storm.writes.isEmpty)
  }

  @Test func `nothing is created, changed or expired but by the confirming key, in its dialog`() {
    var storm = Storm(readOnly: nil)
    storm.rage(8000, burst: 1)
    var seen: Set<String> = []
    for write in storm.writes {
      let isRight: Bool
      switch write.effect {
      case .stripe(.expire):
        seen.insert("expire")
        isRight = write.overlay is ExpireDialog && write.key == .character("X")
      case .stripe(.expireRow):
        seen.insert("bulk")
        isRight =
          write.overlay is BulkDialog && [.character("X"), .character("r")].contains(write.key)
      case .stripe(.create):
        seen.insert("create")
        isRight = write.overlay is CreateDialog && write.key == .character("C")
      case .stripe(.update):
        seen.insert("update")
        isRight = write.overlay is MetadataEditor && write.key == .character("S")
      case .cache, .stripe, .firestore, .system, .loop: isRight = false
      }
      #expect(isRight, "\(write.effect) by \(write.key)")
    }
    #expect(seen == ["expire", "bulk", "create", "update"], "the storm has not tried all of it")
  }
}
