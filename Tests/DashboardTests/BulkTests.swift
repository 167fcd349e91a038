import Checkout
import Query
import Dashboard
import Screen
import Support
import Testing

@Suite("Expiring many sessions")
struct BulkTests {
  private static func id(_ index: Int) -> String { SessionSummary.series(1, from: index)[0].id }

  /// A plan with that many marked sessions, open for a second.
  private func planning(_ count: Int, isLive: Bool = false, of total: Int = 30) -> Play {
    var play = Play(isLive: isLive)
    let rows = SessionSummary.series(total).map { session in
      var session = session
      session.row[.livemode, Session.fields] = FieldValue(isLive)
      return session
    }
    play.open(with: RowWindow(rows: rows))
    for _ in 0..<count { play.type(" ") }
    play.type("x")
    play.send(.cache(.summaries(rows)))
    _ = play.wait(milliseconds: 1000)
    return play
  }

  private func rows(_ effects: [Effect]) -> [(id: String, key: String)] {
    effects.compactMap { effect in
      if case .stripe(.expireRow(let id, let key)) = effect { (id, key) } else { nil }
    }
  }

  private func expired(_ id: String) -> Event {
    .stripe(
      .rowExpired(
        id: id,
        .success(.expired(StoredSession(.make(id: id, status: "expired"), fetchedAt: 1)))))
  }

  // MARK: - Marks

  @Test func `Space marks by id and goes on; a list that changes leaves the marks alone`() {
    var play = Play.with(sessions: 5)
    play.type("  ")
    #expect(play.state.marks.ids == [Self.id(0), Self.id(1)])
    play.send(
      .cache(.rows(RowWindow(rows: SessionSummary.series(5, from: 3)), anchor: .top, generation: 0))
    )
    #expect(play.state.marks.ids == [Self.id(0), Self.id(1)])
    play.type("u")
    #expect(play.state.marks.isEmpty)
  }

  @Test func `V marks all between two rows, in either direction`() {
    var play = Play.with(sessions: 9)
    play.type("jjjVkkV")
    #expect(Set(play.state.marks.ids) == [Self.id(1), Self.id(2), Self.id(3)])
    play.type("V")
    play.press(.escape)
    play.type("jV")
    #expect(play.state.marks.count == 3, "Esc has left the range")
  }

  @Test
  func `* asks the cache for all that the filter lets through, also what is not in the window`() {
    var play = Play.with(sessions: 3)
    #expect(play.type("*").contains(.cache(.readMarks(ListQuery(), generation: 0))))
    play.send(.cache(.marksRead((0..<5000).map(Self.id), isCut: false, generation: 0)))
    #expect(play.state.marks.count == 5000)
    play.send(.cache(.marksRead(["cs_test_late"], isCut: false, generation: 7)))
    #expect(play.state.marks.count == 5000, "an answer to an earlier filter is dropped")
  }

  // MARK: - The plan

  @Test func `the plan says what will be expired, what is skipped, and why`() {
    let statuses = ["open", "complete", "complete", "expired", "open"]
    let known = statuses.enumerated().map { index, status in
      SessionSummary.make(id: Self.id(index), status: status)
    }
    let plan = BulkPlan((0..<6).map(Self.id) + [Self.id(0)], isLive: false) { id in
      known.first { $0.id == id }
    }
    #expect(
      plan.sentence("marked")
        == "6 marked → 2 open will be expired, 2 complete, 1 expired and 1 unknown skipped")
    #expect(plan.expiring == [Self.id(0), Self.id(4)])
  }

  @Test func `a session of the other mode is skipped`() {
    let plan = BulkPlan(["cs_live_1"], isLive: false) { .make(id: $0) }
    #expect(plan.expiring.isEmpty)
    #expect(plan.sentence("given").contains("1 of the other mode skipped"))
  }

  @Test(arguments: [
    Key.character("y"), .enter, .character("x"), .paste("X"), .character(" "), .control("x"),
    .tab,
  ])
  func `X confirms; no other key does, nor a paste, nor a key typed ahead`(key: Key) {
    var play = planning(3)
    #expect(rows(play.press(key, .enter)).isEmpty)
    var hasty = Play.with(sessions: 3)
    let effects = hasty.send(
      .key(.character(" ")), .key(.character("x")), .cache(.summaries(SessionSummary.series(3))),
      .key(.character("X")))
    #expect(rows(effects).isEmpty)
  }

  @Test func `live mode wants the number typed first`() {
    var play = planning(12, isLive: true)
    #expect(rows(play.type("X")).isEmpty)
    #expect(rows(play.type("1X")).isEmpty)
    #expect(rows(play.type("2X")).isEmpty)
    _ = play.wait(milliseconds: 250)
    #expect(!rows(play.type("X")).isEmpty)
  }

  @Test func `the plan is frozen: what is marked or listed later does not join it`() {
    var play = planning(2)
    play.send(.cache(.marksRead((0..<9).map(Self.id), isCut: false, generation: 0)))
    #expect(rows(play.type("X")).map(\.id) == [Self.id(0), Self.id(1)])
  }

  @Test func `read-only explains itself and opens no plan`() {
    var play = Play(readOnly: "this is a live key")
    play.open(with: RowWindow(rows: SessionSummary.series(3)))
    play.type(" x")
    #expect(play.state.overlays.isEmpty)
    #expect(play.state.message?.text == "expire: this is a live key")
  }

  // MARK: - The run

  @Test func `few rows are under way at once, each goes out once, and all are done in the end`() {
    var play = planning(20)
    var waiting = rows(play.type("X"))
    var sent: [String] = waiting.map(\.id)
    #expect(waiting.count == 4)
    while let row = waiting.popLast() {
      let next = rows(play.send(expired(row.id)))
      #expect(waiting.count + next.count <= 4)
      waiting += next
      sent += next.map(\.id)
    }
    #expect(sent.count == 20 && Set(sent).count == 20)
    #expect(play.state.bulk?.sentence == "20 of 20 expired")
    play.press(.escape)
    #expect(play.state.bulk == nil && play.state.marks.isEmpty)
  }

  @Test func `Ctrl-C stops: no other row is begun, and what is not sent yet is not sent`() {
    var play = planning(20)
    let begun = rows(play.type("X"))
    #expect(play.press(.control("c")).contains(.system(.cancelRequests)))
    for row in begun.dropLast(2) { #expect(rows(play.send(expired(row.id))).isEmpty) }
    for row in begun.suffix(2) {
      #expect(rows(play.send(.stripe(.rowExpired(id: row.id, .success(.stopped))))).isEmpty)
    }
    #expect(play.state.bulk?.sentence == "2 of 20 expired, 2 stopped, 16 not tried")
    #expect(play.state.message?.tone == .success)
    play.press(.escape)
    #expect(play.state.marks.count == 18, "what was stopped or not tried stays marked")
  }

  @Test(arguments: ["", "?", "q"])
  func `Ctrl-C stops a hidden run, whatever lies over the panes`(keys: String) {
    var play = planning(20)
    play.type("X")
    play.press(.escape)
    play.type(keys)
    #expect(play.press(.control("c")).contains(.system(.cancelRequests)))
    #expect(play.state.bulk?.isStopping == true)
  }

  @Test func `rows that were stopped are tried again with their keys`() {
    var play = planning(2)
    let first = rows(play.type("X"))
    play.press(.control("c"))
    for row in first { play.send(.stripe(.rowExpired(id: row.id, .success(.stopped)))) }
    #expect(rows(play.type("r")).isEmpty, "what was stopped is asked for again")
    #expect(rows(play.type("X")).isEmpty, "the key was typed ahead")
    _ = play.wait(milliseconds: 250)
    #expect(rows(play.type("X")).map(\.key) == first.map(\.key))
  }

  @Test func `trying again wants the number in live mode, and Esc leaves all as it is`() {
    var play = planning(12, isLive: true)
    play.type("12")
    _ = play.wait(milliseconds: 250)
    let first = rows(play.type("X"))
    play.press(.control("c"))
    for row in first { play.send(.stripe(.rowExpired(id: row.id, .success(.stopped)))) }
    play.type("r")
    _ = play.wait(milliseconds: 250)
    #expect(rows(play.type("X")).isEmpty)
    play.press(.escape)
    #expect(play.state.bulk?.rest == 12)
    play.type("r12")
    _ = play.wait(milliseconds: 250)
    #expect(rows(play.type("X")).map(\.key) == first.map(\.key))
  }

  @Test func `a row that was paid meanwhile is skipped, and one that failed says why`() {
    var play = planning(2)
    play.type("X")
    let paid = Session.make(id: Self.id(0), status: "complete", paymentStatus: "paid")
    play.send(
      .stripe(.rowExpired(id: Self.id(0), .success(.notOpen(StoredSession(paid, fetchedAt: 1))))),
      .stripe(.rowExpired(id: Self.id(1), .failure(Problem("The key may not do this.")))))
    #expect(
      play.state.bulk?.rows.map(\.outcome) == [
        .skipped("the session is complete and paid"), .failed("The key may not do this."),
      ])
    #expect(play.state.problems.entries.count == 1)
  }

  @Test func `a retry keeps the key of a lost answer, and takes a new one after a refusal`() {
    var play = planning(2)
    let first = rows(play.type("X"))
    play.send(
      .stripe(.rowExpired(id: Self.id(0), .success(.unknown("It\u{1B} is lost.")))),
      .stripe(.rowExpired(id: Self.id(1), .failure(Problem("no")))))
    play.type("r")
    _ = play.wait(milliseconds: 250)
    #expect(play.state.bulk?.rows[0].outcome == .unknown("It\u{241B} is lost."))
    let second = rows(play.type("X"))
    #expect(second.map(\.id) == first.map(\.id))
    #expect(second[0].key == first[0].key)
    #expect(second[1].key != first[1].key)
  }

  @Test func `the outcome can be copied and saved, with ids and reasons only`() {
    var play = planning(1)
    play.type("X")
    play.send(expired(Self.id(0)))
    let text = "\(Self.id(0))\texpired\t"
    #expect(play.type("c").contains(.system(.copy(text: text, label: "the outcome of 1 row"))))
    #expect(
      play.type("s").contains(
        .system(.save(text: text + "\n", name: "expired-1800000000.tsv"))))
  }

  @Test func `q asks while rows are under way; q again stops and quits once they have ended`() {
    var play = planning(9)
    let begun = rows(play.type("X"))
    play.press(.escape)
    #expect(!play.type("q").contains(.loop(.quit)))
    #expect(
      !play.type("q").contains(.loop(.quit)), "a second q in the same moment is not an answer")
    _ = play.wait(milliseconds: 1000)
    play.type("q")
    var effects: [Effect] = []
    for row in begun { effects += play.send(expired(row.id)) }
    #expect(effects.contains(.loop(.quit)))
    #expect(rows(effects).isEmpty)
  }

  @Test func `the question before leaving closes when the run ends, or is stopped`() {
    var play = planning(5)
    let begun = rows(play.type("X"))
    play.press(.escape)
    play.type("q")
    #expect(play.state.overlays.count == 1)
    play.press(.control("c"))
    #expect(play.state.overlays.isEmpty)
    play.type("q")
    #expect(play.state.overlays.isEmpty, "it is stopping already: there is nothing to ask")
    var effects: [Effect] = []
    for row in begun { effects += play.send(expired(row.id)) }
    #expect(effects.contains(.loop(.quit)))

    var ending = planning(1)
    let row = rows(ending.type("X"))
    ending.press(.escape)
    ending.type("q")
    #expect(ending.state.overlays.count == 1)
    for row in row { ending.send(expired(row.id)) }
    #expect(ending.state.overlays.isEmpty)
  }

  @Test func `hiding a run says whether it goes on or stops`() {
    var play = planning(9)
    play.type("X")
    play.press(.escape)
    #expect(play.state.message?.text == "it goes on: x shows it, Ctrl-C stops it")
    play.type("x")
    play.press(.control("c"), .escape)
    #expect(play.state.message?.text == "it is stopping: x shows it")
  }

  @Test func `another profile is not offered while sessions are being expired`() {
    var play = planning(9)
    play.state.profiles = [ProfileChoice(id: "other", source: "", isLive: false)]
    play.type("X")
    play.press(.escape)
    play.type("P")
    #expect(play.state.overlays.isEmpty)
  }
}
