import Checkout
import Query
import Dashboard
import Screen
import Support
import Units
import Widgets

/// Plays a dashboard: keys and answers in, state and effects out. Time passes only when a test says
/// so.
struct Play {
  var state: State

  init(size: Size = Size(width: 120, height: 40), isLive: Bool = false, readOnly: String? = nil) {
    state = State(
      size: size, clock: Clock(unix: 1_800_000_000, uptime: 0),
      account: Account(name: "acme", isLive: isLive, readOnlyReason: readOnly), seed: 7)
  }

  /// A dashboard whose cache holds this many sessions, all of them in the window.
  static func with(sessions count: Int, coverage: Coverage = .whole) -> Play {
    var play = Play()
    play.open(with: RowWindow(rows: SessionSummary.series(count)), coverage: coverage)
    return play
  }

  /// Answers the first requests to the cache.
  mutating func open(with window: RowWindow, coverage: Coverage = .whole) {
    send()
    send(
      .cache(.rows(window, anchor: .top, generation: 0)),
      .cache(
        .facts(
          ListFacts(
            matching: window.rows.count, loaded: window.rows.count, cached: window.rows.count,
            coverage: coverage), generation: 0)))
  }

  @discardableResult
  mutating func send(_ events: Event...) -> [Effect] { update(&state, events) }

  /// Types characters, one in each batch, as a person does.
  @discardableResult
  mutating func type(_ keys: String) -> [Effect] { keys.flatMap { press(.character($0)) } }

  @discardableResult
  mutating func press(_ keys: Key...) -> [Effect] { keys.flatMap { send(.key($0)) } }

  /// Lets the selection rest, so that the panes on the right follow it.
  mutating func rest() {
    _ = wait(milliseconds: 100)
    if let id = state.selected?.id { send(.cache(.detail(nil, id: id))) }
  }

  mutating func wait(milliseconds: Int) -> [Effect] {
    state.clock.uptime += milliseconds
    return send()
  }
}

extension Play {
  private static let keys: [String: Key] = [
    "↵": .enter, "Esc": .escape, "Space": .character(" "), "Tab": .tab, "Ctrl-C": .control("c"),
    "↓": .down, "↑": .up, "←": .left, "→": .right,
  ]

  /// The keys of a hint: `h l`, `←→`. Empty for words such as “a letter”.
  private static func keys(of hint: KeyHint) -> [Key] {
    if let key = keys[hint.key] { return [key] }
    guard !hint.key.contains("letter") else { return [] }
    return hint.key.filter { $0 != " " }.map { keys[String($0)] ?? .character($0) }
  }

  /// The hints in the topmost overlay's footer whose keys do nothing.
  var idleHints: [KeyHint] {
    guard let overlay = state.overlays.top else { return [] }
    return overlay.hints(state).filter { hint in
      let keys = Self.keys(of: hint)
      return hint.isEnabled && !keys.isEmpty
        && keys.allSatisfy { key in
          var copy = self
          return copy.press(key).isEmpty && copy.state == state
        }
    }
  }
}

extension Coverage {
  static let whole = Coverage(
    spans: [Span(newest: 1_800_000_000, oldest: 1_790_000_000)], reachesBeginning: true,
    refreshedAt: 0)
  static let newestPageOnly = Coverage(
    spans: [Span(newest: 1_800_000_000, oldest: 1_799_000_000)], refreshedAt: 0)
}

extension SessionSummary {
  /// Sessions a minute apart, newest first: `cs_test_0000`, `cs_test_0001`, …
  static func series(_ count: Int, from start: Int = 0) -> [SessionSummary] {
    (start..<start + count).map { index in
      let digits = String(index)
      return .make(
        id: "cs_test_" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits,
        position: Int64(1_000_000 - index), created: 1_800_000_000 - index * 60,
        email: "jane+\(index)@example.com", customerName: nil, fetchedAt: 1_800_000_000)
    }
  }
}
