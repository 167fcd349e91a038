import Checkout
import Query
import Screen
import Support
import Testing
import Units

@testable import Dashboard

@Suite struct OverviewTests {
  /// The requests for statistics among effects: their stretches and their generation.
  private static func asked(
    _ effects: [Effect]
  ) -> [(query: ListQuery, stretches: [Range<Int>], generation: Int)] {
    effects.compactMap { effect in
      guard case .cache(.readStatistics(let query, let stretches, let generation)) = effect else {
        return nil
      }
      return (query, stretches, generation)
    }
  }

  private static func statistics(_ stretches: [Range<Int>]) -> SessionStatistics {
    SessionStatistics(
      stretches.map { span in
        let tally = Tally(currency: "usd", created: 3, counts: [1, 1, 1, 1, 0, 2], sum: 500)
        return SessionCounts(span, [tally])
      })
  }

  /// An overview whose numbers have arrived.
  private static func opened() throws -> (play: Play, stretches: [Range<Int>]) {
    var play = Play.with(sessions: 5)
    let question = try #require(asked(play.type("i")).first)
    play.send(
      .cache(.statistics(statistics(question.stretches), generation: question.generation)),
      .cache(
        .parts(
          OverviewParts([
            (values: [.text("card visa"), .null, .text("DE"), .int(0)], count: 2),
            (values: [.null, .text("insufficient_funds"), .text("FR"), .int(1)], count: 1),
          ]), generation: question.generation)))
    return (play, question.stretches)
  }

  @Test func `i asks for the days up to now, of what the list shows`() throws {
    var play = Play.with(sessions: 5)
    play.type("/jane")
    play.press(.enter)
    let questions = Self.asked(play.type("i"))
    #expect(questions.count == 1)
    let question = try #require(questions.first)
    #expect(question.query == play.state.list.query && question.query.query != nil)
    #expect(question.stretches.last?.contains(play.state.clock.unix) == true)
    #expect(question.stretches.allSatisfy { $0.count == 86_400 })
  }

  @Test func `an hour that clocks show twice is asked for in UTC`() {
    // At 06:00 UTC on 1 November 2026, New York goes back to 01:00.
    let change = 1_793_512_800
    let zone = ZoneRule(learning: change - 9_000_000...change + 9_000_000) { moment in
      UTCOffset(seconds: moment < change ? -4 * 3600 : -5 * 3600)
    }
    let hour = OverviewSpan(.hour, through: change, count: 2, in: zone)
    #expect(
      hour.stretches.map { hour.query($0, readIn: zone) } == [
        "created:2026-11-01T05:00Z..2026-11-01T05:59Z",
        "created:2026-11-01T06:00Z..2026-11-01T06:59Z",
      ])
    #expect(
      hour.stretches.map { hour.words(of: $0.lowerBound) } == [
        "1 Nov 2026 01:00 -04:00", "1 Nov 2026 01:00 -05:00",
      ])
    let later = OverviewSpan(.hour, through: change + 13 * 3600, count: 1, in: zone)
    #expect(
      later.stretches.map { later.query($0, readIn: zone) } == [
        "created:2026-11-01T14:00..2026-11-01T14:59"
      ])
  }

  @Test func `h and l change the unit, and brackets move the span`() throws {
    var (play, days) = try Self.opened()
    let weeks = try #require(Self.asked(play.type("l")).first).stretches
    #expect(weeks.allSatisfy { $0.count == 7 * 86_400 })
    #expect(Self.asked(play.type("h")).first?.stretches == days)
    #expect(Self.asked(play.type("hh")).count == 1, "there is nothing shorter than an hour")
    play.type("l")
    let earlier = try #require(Self.asked(play.type("]")).first).stretches
    #expect(
      earlier.count == days.count
        && earlier[earlier.count - 1].upperBound < days[days.count - 1].upperBound)
    #expect(Self.asked(play.type("[")).first?.stretches == days)
    #expect(Self.asked(play.type("[")).isEmpty, "nothing is later than now")
  }

  @Test func `each key in its footer does something`() throws {
    #expect(try Self.opened().play.idleHints.isEmpty)
  }

  @Test func `the two answers may come in any order`() throws {
    var play = Play.with(sessions: 5)
    let question = try #require(Self.asked(play.type("i")).first)
    let parts = OverviewParts([(values: [.text("paypal"), .null, .null, .int(0)], count: 2)])
    play.send(
      .cache(.parts(parts, generation: question.generation)),
      .cache(.statistics(Self.statistics(question.stretches), generation: question.generation)))
    let overview = play.state.overlays.find(Overview.self)
    #expect(overview?.parts == parts && overview?.isReading == false)
  }

  @Test func `the numbers are read again when the cache has changed`() throws {
    var (play, days) = try Self.opened()
    play.send(.cache(.tabs(TabTally())))
    play.state.list.tabCounts.noteChange()
    let again = try #require(Self.asked(play.send()).first)
    #expect(again.stretches == days && again.generation > 1)
    // One question at a time; what has changed since is asked when the answer has come.
    play.send(.cache(.tabs(TabTally())))
    play.state.list.tabCounts.noteChange()
    #expect(Self.asked(play.send()).isEmpty)
    let overview = play.state.overlays.find(Overview.self)
    play.send(.cache(.statistics(Self.statistics(days), generation: again.generation)))
    #expect(play.state.overlays.find(Overview.self)?.parts == overview?.parts)
    let last = play.send(
      .cache(.parts(OverviewParts([]), generation: again.generation)))
    #expect(Self.asked(last).map(\.stretches) == [days])
  }

  @Test func `the cursor stays on its bar when the numbers are read again`() throws {
    var (play, days) = try Self.opened()
    func bar() -> String? {
      guard let overview = play.state.overlays.find(Overview.self),
        case .bar(let index) = overview.cursor
      else { return nil }
      return overview.bars[index].label
    }
    while bar() != "USD" { play.type("j") }
    let asked = try #require(Self.asked(play.type("r")).first)
    let both = SessionStatistics(
      days.map { span in
        SessionCounts(
          span,
          ["eur", "usd"].map {
            Tally(currency: $0, created: 3, counts: [1, 1, 1, 1, 0, 2], sum: 500)
          })
      })
    play.send(.cache(.statistics(both, generation: asked.generation)))
    #expect(bar() == "USD")
    // A bar that is gone has no sessions to show.
    let less = try #require(Self.asked(play.type("r")).first)
    let empty = SessionStatistics(days.map { SessionCounts($0, []) })
    play.send(.cache(.statistics(empty, generation: less.generation)))
    #expect(bar() == nil)
  }

  @Test func `the cursor returns to a bar whose numbers come later`() throws {
    var (play, days) = try Self.opened()
    let parts = OverviewParts([(values: [.text("paypal"), .null, .null, .int(0)], count: 2)])
    play.send(.cache(.parts(parts, generation: 1)))
    func section() -> OverviewBar.Section? {
      guard let overview = play.state.overlays.find(Overview.self),
        case .bar(let index) = overview.cursor
      else { return nil }
      return overview.bars[index].section
    }
    while section() != .methods { play.type("j") }
    let moved = try #require(Self.asked(play.type("]")).first)
    #expect(moved.stretches != days)
    play.send(
      .cache(.statistics(Self.statistics(moved.stretches), generation: moved.generation)))
    #expect(section() == nil)
    play.send(.cache(.parts(parts, generation: moved.generation)))
    #expect(section() == .methods)
  }

  @Test func `a failure of one answer does not wait for it`() throws {
    var play = Play.with(sessions: 5)
    let question = try #require(Self.asked(play.type("i")).first)
    play.send(
      .cache(
        .failed(
          .readParts(play.state.list.query, 0..<1, generation: question.generation),
          Problem("the disk is gone"))),
      .cache(.statistics(Self.statistics(question.stretches), generation: question.generation)))
    #expect(play.state.overlays.find(Overview.self)?.isReading == false)
  }

  @Test func `an answer to an earlier question is dropped`() throws {
    var (play, days) = try Self.opened()
    let shown = play.state.overlays.find(Overview.self)?.statistics
    play.type("l")
    play.send(.cache(.statistics(Self.statistics(Array(days.prefix(2))), generation: 1)))
    #expect(play.state.overlays.find(Overview.self)?.statistics == shown)
  }

  @Test func `Enter on a column shows its sessions in the list`() throws {
    var (play, days) = try Self.opened()
    play.press(.left, .left, .enter)
    #expect(play.state.overlays.isEmpty)
    let day = days[days.count - 3]
    #expect(play.state.list.filter == "created:\(Moment(day.lowerBound).dateText(in: .utc))")
    let term = SessionQuery.Term(.between(.created, day.lowerBound...day.upperBound - 1))
    #expect(play.state.list.query.query?.terms == [term])
    // The same column again adds nothing.
    Self.openAgain(&play)
    play.press(.left, .left, .enter)
    #expect(play.state.list.query.query?.terms == [term])
  }

  private static func openAgain(_ play: inout Play) {
    guard let question = asked(play.type("i")).first else {
      Issue.record("the overview did not open")
      return
    }
    play.send(
      .cache(.statistics(statistics(question.stretches), generation: question.generation)))
  }

  /// The bar counts what the filter lets through: a time in the filter holds, too.
  @Test(arguments: [
    "created:>10d", "jane created:>10d", "created:20 Nov", "created:\"20 Nov\"", "20 Nov",
    "created:2026-11-20T10:00..2026-11-20T12:00", "created: >10d amount>5", "-created:today",
  ])
  func `Enter on a column keeps the whole filter`(_ filter: String) throws {
    var play = Play.with(sessions: 5)
    play.state.setFilter(filter)
    let kept = try #require(play.state.list.query.query).terms
    Self.openAgain(&play)
    play.press(.enter)
    #expect(play.state.overlays.isEmpty)
    let terms = try #require(play.state.list.query.query).terms
    #expect(terms.dropLast() == kept[...] && terms.count == kept.count + 1)
    #expect(play.state.list.filter.hasPrefix(filter + " created:"))
  }

  @Test(arguments: ["-$5.00", "created:nonsense"])
  func `a filter that means something else beside other words stays`(_ filter: String) throws {
    var play = Play.with(sessions: 5)
    play.state.setFilter(filter)
    Self.openAgain(&play)
    play.press(.enter)
    #expect(!play.state.overlays.isEmpty && play.state.message != nil)
    #expect(play.state.list.filter == filter)
  }

  @Test func `the days of UTC are asked for as such`() throws {
    var play = Play.with(sessions: 5)
    play.state.zone = ZoneRule(fixed: UTCOffset(seconds: 19_800))
    play.state.showsUTC = true
    let question = try #require(Self.asked(play.type("i")).first)
    play.send(
      .cache(.statistics(Self.statistics(question.stretches), generation: question.generation)))
    play.press(.enter)
    let day = try #require(question.stretches.last)
    #expect(
      play.state.list.query.query?.terms
        == [.init(.between(.created, day.lowerBound...day.upperBound - 1))])
  }

  @Test func `no query matches a value that is a part of another one`() throws {
    var play = Play.with(sessions: 5)
    let question = try #require(Self.asked(play.type("i")).first)
    let parts = OverviewParts(
      ["card", "card visa", "paypal"].map {
        (values: [.text($0), .null, .null, .int(0)], count: 1)
      })
    play.send(
      .cache(.parts(parts, generation: question.generation)),
      .cache(.statistics(Self.statistics(question.stretches), generation: question.generation)))
    let overview = try #require(play.state.overlays.find(Overview.self))
    let bars = overview.bars.filter { $0.section == .methods }
    #expect(
      Set(bars.map(\.query)) == [nil, "method:\"card visa\" is:paid", "method:paypal is:paid"])
  }

  @Test func `Enter on a bar shows what it counts`() throws {
    let (opened, days) = try Self.opened()
    let bars = try #require(opened.state.overlays.find(Overview.self)).bars
    let from = Moment(days[0].lowerBound).dateText(in: .utc)
    let to = Moment(days[days.count - 1].lowerBound).dateText(in: .utc)
    for (index, bar) in bars.enumerated() {
      var play = opened
      for _ in 0...index { play.press(.down) }
      play.press(.enter)
      guard let query = bar.query else {
        #expect(!play.state.overlays.isEmpty && play.state.message != nil)
        continue
      }
      let words = query.isEmpty ? "" : query + " "
      #expect(play.state.list.filter == "\(words)created:\(from)..\(to)")
      #expect(play.state.list.queryError == nil)
    }
    #expect(bars.contains { $0.query == "method:\"card visa\" is:paid" && $0.label == "Visa" })
    #expect(
      bars.contains { $0.query == "decline:insufficient_funds" && $0.label == "not enough money" })
    #expect(bars.contains { $0.query == "session_currency:usd is:paid status:complete" })
  }

  @Test func `codes with the same words are one bar`() throws {
    var play = Play.with(sessions: 5)
    let question = try #require(Self.asked(play.type("i")).first)
    let codes = [("lost_card", 1), ("insufficient_funds", 3), ("card_declined", 4)]
    let parts = OverviewParts(
      codes.map { (values: [.null, .text($0.0), .null, .int(1)], count: $0.1) })
    play.send(
      .cache(.parts(parts, generation: question.generation)),
      .cache(.statistics(Self.statistics(question.stretches), generation: question.generation)))
    let overview = try #require(play.state.overlays.find(Overview.self))
    let bars = overview.bars.filter { $0.section == .declines }
    #expect(bars.map(\.label) == ["the card was declined", "not enough money"])
    #expect(bars.map(\.value) == [5, 3])
    #expect(bars.map(\.query) == [nil, "decline:insufficient_funds"])
  }

  @Test func `the numbers are copied as CSV`() throws {
    var (play, days) = try Self.opened()
    guard case .system(.copy(let text, _))? = play.type("y").first else {
      Issue.record("nothing was copied")
      return
    }
    let lines = text.split(separator: "\n")
    #expect(lines.first == "from,to,created,open,complete,paid,expired,revenue_usd")
    #expect(lines.count == days.count + 1)
    #expect(lines.last?.hasSuffix(",3,1,1,1,1,5.00") == true)
  }

  @Test func `Esc goes from the table to the picture, and from there to the list`() throws {
    var (play, _) = try Self.opened()
    play.type("v")
    #expect(play.state.overlays.find(Overview.self)?.showsTable == true)
    play.press(.escape)
    #expect(play.state.overlays.find(Overview.self)?.showsTable == false)
    play.press(.escape)
    #expect(play.state.overlays.isEmpty)
  }

  @Test func `a cursor that moves on from the first column shows what was before`() throws {
    var (play, days) = try Self.opened()
    var effects: [Effect] = []
    for _ in days { effects += play.press(.left) }
    let stretches = try #require(Self.asked(effects).first).stretches
    #expect(stretches[stretches.count - 1].upperBound < days[days.count - 1].upperBound)
  }

  @Test(arguments: CalendarUnit.allCases)
  func `a stretch as a query lets through exactly its seconds`(unit: CalendarUnit) throws {
    let zone = ZoneRule(fixed: UTCOffset(seconds: 19_800))
    let span = OverviewSpan(unit, through: 1_800_000_000, count: 5, in: zone)
    for stretch in span.stretches {
      let query = try SessionQuery(
        parsing: span.query(stretch, readIn: zone), now: 1_800_000_000, zone: zone)
      let exact = SessionQuery.Term(
        .between(.created, stretch.lowerBound...stretch.upperBound - 1))
      #expect(query.terms == [exact])
      // Times that are shown in UTC are asked for on a machine in another zone.
      let elsewhere = ZoneRule(fixed: UTCOffset(seconds: -36_000))
      let read = try SessionQuery(
        parsing: span.query(stretch, readIn: elsewhere), now: 1_800_000_000, zone: elsewhere)
      #expect(read.terms == [exact])
    }
  }
}
