import Checkout
import Query
import Dashboard
import Screen
import Support
import Testing
import Units
import Widgets

@Suite("What the list shows")
struct ListTests {
  private func facts(_ coverage: Coverage, _ count: Int = 5) -> Event {
    .cache(
      .facts(
        ListFacts(matching: count, loaded: count, cached: count, coverage: coverage),
        generation: 0))
  }

  private func page(_ direction: PageDirection, _ received: Int) -> Event {
    let report = PageReport(Changes(received: received, added: received), hasMore: false)
    return .stripe(.paged(direction, .success(report), generation: 0))
  }

  @Test
  func `on the newest row the selection follows the newest, unless another pane is looked at`() {
    var play = Play()
    play.open(with: RowWindow(rows: SessionSummary.series(50, from: 10)))
    let rows = Event.cache(
      .rows(RowWindow(rows: SessionSummary.series(60)), anchor: .top, generation: 0))
    var reader = play
    play.send(page(.newest, 10), rows)
    #expect(play.state.selected?.id == "cs_test_0000")
    reader.press(.enter)
    reader.send(page(.newest, 10), rows)
    #expect(reader.state.selected?.id == "cs_test_0010")
  }

  @Test(arguments: [("/jane", 10), ("V", 10), ("", 0), ("t", 0)])
  func `what arrives moves the cursor in a list to watch, not in one that was looked for`(
    keys: String, selected: Int
  ) {
    var play = Play.with(sessions: 0)
    play.type(keys.hasPrefix("V") ? "" : keys)
    if keys.hasPrefix("/") { play.press(.enter) }
    let generation = play.state.list.generation
    func rows(from start: Int) -> Event {
      let rows = SessionSummary.series(60 - start, from: start)
      return .cache(.rows(RowWindow(rows: rows), anchor: .top, generation: generation))
    }
    play.send(rows(from: 10))
    play.type(keys == "V" ? "V" : "")
    play.send(page(.newest, 10), rows(from: 0))
    #expect(play.state.list.rows.count == 60)
    #expect(play.state.selected?.id == SessionSummary.series(11)[selected].id)
  }

  @Test func `what is older than the last row is a row of its own, which Enter loads`() throws {
    var play = Play.with(sessions: 60, coverage: .newestPageOnly)
    let last = try #require(play.state.list.rows.last)
    guard case .gap(let gap) = last else {
      Issue.record("the last row is \(last)")
      return
    }
    #expect(gap.isOpen)
    play.type("G")
    #expect(play.state.selected?.id == "cs_test_0059", "G goes to the last session")
    play.send(page(.older, 0))
    play.send(facts(.newestPageOnly, 60))
    play.type("j")
    #expect(play.state.list.selectedRow == last)
    #expect(play.press(.enter).isEmpty, "the motion has asked already")
    play.send(page(.older, 0))
    #expect(play.press(.enter).contains(.stripe(.fetch(.older, .all, generation: 0))))
  }

  @Test func `] loads what is missing furthest down, and says so only when nothing is`() {
    let upper = Coverage.Span(newest: 1_800_000_000, oldest: 1_799_990_000)
    let lower = Coverage.Span(newest: 1_799_980_000, oldest: 1_700_000_000)
    var play = Play.with(
      sessions: 60,
      coverage: Coverage(spans: [upper, lower], reachesBeginning: true, refreshedAt: 0))
    let gap = Gap(newest: upper.oldest, oldest: lower.newest)
    #expect(play.type("]").contains(.stripe(.fetch(.gap(gap), .all, generation: 0))))
    play.type("]")
    #expect(play.state.message?.text == "older: older sessions are on their way")
    play.send(facts(.whole, 60))
    play.type("]")
    #expect(play.state.message?.text == "older: nothing is older: the first session is loaded")
  }

  @Test func `a list that does not fill the screen is filled without a motion`() {
    var play = Play()
    play.send()
    play.send(
      .cache(.rows(RowWindow(rows: SessionSummary.series(1)), anchor: .top, generation: 0)))
    let fetch = Effect.stripe(.fetch(.older, .all, generation: 0))
    #expect(play.send(facts(.newestPageOnly, 1)).contains(fetch))
    #expect(!play.send(facts(.newestPageOnly, 1)).contains(fetch), "it is under way")
    play.send(page(.older, 0))
    play.send(
      .cache(.rows(RowWindow(rows: SessionSummary.series(1)), anchor: .top, generation: 0)))
    #expect(
      !play.send(facts(.newestPageOnly, 1)).contains(fetch), "an empty page is not asked for again")
  }

  @Test func `nothing newer says nothing about what is older, and the list is filled`() {
    var play = Play()
    play.send()
    play.send(page(.newest, 0))
    let rows = Event.cache(
      .rows(RowWindow(rows: SessionSummary.series(1)), anchor: .top, generation: 0))
    // The rows that were asked for before the page came are read again.
    play.send(rows)
    play.send(rows)
    #expect(
      play.send(facts(.newestPageOnly, 1)).contains(
        .stripe(.fetch(.older, .all, generation: 0))))
  }

  @Test func `a filter that is not understood leaves the tabs and the form in force`() {
    var play = Play()
    play.state.restore(RememberedView(filter: "amount>", theme: "default"))
    play.open(with: RowWindow(rows: SessionSummary.series(5)))
    #expect(play.state.list.queryError != nil)
    play.type("t")
    #expect(play.state.list.query.filter.status == .open)
    #expect(play.state.list.query.query == nil)
  }

  @Test func `a burst of keys filters the list once, by what they all have typed`() {
    var play = Play.with(sessions: 5)
    let before = play.state.list.generation
    let text = String(repeating: "j", count: 2000)
    _ = update(&play.state, [.key(.character("/"))] + text.map { .key(.character($0)) })
    #expect(play.state.list.filter == text.prefix(TextField.capacity))
    #expect(play.state.list.generation == before + 1)
    play.press(.character("x"), .left)
    #expect(play.state.list.generation == before + 1, "the field is full, so nothing has changed")
    play.press(.escape)
    #expect(play.state.list.filter.isEmpty)
    let keys = "/amount>50".map { Key.character($0) } + [.enter, .character("G")]
    _ = update(&play.state, keys.map { .key($0) })
    #expect(play.state.overlays.isEmpty && play.state.list.filter == "amount>50")
  }

  @Test func `a secret key in a burst takes the filter away`() {
    var play = Play.with(sessions: 5)
    play.type("/jane")
    let secret = " sk_test_51HabcdefghijklmnopqrstuvwxyZ".map { Key.character($0) } + [.enter]
    _ = update(&play.state, secret.map { .key($0) })
    #expect(play.state.overlays.find(FilterPrompt.self)?.field.text == "")
    #expect(play.state.list.filter.isEmpty)
  }

  @Test func `while a filter is being typed, the last one that was understood stays in force`() {
    var play = Play.with(sessions: 5)
    play.type("/jane amount")
    let query = play.state.list.query
    play.type(">")
    #expect(play.state.list.queryError != nil)
    #expect(play.state.list.query == query)
  }

  @Test func `years are said when they are not this one`() {
    let now = 1_800_000_000
    let coverage = Coverage(
      spans: [Coverage.Span(newest: now, oldest: now - 400 * 86_400)], refreshedAt: now)
    #expect(coverage.stretch(.utc, now: now) == "11 Dec 2025 → now")
    #expect(coverage.stretch(.utc, now: now - 400 * 86_400) == "11 Dec → now")
  }

  @Test(arguments: [Coverage.End.bound, .unknown])
  func `a span that ends before now says its last day`(end: Coverage.End) {
    let now = 1_800_000_000
    let coverage = Coverage(
      spans: [Coverage.Span(newest: now - 86_400, oldest: now - 5 * 86_400)],
      reachesBeginning: true, refreshedAt: now, end: end)
    #expect(coverage.stretch(.utc, now: now) == "10 Jan → 14 Jan")
    #expect(coverage.isWhole == (end == .bound))
  }
}

@Suite("Another profile")
struct ProfileChangeTests {
  private func marked() -> Play {
    var play = Play.with(sessions: 3)
    play.state.profiles = [
      ProfileChoice(id: "acme", source: "", isLive: false),
      ProfileChoice(id: "shop", source: "", isLive: false),
    ]
    play.type("  ")
    return play
  }

  @Test func `a profile that is ready late does not cut off a bulk expire`() {
    var play = marked()
    play.press(.character("P"), .down, .enter)
    #expect(play.state.profileChange == .opening("shop"))
    play.type("x")
    play.send(.cache(.summaries(SessionSummary.series(3))))
    _ = play.wait(milliseconds: 1000)
    let ids = ["cs_test_0000", "cs_test_0001"]
    #expect(play.type("X").count >= 2)
    #expect(!play.send(.system(.profileOpened("shop"))).contains(.loop(.enterProfile("shop"))))
    #expect(play.state.message?.text.contains("the profile is ready") == true)
    for id in ids {
      let stored = StoredSession(.make(id: id, status: "expired"), fetchedAt: 1)
      let effects = play.send(.stripe(.rowExpired(id: id, .success(.expired(stored)))))
      #expect(!effects.contains(.loop(.enterProfile("shop"))), "the outcome is still to be read")
    }
    #expect(play.press(.escape).contains(.loop(.enterProfile("shop"))))
  }

  /// The rest of a text that is being typed would else be commands on another account.
  @Test(arguments: ["f", "/", ":", "?"])
  func `a profile that is ready late waits for the end of what is open`(key: Character) {
    var play = marked()
    play.press(.character("P"), .down, .enter)
    play.press(.character(key), .character("j"))
    #expect(!play.send(.system(.profileOpened("shop"))).contains(.loop(.enterProfile("shop"))))
    #expect(play.state.message?.text.contains("the profile is ready") == true)
    #expect(play.press(.escape).contains(.loop(.enterProfile("shop"))))
  }

  @Test func `a profile that cannot be opened is said, and nothing waits for it`() {
    var play = marked()
    play.press(.character("P"), .down, .enter)
    play.send(.system(.profileFailed("shop", Problem("The command has failed."))))
    #expect(play.state.profileChange == .none)
    #expect(play.state.message?.text == "The command has failed.")
  }

  @Test func `only the profile that was chosen last is entered`() {
    var play = marked()
    play.press(.character("P"), .down, .enter)
    play.press(.character("P"), .enter)
    #expect(play.state.profileChange == .opening("acme"))
    let late: [SystemAnswer] = [
      .profileOpened("shop"), .profileFailed("shop", Problem("The command has failed.")),
    ]
    for answer in late {
      #expect(play.send(.system(answer)).isEmpty)
      #expect(play.state.profileChange == .opening("acme"))
      #expect(play.state.message?.text == "opening the profile acme…")
    }
    #expect(play.send(.system(.profileOpened("acme"))).contains(.loop(.enterProfile("acme"))))
  }
}
