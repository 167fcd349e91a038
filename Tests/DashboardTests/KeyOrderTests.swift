import Checkout
import Query
import Screen
import Testing
import Widgets

@testable import Dashboard

@Suite("Keys act in their order, on what they were typed at")
struct KeyOrderTests {
  /// The filter's results: none of the sessions that were shown before.
  private static let found = SessionSummary.series(3, from: 20)

  /// Types everything before any answer arrives.
  private func burst(_ text: String, _ last: Key..., into play: inout Play) -> [Effect] {
    let keys = text.map { $0 == "\n" ? Key.enter : .character($0) } + last
    return update(&play.state, keys.map(Event.key))
  }

  private func answer(_ play: inout Play) -> [Effect] {
    play.send(
      .cache(
        .rows(
          RowWindow(rows: Self.found), anchor: .top, generation: play.state.list.generation)))
  }

  @Test func `c behind a filter copies what the filter finds`() {
    var play = Play.with(sessions: 9)
    let early = burst("/smith\nc", into: &play)
    #expect(!early.contains { if case .system(.copy) = $0 { true } else { false } })
    let id = Self.found[0].id
    #expect(answer(&play).contains(.system(.copy(text: id, label: "id \(id)"))))
    #expect(play.state.queue.isEmpty)
  }

  @Test func `x behind a filter asks about what the filter finds`() {
    var play = Play.with(sessions: 9)
    #expect(!burst("/smith\nx", into: &play).contains { Self.isRefresh($0) })
    #expect(answer(&play).contains(.stripe(.refresh(id: Self.found[0].id))))
  }

  private static func isRefresh(_ effect: Effect) -> Bool {
    if case .stripe(.refresh) = effect { true } else { false }
  }

  @Test func `j behind a filter moves in what the filter finds`() {
    var play = Play.with(sessions: 9)
    _ = burst("/smith\nj", into: &play)
    _ = answer(&play)
    #expect(play.state.selected?.id == Self.found[1].id)
  }

  @Test func `another order begins at its top, and a motion behind it starts there`() {
    var play = Play.with(sessions: 30)
    play.type("9j")
    _ = burst("Samount\nggj", into: &play)
    #expect(play.state.list.query.sort.key == .amount)
    // The row that was selected is among the new ones.
    let rows = Array(SessionSummary.series(30).reversed())
    play.send(
      .cache(
        .rows(
          RowWindow(rows: rows), anchor: .top, generation: play.state.list.generation)))
    #expect(play.state.list.scroll.cursor == 1)
    #expect(play.state.list.scroll.top == 0)
  }

  @Test func `after a change of order the view is at its top, whatever was selected`() {
    var play = Play.with(sessions: 200)
    play.type("99j")
    _ = burst("Samount\n", into: &play)
    play.send(
      .cache(
        .rows(
          RowWindow(rows: SessionSummary.series(200)), anchor: .top,
          generation: play.state.list.generation)))
    #expect(play.state.list.scroll == Scroll())
  }

  @Test func `Ctrl-C has its place among the keys`() {
    var play = Play.with(sessions: 9)
    let early = burst("/smith\n:", .control("c"), into: &play)
    #expect(!early.contains(.loop(.quit)))
    #expect(!answer(&play).contains(.loop(.quit)))
    #expect(play.state.overlays.isEmpty, "it has closed the palette")
  }

  @Test func `keys that need no rows do not wait`() {
    var play = Play.with(sessions: 9)
    _ = burst("/smith\n", .escape, into: &play)
    #expect(play.state.list.filter.isEmpty)
    #expect(play.state.queue.isEmpty)
  }

  @Test func `a cache that cannot be read lets the keys go on`() {
    var play = Play.with(sessions: 9)
    _ = burst("/smith\njq", into: &play)
    let question = CacheQuestion.readRows(
      play.state.list.query, .top, limit: 300, generation: play.state.list.generation)
    #expect(
      play.send(.cache(.failed(question, Problem("The cache is damaged.")))).contains(.loop(.quit)))
  }

  @Test func `x behind * is for all that * marks`() {
    var play = Play.with(sessions: 5)
    _ = burst("*x", into: &play)
    #expect(play.state.overlays.isEmpty)
    let ids = SessionSummary.series(5).map(\.id)
    let effects = play.send(.cache(.marksRead(ids, isCut: false, generation: 0)))
    #expect(effects.contains(.cache(.readSummaries(ids: ids))))
  }

  @Test func `keys behind a motion past the rows that are here wait for it`() {
    var play = Play()
    play.open(with: RowWindow(rows: SessionSummary.series(50), reachesBottom: false))
    _ = burst("99jc", into: &play)
    let effects = play.send(
      .cache(
        .rows(
          RowWindow(rows: SessionSummary.series(100, from: 50)),
          anchor: .after(position: 1_000_000 - 49), generation: 0)))
    #expect(effects.contains(.system(.copy(text: "cs_test_0099", label: "id cs_test_0099"))))
  }

  @Test func `a count ends with the next key, whether that takes one or not`() {
    var play = Play.with(sessions: 40)
    play.type("5r")
    _ = play.wait(milliseconds: 60_000)
    play.type("j")
    #expect(play.state.selected?.id == "cs_test_0001")
  }

  @Test func `Ctrl-C stops a sync that waits for its next try, and quits when nothing is asked`() {
    var play = Play.with(sessions: 5)
    play.type("s")
    play.send(.http(.activity(RequestActivity(running: 0, waiting: "waiting 8 s"))))
    #expect(play.press(.control("c")) == [.system(.cancelRequests)])
    play.send(.stripe(.synced(.failure(Problem("stopped")))))
    #expect(play.press(.control("c")) == [.loop(.quit)])
  }

  @Test func `Ctrl-C stops the reading of documents, whatever else is asked`() {
    var play = Play.with(sessions: 5)
    play.state.documents = DocumentsState(isThere: true)
    play.type("d")
    play.send(.firestore(.opened(.success(nil))))
    #expect(play.press(.control("c")) == [.system(.cancelRequests)])
    play.send(.firestore(.counted(.success(12_000))))
    play.press(.enter)
    #expect(play.press(.control("c")) == [.system(.cancelRequests)])
    play.send(.firestore(.ended(.failure(Problem("stopped")))))
    #expect(play.press(.control("c")) == [.loop(.quit)])
  }

  @Test func `Ctrl-C stops an export and a command of the user's, and quits when they have ended`()
  {
    var play = Play.with(sessions: 5)
    play.type("E")
    play.press(.enter, .escape)
    #expect(play.press(.control("c")) == [.system(.cancelRequests)])
    let wish = ExportWish(ListQuery(), to: "sessions.csv", .sessions(ExportLayout(.csv)))
    play.send(.system(.exported(wish, .failed(Problem("stopped")))))
    #expect(play.press(.control("c")) == [.loop(.quit)])
    let run = OwnRun(name: "order", arguments: ["x"], input: "", output: .none, passesKey: false)
    play.state.unanswered.send(.system(.run(run)))
    #expect(play.press(.control("c")) == [.system(.cancelRequests)])
    play.send(.system(.ran(run, .failure(Problem("stopped")))))
    #expect(play.press(.control("c")) == [.loop(.quit)])
  }
}
