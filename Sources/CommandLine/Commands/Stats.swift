import ArgumentParser
import Checkout
import Dashboard
import Query
import RecordCache
import Screen
import SessionLibrary
import Units

extension CalendarUnit: ExpressibleByArgument {}

/// How statistics are printed.
enum StatsFormat: String, CaseIterable, ExpressibleByArgument {
  case text, json, csv

  /// `table` is another name for the text.
  init?(argument: String) { self.init(rawValue: argument == "table" ? "text" : argument) }
}

/// `till stats`: counts and sums of the cached sessions.
struct Stats: TillCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats",
    abstract: "Count what is cached by time: created, open, complete, paid, expired, revenue.",
    discussion: """
      Every number is of the sessions that were created in that stretch of local time: revenue is \
      what the paid ones come to, a sum for each currency. Without network; “till sync” fills the \
      cache. json: an array, oldest first, of {"from", "to", "created", "open", "complete", "paid", \
      "expired", "revenue": {"usd": minor units}, "covered"} with times in Unix seconds. csv has \
      times in UTC and revenue in major units. “covered” is whether everything of that time is \
      cached, for time that is not over until Stripe was last asked; in the text, where it is not, \
      a “?” follows each number, or stands for nothing.
      """)

  /// More lines than this are not useful.
  private static let most = 100_000

  @Option(help: "hour, day, week or month.")
  var by = CalendarUnit.day
  @Option(help: "Only sessions that match a query, as in “till search”.")
  var query = ""
  @OptionGroup var filters: ListFilters
  @Option(help: "text, json or csv.")
  var format = StatsFormat.text
  @OptionGroup var options: GlobalOptions

  func run(in world: World) async throws {
    let list = try ListQuery(query, filters.filter(in: world), in: world)
    let plan = try await ConnectionPlan(options, .current(in: world), in: world)
    let cache = try plan.existingCache(in: world)
    defer { try? cache.close() }
    let coverage = try await cache.coverage(of: list.filter)
    var statistics = try await statistics(of: list, cache, in: world)
    statistics.note(coverage, at: world.now())
    switch format {
    case .json: try world.console.data(statistics.json, .json)
    case .csv: try world.console.data(statistics.csv, .lines)
    case .text:
      for line in StatsTable(statistics, by: by, in: world.zone(), now: world.now()).lines {
        try world.console.print(line)
      }
    }
    let cached = try await cache.count(list.filter.spanned)
    let scope = coverage.scopeWithAge(of: cached, in: world.zone(), now: world.now())
    let isEmpty = statistics.stretches.isEmpty && cached > 0
    world.console.say("till: \(isEmpty ? "nothing matches in" : "of") \(scope)")
    if format == .text, !statistics.isWhole {
      world.console.say("till: with “?”, not everything of that time is cached")
    }
    if let caution = list.query?.caution() { world.console.say("till: \(caution)") }
  }

  private func statistics(
    of list: ListQuery, _ cache: RecordCache, in world: World
  ) async throws -> SessionStatistics {
    let created = list.filter.created
    guard let span = try await cache.createdSpan() else { return SessionStatistics([]) }
    let first = max(span.lowerBound, created.gte ?? created.gt.map { $0 + 1 } ?? .min)
    let last = min(span.upperBound, created.lte ?? created.lt.map { $0 - 1 } ?? .max)
    guard first <= last else { return SessionStatistics([]) }
    let stretches = by.stretches(
      from: first, through: last, in: world.zone(), most: Self.most + 1)
    guard stretches.count <= Self.most else {
      throw Failure(
        .usage,
        "these are more than \(Self.most.grouped) lines: --created-gte or a longer --by makes fewer"
      )
    }
    return try await cache.statistics(of: list, in: stretches).trimmed
  }
}

/// Statistics in columns, for people.
struct StatsTable {
  private let statistics: SessionStatistics
  private let currencies: [Currency]
  private let unit: CalendarUnit
  private let zone: ZoneRule
  /// Unix seconds.
  private let now: Int

  init(_ statistics: SessionStatistics, by unit: CalendarUnit, in zone: ZoneRule, now: Int) {
    self.statistics = statistics
    currencies = statistics.currencies
    self.unit = unit
    self.zone = zone
    self.now = now
  }

  /// A line of headings, a line for each period, and the sum.
  var lines: [SafeText] {
    let heads: [SafeText] =
      ["FROM (\(zone.names(before: now)))", "CREATED", "OPEN", "COMPLETE", "PAID", "EXPIRED"]
      + currencies.map { "\($0.code.uppercased())" }
    var rows = [heads]
    rows += statistics.stretches.map { counts in
      row(label(of: counts), counts, isWhole: statistics.isCovered(counts) != false)
    }
    if statistics.stretches.count > 1 {
      rows.append(row("all", statistics.total, isWhole: statistics.isWhole))
    }
    let widths = heads.indices.map { column in rows.map { $0[column].cells }.max() ?? 0 }
    return rows.map { row in
      row.indices.map { column in
        row[column].padded(to: widths[column], align: column == 0 ? .leading : .trailing)
      }.joined(separator: "  ")
    }
  }

  private func row(_ label: SafeText, _ counts: SessionCounts, isWhole: Bool) -> [SafeText] {
    let numbers = [counts.created, counts.open, counts.complete, counts.paid, counts.expired]
    let texts =
      numbers.map { $0 == 0 ? nil : $0.grouped }
      + currencies.map { currency in counts.revenue[currency].map { Money($0, currency).text } }
    return [label] + texts.map { "\(SessionStatistics.words($0, isWhole: isWhole))" }
  }

  private func label(of counts: SessionCounts) -> SafeText {
    let moment = Moment(counts.from)
    let day = moment.dateText(in: zone)
    guard unit == .hour else { return "\(day)" }
    // Of two hours with the same name, the offset says which one it is.
    guard zone.changes(near: counts.from..<counts.to) else {
      return "\(day) \(moment.clockText(in: zone))"
    }
    return "\(day) \(moment.clockText(in: zone)) \(zone.offset(at: counts.from).text)"
  }
}
