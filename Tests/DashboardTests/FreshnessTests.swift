import Checkout
import Query
import Screen
import Support
import Testing
import Units
import Widgets

@testable import Dashboard

struct FreshnessTests {
  /// The cache has changed, and its rows are read again.
  private func read(_ rows: [SessionSummary], _ play: inout Play, reachesTop: Bool = true) {
    play.state.list.noteChange()
    _ = play.send()
    let anchor: RowAnchor =
      play.state.list.scroll.top > 0
      ? .around(id: play.state.list.stretch.pin?.session.id ?? "") : .top
    play.send(
      .cache(
        .rows(
          RowWindow(rows: rows, reachesTop: reachesTop), anchor: anchor,
          generation: play.state.list.generation)))
  }

  private func rows(_ count: Int, new: Int = 0) -> [SessionSummary] {
    let fresh = (0..<new).map { index in
      SessionSummary.make(
        id: "cs_test_new\(index)", position: Int64(2_000_000 - index), created: 1_800_000_100,
        fetchedAt: 1_800_000_100)
    }
    return fresh + SessionSummary.series(count)
  }

  @Test func `nothing is new at first, also not in a cache that was empty`() {
    var play = Play.with(sessions: 5)
    #expect(play.state.list.freshness["cs_test_0000"] == nil)
    play = Play()
    play.open(with: RowWindow(rows: []))
    read(rows(3), &play)
    #expect(play.state.list.freshness["cs_test_0000"] == nil)
  }

  @Test func `what comes is marked until a key finds the cursor on it`() {
    var play = Play.with(sessions: 5)
    read(rows(5, new: 2), &play)
    #expect(play.state.list.freshness["cs_test_new0"] == .new)
    #expect(play.state.list.freshness["cs_test_new1"] == .new)
    #expect(play.state.selected?.id == "cs_test_new0", "on the newest row the selection follows")
    play.type("j")
    #expect(play.state.list.freshness["cs_test_new0"] == nil)
    #expect(play.state.list.freshness["cs_test_new1"] == .new)
  }

  @Test func `what Stripe says something else of is marked as changed`() {
    var play = Play.with(sessions: 5)
    var next = rows(5)
    next[2].row[.status, Session.fields] = .int(1)
    next[3].fetchedAt += 60
    read(next, &play)
    #expect(play.state.list.freshness["cs_test_0002"] == .changed)
    #expect(play.state.list.freshness["cs_test_0003"] == nil, "it was only read again")
    next[4].row[.card, Session.fields] = .text("4242 visa")
    read(next, &play)
    #expect(play.state.list.freshness["cs_test_0004"] == nil, "its payment was read")
  }

  @Test func `older rows that are loaded are not new`() {
    var play = Play.with(sessions: 5)
    read(rows(9), &play)
    #expect(play.state.list.freshness["cs_test_0008"] == nil)
  }

  /// The oldest ones were read with another list: below the newest page, nothing is known.
  @Test func `older rows that come between others have not changed`() {
    var play = Play()
    let known = Array(rows(9).prefix(3)) + Array(rows(9).suffix(1))
    let newest = Coverage(
      spans: [Coverage.Span(newest: 1_800_000_000, oldest: 1_800_000_000 - 2 * 60)], refreshedAt: 0)
    play.open(with: RowWindow(rows: known), coverage: newest)
    read(rows(9), &play)
    #expect(play.state.list.freshness["cs_test_0004"] == nil)

    play = Play()
    play.open(with: RowWindow(rows: known))
    read(rows(9), &play)
    #expect(play.state.list.freshness["cs_test_0004"] == .changed, "it matches only now")
  }

  @Test func `the title says how many are new above, and the cursor stays put`() {
    var play = Play.with(sessions: 200)
    play.press(.pageDown, .pageDown)
    let id = play.state.selected?.id
    read(rows(200, new: 3), &play)
    #expect(play.state.selected?.id == id)
    #expect(play.state.listTitle.contains("3 new above"))
    play.press(.home)
    #expect(!play.state.listTitle.contains("3 new above"))
  }

  @Test func `far from the top it is counted by what Stripe had more`() {
    var play = Play.with(sessions: 5)
    play.state.list.stretch.replace(
      with: RowWindow(rows: rows(200), reachesTop: false, reachesBottom: false), gaps: [],
      place: .pinned, isByTime: true)
    let page = PageReport(Changes(received: 2, added: 2), hasMore: false)
    play.send(.stripe(.paged(.newest, .success(page), generation: 0)))
    #expect(play.state.listTitle.contains("2 new above"))
  }

  @Test func `reading the list from the newest and another tab begin from nothing`() {
    for keys in ["R", "t"] {
      var play = Play.with(sessions: 5)
      read(rows(5, new: 2), &play)
      play.type(keys)
      #expect(play.state.list.freshness["cs_test_new1"] == nil)
    }
  }
}

struct LeavingRowTests {
  /// A tab of open sessions, and the one that is shown is paid.
  @Test(arguments: [0, 4])
  func `a session that leaves the list stays in the panes where the user is`(left: Int) throws {
    var play = Play.with(sessions: 5)
    play.rest()
    let shown = try #require(play.state.selected?.id)
    play.press(.enter)
    let stored = StoredSession(.make(id: shown), fetchedAt: 1)
    play.send(.cache(.detail(SessionDetail(stored: stored), id: shown)))
    play.state.list.noteChange()
    play.send()
    let rows = Array(SessionSummary.series(5).dropFirst().prefix(left))
    let generation = play.state.list.generation
    let effects = play.send(
      .cache(.rows(RowWindow(rows: rows), anchor: .top, generation: generation)))
    #expect(effects.contains(.cache(.readDetail(id: shown))), "it has changed")
    play.send(.cache(.detail(SessionDetail(stored: stored), id: shown)))
    #expect(play.state.detail.id == shown)
    #expect(play.state.selected?.id == shown, "commands act on what is seen")
    #expect(play.state.message?.text == "\(shown) has left the list; it stays here")
    // The tab in which it is now.
    var complete = play
    complete.type("t")
    complete.send()
    let other = SessionSummary.series(9, from: 5) + SessionSummary.series(1)
    complete.send(
      .cache(
        .rows(
          RowWindow(rows: other), anchor: .top, generation: complete.state.list.generation)))
    #expect(complete.state.list.selectedSession?.id == shown)
    #expect(complete.state.selected?.id == shown)
    play.type("1")
    #expect(play.state.selected?.id == rows.first?.id)
  }
}

struct RingingTests {
  private func play() -> Play {
    var play = Play.with(sessions: 3)
    play.state.views = ViewShelf(declared: [
      SavedView(name: "vip", filter: "jane", rings: true), SavedView(name: "quiet", filter: "joe"),
    ])
    return play
  }

  private func tally(_ newest: String, _ position: Int64) -> TabTally {
    TabTally(newest: ["vip": TabTally.Row(id: newest, position: position)])
  }

  @Test func `a new row in a view that asks for it rings once, and names nobody outside`() {
    var play = play()
    let first = play.send(.cache(.tabs(tally("a", 7))))
    #expect(!first.contains(.loop(.bell)), "what is counted for the first time is not new")
    let moved = play.send(.cache(.tabs(tally("a", 8))))
    #expect(!moved.contains(.loop(.bell)), "the same row in another place")
    let effects = play.send(.cache(.tabs(tally("b", 9))))
    #expect(effects.contains(.loop(.bell)))
    #expect(effects.contains(.loop(.notify("a new session in a view"))))
    #expect(play.state.message?.text == "new in the view vip")
    #expect(!play.send(.cache(.tabs(tally("b", 9)))).contains(.loop(.bell)))
    #expect(!play.send(.cache(.tabs(tally("a", 7)))).contains(.loop(.bell)))
  }

  @Test func `a session that comes into the view by a change rings, too`() throws {
    var play = play()
    var tally = self.tally("a", 7)
    tally.lastChange = 3
    play.send(.cache(.tabs(tally)))
    play.state.list.tabCounts.noteChange()
    let question = play.state.list.tabCounts.ask(play.state.views.all, now: 0, zone: .utc)
    #expect(question?.lastChange == 3)
    tally.entered = ["vip"]
    #expect(play.send(.cache(.tabs(tally))).contains(.loop(.bell)))
    #expect(play.state.message?.text == "new in the view vip")
  }

  @Test func `only views that ring are asked for their newest row`() {
    let question = TabQuestion(play().state.views.all, now: 1_800_000_000, zone: .utc)
    #expect(question.ringing == ["vip"])
  }

  @Test func `the notice of a watched session carries nothing about people`() {
    var play = Play.with(sessions: 3)
    play.type("w")
    let paid = Session.make(
      id: "cs_test_0000", created: 1_800_000_000, status: "complete", paymentStatus: "paid")
    play.state.clock.uptime += 5000
    play.send()
    let effects = play.send(
      .stripe(.refreshed(id: "cs_test_0000", .success(StoredSession(paid, fetchedAt: 1)))))
    #expect(effects.contains(.loop(.notify("a watched session has ended: paid"))))
  }
}
