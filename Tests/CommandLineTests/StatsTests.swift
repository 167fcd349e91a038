import Checkout
import Foundation
import Host
import Query
import Screen
import Testing
import Units

@testable import CommandLine

@Suite struct StatsTests {
  private struct Stretch: Decodable {
    let from, to, created, open, complete, paid, expired: Int
    let revenue: [String: Int]
  }

  private struct Listed: Decodable {
    let created: Int
    let status: String
    let payment_status: String
    let amount_total: Int?
    let currency: String?
  }

  @Test(arguments: ["hour", "day", "week", "month"])
  func `the numbers are those of the sessions`(unit: String) async throws {
    try await Counter.open(sessions: 400) { counter in
      #expect(await counter.run("sync") == .code(0))
      #expect(await counter.run("stats", "--by", unit, "--format", "json") == .code(0))
      let stretches = try JSONDecoder().decode([Stretch].self, from: Data(counter.output.utf8))
      counter.streams.bytes.withLock { $0 = [:] }
      #expect(await counter.run("list", "--query", "", "--all", "--format", "json") == .code(0))
      let sessions = try JSONDecoder().decode([Listed].self, from: Data(counter.output.utf8))
      #expect(stretches.reduce(0) { $0 + $1.created } == sessions.count)
      for (one, next) in zip(stretches, stretches.dropFirst()) { #expect(one.to == next.from) }
      for stretch in stretches {
        let those = sessions.filter { (stretch.from..<stretch.to).contains($0.created) }
        let paid = those.filter { $0.status == "complete" && $0.payment_status == "paid" }
        #expect(those.count == stretch.created)
        #expect(those.count { $0.status == "open" } == stretch.open)
        #expect(those.count { $0.status == "complete" } == stretch.complete)
        #expect(those.count { $0.status == "expired" } == stretch.expired)
        #expect(paid.count == stretch.paid)
        let revenue = Dictionary(grouping: paid) { $0.currency ?? "" }
          .mapValues { $0.reduce(0) { $0 + ($1.amount_total ?? 0) } }.filter { $0.value != 0 }
        #expect(revenue == stretch.revenue)
      }
    }
  }

  @Test func `text and CSV have a column for each currency, in its own minor units`() async throws {
    try await Counter.open(sessions: 400) { counter in
      _ = await counter.run("sync")
      #expect(await counter.run("stats", "--by", "month", "--query", "currency:jpy") == .code(0))
      let text = counter.output
      #expect(text.hasPrefix("FROM"))
      #expect(text.contains("¥") && !text.contains("."))
      counter.streams.bytes.withLock { $0 = [:] }
      #expect(
        await counter.run(
          "stats", "--by", "month", "--status", "complete", "--format", "csv") == .code(0))
      let heads = counter.output.split(whereSeparator: \.isNewline).first ?? ""
      #expect(heads.hasPrefix("from,to,created,open,complete,paid,expired,revenue_"))
    }
  }

  @Test func `a filter without a hit is an empty list`() async throws {
    try await Counter.open(sessions: 30) { counter in
      _ = await counter.run("sync")
      #expect(
        await counter.run("stats", "--query", "nobody-has-this", "--format", "json") == .code(0))
      #expect(counter.output == "[]\n")
      #expect(counter.errors.contains("till: nothing matches in 30 cached"), "\(counter.errors)")
    }
  }

  @Test func `which days were counted is said where a date means two`() async throws {
    try await Counter.open(sessions: 30) { counter in
      _ = await counter.run("sync")
      let said = "till: looked for 11/10/2026 as 2026-10-11 and as 2026-11-10"
      _ = await counter.run("stats", "--query", "11/10/2026")
      #expect(counter.errors.contains(said), "\(counter.errors)")
      _ = await counter.run("search", "11/10/2026")
      #expect(counter.errors.contains(said), "\(counter.errors)")
    }
  }

  @Test func `time of which not everything is cached is told from time without sessions`()
    async throws
  {
    try await Counter.open(sessions: 60) { counter in
      func covered() async -> Set<String> {
        counter.streams.bytes.withLock { $0 = [:] }
        #expect(await counter.run("stats", "--format", "csv") == .code(0))
        return Set(
          counter.output.split(whereSeparator: \.isNewline).dropFirst()
            .compactMap { $0.split(separator: ",").last.map(String.init) })
      }
      _ = await counter.run("list", "--limit", "2")
      _ = await counter.run("list", "--created-lt", "3d", "--limit", "2")
      #expect(await covered().contains("false"))
      counter.streams.bytes.withLock { $0 = [:] }
      _ = await counter.run("stats")
      let lines = counter.output.split(whereSeparator: \.isNewline).dropFirst()
      // Nothing that is only a part is printed as if it were whole, the sum neither.
      let parts = lines.filter { $0.contains("?") }
      #expect(parts.count > 2 && lines.last?.hasPrefix("all") == true, "\(counter.output)")
      for line in parts {
        // A code before an amount has a space behind it: `CHF 5.00`.
        let numbers = line.split(separator: "  ").dropFirst()
        #expect(numbers.allSatisfy { $0.hasSuffix("?") }, "\(line)")
      }
      #expect(lines.last?.contains("?") == true)
      #expect(counter.errors.contains("with “?”, not everything of that time is cached"))
      _ = await counter.run("sync")
      #expect(await covered() == ["true"])
      _ = await counter.run("stats", "--format", "json")
      #expect(counter.output.contains(",\"covered\":true}"))
    }
  }

  @Test func `a sum over an hour that is cached in part is not whole`() {
    // The second hour was over after Stripe was asked; the third one is not over.
    var statistics = SessionStatistics(
      (0..<3).map { hour in
        SessionCounts(
          hour * 3600..<(hour + 1) * 3600,
          [
            Tally(currency: "", created: 2, counts: [], sum: 0)
          ])
      })
    statistics.note(
      Coverage(
        spans: [Coverage.Span(newest: 7000, oldest: 0)], reachesBeginning: true, refreshedAt: 7100),
      at: 7300)
    let lines = StatsTable(statistics, by: .hour, in: .utc, now: 7300).lines.map(\.text)
    #expect(lines.map { $0.contains("2?") } == [false, false, true, true, false])
    #expect(lines.last?.contains("6?") == true, "\(lines)")
  }

  @Test func `the head says which zone it is, and an hour that comes twice which one it is`() {
    // At 06:00 UTC on 1 November 2026, New York goes back to 01:00.
    let change = 1_793_512_800
    let zone = ZoneRule(learning: change - 9_000_000...change + 9_000_000) { moment in
      moment < change
        ? UTCOffset(seconds: -4 * 3600, abbreviation: "EDT")
        : UTCOffset(seconds: -5 * 3600, abbreviation: "EST")
    }
    let hours = [-1, 0, 6].map { change + $0 * 3600 }
    let statistics = SessionStatistics(hours.map { SessionCounts($0..<$0 + 3600, []) })
    let lines = StatsTable(statistics, by: .hour, in: zone, now: change).lines.map(\.text)
    let words = lines.map { line in line.split(separator: "  ").first.map(String.init) ?? "" }
    #expect(
      words == [
        "FROM (EDT/EST)", "2026-11-01 01:00 EDT", "2026-11-01 01:00 EST", "2026-11-01 07:00", "all",
      ])
  }

  @Test func `a mistake in a query and too many lines are said`() async throws {
    try await Counter.open(sessions: 30) { counter in
      _ = await counter.run("sync")
      #expect(await counter.run("stats", "--query", "status:opne") == .code(64))
      #expect(counter.errors.contains("opne"))
    }
  }
}
