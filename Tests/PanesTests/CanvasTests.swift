import Checkout
import Query
import Dashboard
import Panes
import Screen
import Support
import Testing

/// However little of a frame is drawn again, the result must be the whole frame.
@Suite("The canvas")
struct CanvasTests {
  @Test(arguments: UInt64(1)...4)
  func `moving in the list shows what the state is`(seed: UInt64) {
    var random = SplitMix(seed: seed)
    let sizes = [
      Size(width: 120, height: 20), Size(width: 80, height: 12), Size(width: 40, height: 9),
    ]
    let keys: [Key] = [
      .pageDown, .pageUp, .control("d"), .control("u"), .home, .end, .escape, .escape,
    ]
    let letters = Array("jjkGgJK VV*u245zm\\31]xq")
    var (motions, details, late) = (0, 0, 0)
    for size in sizes {
      var state = State.browsing(size)
      state.take(
        .cache(
          .rows(
            RowWindow(rows: Array(Self.sessions.prefix(100)), reachesBottom: false), anchor: .top,
            generation: 0)))
      var canvas = Canvas()
      _ = canvas.draw(state)
      for step in 0..<160 {
        state.clock.uptime += [5, 5, 200].randomElement(using: &random) ?? 5
        if Int.random(in: 0..<8, using: &random) == 0 { state.clock.unix += 61 }
        let before = state
        let key =
          switch Int.random(in: 0..<12, using: &random) {
          case 0: keys.randomElement(using: &random) ?? .down
          case 1...2: Key.character(letters.randomElement(using: &random) ?? "j")
          default: Key.down
          }
        for effect in update(&state, [.key(key)]) { Self.answer(effect, &state) }
        var followed = before
        switch followed.adopt(state) {
        case .motion: motions += 1
        case .detail: details += 1
        case .anything: break
        }
        let whole = render(state)
        var drawn = canvas.draw(state, answeringKey: true)
        if canvas.isLate {
          late += 1
          let footer = state.layout.footer.y
          #expect(drawn.row(footer) == whole.row(footer))
          drawn = canvas.draw(state)
        }
        guard drawn == whole, !canvas.isLate else {
          let row = (0..<whole.size.height).first { drawn.row($0) != whole.row($0) }
          Issue.record("row \(row ?? -1) differs at step \(step) of seed \(seed), after \(key)")
          break
        }
      }
    }
    #expect(
      motions > 60 && details > 20 && late > 10,
      "nothing has been saved, so nothing has been tested")
  }

  /// The full second changes while a key is answered: its row moves first, then the ages change.
  @Test func `a key does not wait for the ages`() {
    var state = State.browsing(Size(width: 120, height: 20))
    state.take(
      .cache(
        .rows(RowWindow(rows: Array(Self.sessions.prefix(40))), anchor: .top, generation: 0)))
    var canvas = Canvas()
    let before = canvas.draw(state, answeringKey: true)
    #expect(!canvas.isLate && before == render(state))
    state.clock.unix += 600
    _ = update(&state, [.key(.down)])
    let moved = canvas.draw(state, answeringKey: true)
    #expect(canvas.isLate && canvas.hasOnlyMoved && moved != before)
    #expect(moved != render(state), "no age has changed, so nothing has been tested")
    #expect(canvas.draw(state) == render(state) && !canvas.isLate)
  }

  @Test func `a key that is held delays the ages by a second at most`() {
    var state = State.browsing(Size(width: 120, height: 20))
    state.take(
      .cache(
        .rows(RowWindow(rows: Array(Self.sessions.prefix(80))), anchor: .top, generation: 0)))
    var canvas = Canvas()
    _ = canvas.draw(state)
    state.clock.unix += 600
    let late = (0..<40).map { _ in
      state.clock.uptime += 33
      _ = update(&state, [.key(.down)])
      let picture = canvas.draw(state, answeringKey: true)
      #expect(canvas.isLate || picture == render(state))
      return canvas.isLate
    }
    #expect(late.firstIndex(of: false) == 31)
  }

  /// All of it happens within a second, so that not even an age changes.
  @Test func `what the cache has counted is shown, also of an empty list`() {
    var state = State.browsing(Size(width: 120, height: 20))
    var canvas = Canvas()
    _ = canvas.draw(state)
    let look = FoundSessions(ids: [], requests: 1, asked: "payment_intent=pi_1")
    let steps: [(inout State) -> Event] = [
      { _ in .lookUp("pi_1234567890") },
      { _ in .stripe(.found(.paymentIntent("pi_1234567890"), .success(look))) },
      { .cache(.rows(RowWindow(), anchor: .top, generation: $0.list.generation)) },
      {
        .cache(
          .facts(
            ListFacts(matching: 0, loaded: 5, cached: 5, coverage: Coverage()),
            generation: $0.list.generation))
      },
    ]
    for step in steps {
      _ = update(&state, [step(&state)])
      #expect(canvas.draw(state) == render(state))
    }
    #expect(state.list.facts.cached == 5)
  }

  private static let stored = (0..<400).map {
    Session.make(id: "cs_test_\(1000 + $0)", created: State.now - $0 * 60)
  }

  private static let sessions = stored.enumerated().map { index, session in
    SessionSummary(session, position: Int64(1000 - index), fetchedAt: State.now)
  }

  /// Answers from the cache: the part of the list that is read ahead, and a session.
  private static func answer(_ effect: Effect, _ state: inout State) {
    switch effect {
    case .cache(.readRows(_, .after(let position), let limit, let generation)):
      let rest = sessions.drop { $0.position >= position }
      let window = RowWindow(
        rows: Array(rest.prefix(limit)), reachesTop: false, reachesBottom: rest.count <= limit)
      state.take(.cache(.rows(window, anchor: .after(position: position), generation: generation)))
    case .cache(.readDetail(let id)):
      let detail = stored.first { $0.id == id }.map {
        SessionDetail(stored: StoredSession($0, fetchedAt: State.now))
      }
      state.take(.cache(.detail(detail, id: id)))
    default: break
    }
  }
}
