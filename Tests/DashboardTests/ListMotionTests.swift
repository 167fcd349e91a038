import Checkout
import Query
import Dashboard
import Screen
import Support
import Testing
import Widgets

@Suite("Moving in the list")
struct ListMotionTests {
  @Test func `j and k move by a row and stop at the ends`() {
    var play = Play.with(sessions: 3)
    play.type("k")
    #expect(play.state.selected?.id == "cs_test_0000")
    play.type("jjjjj")
    #expect(play.state.selected?.id == "cs_test_0002")
  }

  @Test func `a count repeats a motion; digits 1 to 3 do so when a motion follows at once`() {
    var play = Play.with(sessions: 40)
    play.type("5j")
    #expect(play.state.selected?.id == "cs_test_0005")
    play.type("12j")
    #expect(play.state.selected?.id == "cs_test_0017")
    #expect(play.state.arrangement.focus == .list)
  }

  @Test func `2 alone focuses the detail pane, and j moves there later`() {
    var play = Play.with(sessions: 40)
    play.type("2")
    #expect(play.state.arrangement.focus == .detail)
    _ = play.wait(milliseconds: 800)
    play.type("j")
    #expect(play.state.arrangement.focus == .detail)
    #expect(play.state.selected?.id == "cs_test_0000")
  }

  @Test func `gg and G go to the ends`() {
    var play = Play.with(sessions: 100)
    play.type("G")
    #expect(play.state.selected?.id == "cs_test_0099")
    play.type("gg")
    #expect(play.state.selected?.id == "cs_test_0000")
    #expect(play.state.overlays.isEmpty)
  }

  @Test func `rows are read ahead before the cursor reaches the end of the window`() {
    var play = Play()
    play.open(with: RowWindow(rows: SessionSummary.series(300), reachesBottom: false))
    let effects = play.press(.pageDown, .pageDown, .pageDown, .pageDown, .pageDown)
    let last = Int64(1_000_000 - 299)
    #expect(
      effects.contains { effect in
        if case .cache(.readRows(_, .after(last), _, _)) = effect { true } else { false }
      })
  }

  @Test func `two hundred keys at once find their rows, one burst after the other`() {
    var play = Play()
    play.open(with: RowWindow(rows: SessionSummary.series(300), reachesBottom: false))
    for row in ["0200", "0400", "0600", "0800"] {
      let burst = Array(repeating: Event.key(.character("j")), count: 200)
      var effects = update(&play.state, burst)
      #expect(play.state.selected?.id == "cs_test_" + row)
      var reads = 0
      while let last = effects.compactMap(\.lastRow).first {
        let rows = SessionSummary.series(100, from: 1_000_001 - Int(last))
        effects = play.send(
          .cache(
            .rows(
              RowWindow(rows: rows, reachesBottom: false), anchor: .after(position: last),
              generation: 0)))
        reads += 1
      }
      #expect(1...3 ~= reads)
    }
  }

  @Test(arguments: UInt64(1)...8)
  func `rows that are read bit by bit are those that are read at once, gaps and all`(seed: UInt64) {
    var random = SplitMix(seed: seed)
    let sessions = SessionSummary.series(400)
    // The edges of the pieces, 150 and 250, are gaps, too.
    let cuts = Set((0..<20).map { _ in Int.random(in: 1..<400, using: &random) } + [150, 250])
    let bounds = [0] + cuts.sorted() + [400]
    let spans = zip(bounds, bounds.dropFirst()).map { start, end in
      Coverage.Span(newest: sessions[start].created, oldest: sessions[end - 1].created)
    }
    let coverage = Coverage(spans: spans, reachesBeginning: true, refreshedAt: 0)
    var whole = Play()
    whole.open(with: RowWindow(rows: sessions), coverage: coverage)

    var (start, end) = (150, 250)
    func window(_ range: Range<Int>) -> RowWindow {
      RowWindow(
        rows: Array(sessions[range]), reachesTop: range.lowerBound == 0,
        reachesBottom: range.upperBound == 400)
    }
    var play = Play()
    play.open(with: window(start..<end), coverage: coverage)
    play.press(.pageDown, .pageDown)
    let (selected, line) = (play.state.list.selectedRow, play.line)
    while start > 0 || end < 400 {
      let count = Int.random(in: 1...60, using: &random)
      if Bool.random(using: &random), end < 400 {
        let next = min(400, end + count)
        play.send(
          .cache(
            .rows(
              window(end..<next), anchor: .after(position: sessions[end - 1].position),
              generation: 0)))
        end = next
      } else if start > 0 {
        let next = max(0, start - count)
        play.send(
          .cache(
            .rows(
              window(next..<start), anchor: .before(position: sessions[start].position),
              generation: 0)))
        start = next
      }
      #expect(play.state.list.selectedRow == selected && play.line == line)
    }
    #expect(play.state.list.rows == whole.state.list.rows)
  }

  @Test(arguments: [true, false])
  func `what is loaded of a gap takes its place under the cursor`(rowsComeFirst: Bool) {
    let sessions = SessionSummary.series(700)
    func coverage(_ upper: Int) -> Coverage {
      Coverage(
        spans: [
          Coverage.Span(newest: sessions[0].created, oldest: sessions[upper - 1].created),
          Coverage.Span(newest: sessions[600].created, oldest: sessions[699].created),
        ], reachesBeginning: true, refreshedAt: 0)
    }
    func facts(_ upper: Int) -> Event {
      .cache(
        .facts(
          ListFacts(matching: 700, loaded: 700, cached: 700, coverage: coverage(upper)),
          generation: 0))
    }
    var play = Play()
    play.open(
      with: RowWindow(rows: Array(sessions[..<400] + sessions[600...])), coverage: coverage(400))
    play.type("400j")
    guard case .gap(let gap) = play.state.list.selectedRow else {
      Issue.record("the gap is not selected")
      return
    }
    let line = play.line
    #expect(play.press(.enter) == [.stripe(.fetch(.gap(gap), .all, generation: 0))])
    let report = PageReport(Changes(received: 100, added: 100), hasMore: true)
    let anchor = RowAnchor.around(id: sessions[399].id)
    let asked = play.send(.stripe(.paged(.gap(gap), .success(report), generation: 0)))
    #expect(asked.contains(.cache(.readRows(ListQuery(), anchor, limit: 300, generation: 0))))
    let rows = Event.cache(
      .rows(
        RowWindow(
          rows: Array(sessions[250..<500] + sessions[600..<650]), reachesTop: false,
          reachesBottom: false), anchor: anchor, generation: 0))
    for answer in rowsComeFirst ? [rows, facts(500)] : [facts(500), rows] { play.send(answer) }
    #expect(play.state.selected?.id == sessions[400].id)
    #expect(play.line == line)
  }

  @Test func `a motion past the window is finished when the rows arrive`() {
    var play = Play()
    play.open(with: RowWindow(rows: SessionSummary.series(50), reachesBottom: false))
    play.type("99j")
    #expect(play.state.selected?.id == "cs_test_0049")
    play.send(
      .cache(
        .rows(
          RowWindow(rows: SessionSummary.series(100, from: 50)),
          anchor: .after(position: 1_000_000 - 49), generation: 0)))
    #expect(play.state.selected?.id == "cs_test_0099")
  }

  @Test func `the selection stays on its session when newer ones arrive above it`() {
    var play = Play()
    play.open(with: RowWindow(rows: SessionSummary.series(50, from: 10)))
    play.type("jj")
    play.send(
      .stripe(
        .paged(
          .newest, .success(PageReport(Changes(received: 10, added: 10), hasMore: false)),
          generation: 0)))
    play.send(
      .cache(.rows(RowWindow(rows: SessionSummary.series(60)), anchor: .top, generation: 0)))
    #expect(play.state.selected?.id == "cs_test_0012")
    #expect(play.state.list.scroll.top == 0)
  }

  @Test func `a session that left the filter leaves its place to the next one`() {
    var play = Play.with(sessions: 50)
    play.type("20j")
    var rows = SessionSummary.series(50)
    rows.remove(at: 20)
    play.send(
      .stripe(
        .paged(
          .newest, .success(PageReport(Changes(received: 1, added: 0), hasMore: false)),
          generation: 0))
    )
    play.send(.cache(.rows(RowWindow(rows: rows), anchor: .top, generation: 0)))
    #expect(play.state.selected?.id == "cs_test_0021")
  }

  @Test func `moving against the oldest row asks Stripe for older ones, once`() {
    var play = Play.with(sessions: 100, coverage: .newestPageOnly)
    let first = play.type("G")
    let second = play.type("jjG")
    let fetches = (first + second).filter { effect in
      if case .stripe(.fetch(.older, _, _)) = effect { true } else { false }
    }
    #expect(fetches.count == 1)
  }

  @Test func `nothing older is asked for when the first session is loaded`() {
    var play = Play.with(sessions: 100)
    #expect(
      !play.type("Gj").contains { effect in
        if case .stripe(.fetch) = effect { true } else { false }
      })
    play.type("]")
    #expect(play.state.message?.text == "older: nothing is older: the first session is loaded")
  }

  @Test func `an answer to an earlier query is dropped`() {
    var play = Play.with(sessions: 10)
    play.type("t")
    play.send(.cache(.rows(RowWindow(), anchor: .top, generation: 0)))
    #expect(play.state.list.rows.count == 10)
    play.send(.cache(.rows(RowWindow(), anchor: .top, generation: 1)))
    #expect(play.state.list.rows.isEmpty)
  }
}

@Suite("The panes on the right follow the selection")
struct FollowingTests {
  private func reads(_ effects: [Effect]) -> [Effect] {
    effects.filter { effect in if case .cache(.readDetail) = effect { true } else { false } }
  }

  private func detail(_ id: String) -> Event {
    .cache(.detail(SessionDetail(stored: StoredSession(.make(id: id), fetchedAt: 1)), id: id))
  }

  @Test func `one step is followed at once; of a key held down, its end, once it rests`() {
    var play = Play.with(sessions: 40)
    play.send(detail("cs_test_0000"))
    _ = play.wait(milliseconds: 100)
    #expect(reads(play.type("j")) == [.cache(.readDetail(id: "cs_test_0001"))])
    #expect(reads(play.type("jjjjjjj")).isEmpty)
    #expect(play.state.detail.id == "cs_test_0000")
    #expect(reads(play.wait(milliseconds: 99)).isEmpty)
    #expect(reads(play.wait(milliseconds: 1)) == [.cache(.readDetail(id: "cs_test_0008"))])
    #expect(reads(play.wait(milliseconds: 100)).isEmpty)
    play.send(detail("cs_test_0008"))
    #expect(play.state.detail.id == "cs_test_0008")
  }

  @Test func `an answer for a session that was left is not shown`() {
    var play = Play.with(sessions: 40)
    play.send(detail("cs_test_0000"))
    play.type("jj")
    play.send(detail("cs_test_0001"))
    #expect(play.state.detail.id == "cs_test_0000")
  }

  @Test func `a detail that cannot be read is said, and nothing wakes up for its line items`() {
    var play = Play.with(sessions: 40)
    _ = play.wait(milliseconds: 100)
    let problem = Problem("The cache is damaged.")
    play.send(.cache(.failed(.readDetail(id: "cs_test_0000"), problem)))
    #expect(play.state.detail.problem == problem)
    #expect(play.state.message?.text == problem.sentence)
    _ = play.wait(milliseconds: 1000)
    #expect((play.state.nextDeadline ?? .max) > play.state.clock.uptime)
    #expect(reads(play.type("j")) == [.cache(.readDetail(id: "cs_test_0001"))])
  }

  @Test func `what is done at once is done to the selection, not to what is still shown`() {
    var play = Play.with(sessions: 40)
    play.send(detail("cs_test_0000"))
    play.type("j")
    #expect(play.type("c").contains(.system(.copy(text: "cs_test_0001", label: "id cs_test_0001"))))
    play.type("jy")
    #expect(
      play.send(detail("cs_test_0002")).contains { effect in
        if case .system(.copy(_, let label)) = effect {
          label.hasSuffix("cs_test_0002")
        } else {
          false
        }
      })
  }
}

extension Play {
  /// The line of the list's cursor on the screen.
  fileprivate var line: Int { state.list.scroll.cursor - state.list.scroll.top }
}

extension Effect {
  /// The row after which more are read.
  fileprivate var lastRow: Int64? {
    if case .cache(.readRows(_, .after(let position), _, _)) = self { position } else { nil }
  }
}
