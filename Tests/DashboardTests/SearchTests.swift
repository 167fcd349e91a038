import Checkout
import Query
import Dashboard
import Screen
import Testing
import Widgets
import Units

@Suite("Searching the cache")
struct SearchTests {
  @Test func `each letter asks for the first page, and for the count only after it`() {
    var play = Play.with(sessions: 5)
    play.type("/")
    let effects = play.type("s")
    let generation = play.state.list.generation
    #expect(
      effects == [
        .cache(.readRows(play.state.list.query, .top, limit: 300, generation: generation))
      ])
    let after = play.send(.cache(.rows(RowWindow(), anchor: .top, generation: generation)))
    #expect(after.contains(.cache(.readFacts(play.state.list.query, generation: generation))))
  }

  @Test func `a mistake points at the characters, and the rows stay`() {
    var play = Play.with(sessions: 5)
    play.type("/")
    play.type("ada status:o")
    #expect(play.state.list.queryError?.range == 11..<12)
    #expect(play.state.list.rows.count == 5)
    play.press(.enter)
    #expect(!play.state.overlays.isEmpty)
    play.type("pen")
    #expect(play.state.list.queryError == nil)
    play.press(.enter)
    #expect(play.state.overlays.isEmpty)
  }

  @Test func `the title says in how many sessions was searched, and how far these reach`() {
    var play = Play.with(sessions: 5)
    play.type("/")
    play.type("ada ")
    play.send(
      .cache(
        .facts(
          ListFacts(matching: 2, loaded: 1432, cached: 2000, coverage: .newestPageOnly),
          generation: play.state.list.generation)))
    #expect(
      play.state.list.title(.utc, now: play.state.clock.unix) == [
        "Sessions", "/ada", "2 in 1,432 cached of 3 Jan → now",
      ])
  }

  @Test func `the title says which two days were looked for`() {
    var play = Play.with(sessions: 5)
    play.type("/")
    play.type("3/4/2026")
    play.send(
      .cache(
        .facts(
          ListFacts(matching: 2, loaded: 1432, cached: 2000, coverage: .newestPageOnly),
          generation: play.state.list.generation)))
    #expect(
      play.state.list.title(.utc, now: play.state.clock.unix).last
        == "2 in 1,432 cached of 3 Jan → now, 3/4/2026 as 2026-04-03 and as 2026-03-04")
  }

  @Test func `the search goes on within a tab and within what the form asks Stripe for`() throws {
    var play = Play.with(sessions: 5)
    play.type("F")
    play.press(.right, .tab, .tab)
    play.press(.paste("ada@example.com"), .enter)
    play.type("/")
    play.type("x")
    var filter = SessionFilter.status(.open)
    filter.email = "ada@example.com"
    #expect(play.state.list.query.filter == filter)
    #expect(try play.state.list.query.query?.terms == SessionQuery(parsing: "x", now: 0).terms)
    play.press(.escape)
    play.press(.escape)
    #expect(play.state.list.query.filter == .status(.open))
  }

  @Test func `the form reads spans as the query language does, and says what is wrong`() {
    var play = Play.with(sessions: 5)
    play.type("F")
    play.press(.tab)
    play.type("2027-01-01..2027-01-02")
    let effects = play.press(.enter)
    let range = CreatedRange(gte: 1_798_761_600, lte: 1_798_934_399)
    #expect(play.state.list.query.filter.created == range)
    #expect(effects.contains(.stripe(.fetch(.newest, play.state.list.query.filter, generation: 1))))
    play.type("F")
    play.press(.tab)
    play.type("x")
    play.press(.enter)
    guard let form = play.state.overlays.top(as: ServerForm.self) else {
      Issue.record("the form is closed")
      return
    }
    #expect(form.form.problem?.hasPrefix("created: ") == true)
  }

  @Test func `rows of another query are not shown as what a failed search has found`() {
    var play = Play.with(sessions: 5)
    play.type("/smith")
    let generation = play.state.list.generation
    let effects = play.send(
      .cache(
        .failed(
          .readRows(play.state.list.query, .top, limit: 300, generation: generation),
          Problem("The cache is damaged."))))
    #expect(play.state.list.rows.isEmpty)
    #expect(play.state.list.reading.problem?.sentence == "The cache is damaged.")
    #expect(play.state.problems.entries.count == 1)
    #expect(!effects.contains { if case .cache(.readRows) = $0 { true } else { false } })
    play.press(.escape)
    #expect(play.state.list.reading.problem == nil)
  }

  @Test func `a count that could not be made again is not shown`() {
    var play = Play.with(sessions: 5)
    #expect(play.state.list.count.isKnown)
    let question = CacheQuestion.readFacts(
      play.state.list.query, generation: play.state.list.generation)
    play.send(.cache(.failed(question, Problem("The cache is damaged."))))
    #expect(!play.state.list.count.isKnown)
  }

  @Test func `rows stay when they could not be read again, and are asked for after a change`() {
    var play = Play.with(sessions: 5)
    play.press(.character("R"))
    play.send(
      .cache(
        .failed(
          .readRows(play.state.list.query, .top, limit: 300, generation: 0),
          Problem("The cache is damaged."))))
    #expect(play.state.list.rows.count == 5)
    let report = PageReport(Changes(received: 0, added: 0), hasMore: false)
    let effects = play.send(.stripe(.paged(.newest, .success(report), generation: 0)))
    #expect(effects.contains { if case .cache(.readRows) = $0 { true } else { false } })
  }
}
