import Checkout
import Query
import Dashboard
import Panes
import Screen
import Support
import Testing
import Widgets

/// Thousands of random keys, clicks, pastes, answers and sizes. Every state must have a picture of
/// the screen's size, cursors on rows, and complete frames.
@Suite("Whatever is pressed")
struct RandomWalkTests {
  @Test(arguments: UInt64(1)...4)
  func `no key at no size breaks the screen`(seed: UInt64) {
    var random = SplitMix(seed: seed)
    var state = State.browsing(Size(width: 80, height: 24))
    var canvas = Canvas()
    for step in 0..<500 {
      state.clock.uptime += Int.random(in: 0...400, using: &random)
      let event = Self.event(&random, state.size)
      let before = state
      for effect in update(&state, [event]) { Self.answer(effect, &state, &random) }
      let surface = canvas.draw(state)
      guard surface.size == state.size else {
        Issue.record("step \(step): \(event) draws \(surface.size) at \(state.size)")
        return
      }
      var followed = before
      if followed.adopt(state) != .anything, surface != render(state) {
        Issue.record("step \(step): after \(event) the canvas shows something else than the state")
        return
      }
      if let complaint = Self.complaint(state, surface) {
        Issue.record("step \(step), \(event), \(state.size): \(complaint)")
        return
      }
    }
  }

  private static func event(_ random: inout SplitMix, _ size: Size) -> Event {
    switch Int.random(in: 0..<100, using: &random) {
    case 0..<12:
      return .resize(
        Size(
          width: Int.random(in: 1...115, using: &random),
          height: Int.random(in: 1...42, using: &random)))
    case 12..<22:
      let kinds: [MouseEvent.Kind] = [.press, .doubleClick, .scrollUp, .scrollDown]
      return .key(
        .mouse(
          MouseEvent(
            kinds.randomElement(using: &random) ?? .press,
            x: Int.random(in: 0...size.width, using: &random),
            y: Int.random(in: 0...size.height, using: &random))))
    case 22..<26: return .key(.paste(nasty.randomElement(using: &random) ?? ""))
    case 26..<30: return .clock(Clock(unix: State.now + 60, uptime: Int(random.next() % 1_000_000)))
    case 30..<60: return .key(special.randomElement(using: &random) ?? .escape)
    default:
      let letter = UInt8.random(in: 0x20..<0x7F, using: &random)
      return .key(.character(Character(Unicode.Scalar(letter))))
    }
  }

  private static let special: [Key] = [
    .enter, .escape, .tab, .backTab, .backspace, .delete, .up, .down, .left, .right, .home, .end,
    .pageUp, .pageDown, .control("d"), .control("u"), .control("p"), .control("w"), .control("a"),
    .control("k"), .alt("b"), .alt("f"), .function(1), .unknown, .character("日"),
    .character("\u{301}"),
  ]

  private static let nasty = [
    "", "\n", "a\u{1B}]0;x\u{7}b", "\u{202E}abc", "👩‍👩‍👧‍👦🇩🇪é\u{301}", "日本語日本語日本語日本語",
    "status:open amount>=5", String(repeating: "w", count: 3000),
  ]

  /// The cache and Stripe answer at once, or with an error, or not at all.
  private static func answer(_ effect: Effect, _ state: inout State, _ random: inout SplitMix) {
    guard Int.random(in: 0..<4, using: &random) > 0 else { return }
    let rows = Session.assorted.enumerated().map { index, session in
      SessionSummary(session, position: Int64(1000 - index), fetchedAt: State.now)
    }
    let problem = Problem("There is no connection to the server. Check the network.")
    switch effect {
    case .cache(.readRows(_, let anchor, _, let generation)):
      let some = Array(rows.prefix(Int.random(in: 0...rows.count, using: &random)))
      state.take(.cache(.rows(RowWindow(rows: some), anchor: anchor, generation: generation)))
    case .cache(.readDetail(let id)):
      guard let session = Session.assorted.first(where: { $0.id == id }) else {
        Issue.record("\(id) is asked for, which no row has")
        return
      }
      state.take(
        .cache(.detail(SessionDetail(stored: StoredSession(session, fetchedAt: State.now)), id: id))
      )
    case .stripe(.fetch(let direction, _, let generation)):
      state.take(.stripe(.paged(direction, .failure(problem), generation: generation)))
    case .stripe(.refresh(let id)):
      state.take(
        .stripe(
          .refreshed(
            id: id, .success(StoredSession(.make(id: id, created: State.now), fetchedAt: State.now))
          )))
    case .stripe(.expire(let id, _)): state.take(.stripe(.expired(id: id, .failure(problem))))
    case .system(.copy(let text, let label)):
      state.take(.system(.copied(label: label, .shown(text))))
    case .cache, .stripe, .firestore, .system, .loop: break
    }
  }

  private static func complaint(_ state: State, _ surface: Surface) -> String? {
    if let cursor = surface.cursor,
      cursor.x >= state.size.width || cursor.y >= state.size.height
    {
      return "the cursor is outside"
    }
    let scroll = state.list.scroll
    if scroll.cursor < 0 || scroll.cursor > max(0, state.list.rows.count - 1) {
      return "the list's cursor is on no row"
    }
    guard state.overlays.isEmpty, state.layout.shape != .tooSmall else { return nil }
    if state.layout.frames[.list] != nil,
      !(scroll.top..<scroll.top + max(1, state.layout.listHeight)).contains(scroll.cursor)
    {
      return "the selection is not visible"
    }
    // A wide glyph or a long text that ran over a frame would leave a gap in it.
    for (pane, frame) in state.layout.frames {
      for y in frame.y..<frame.maxY {
        for x in [frame.x, frame.maxX - 1] where !Self.lines.contains(surface[x, y].glyph.base) {
          return "the frame of \(pane) has a hole at \(x),\(y)"
        }
      }
    }
    return nil
  }

  private static let lines = Set("│╭╮╰╯├┤┬┴┼─".unicodeScalars)
}
