import Checkout
import Query
import Screen
import Units
import Widgets

/// A bar below the chart, and the sessions that it counts.
struct OverviewBar: Equatable, Sendable {
  enum Section: CaseIterable, Sendable {
    case funnel, revenue, methods, declines, countries

    var title: String {
      switch self {
      case .funnel: "Funnel"
      case .revenue: "Revenue"
      case .methods: "Paid with"
      case .declines: "Declined because"
      case .countries: "Countries"
      }
    }

    /// The field whose values are counted; nil if something else is counted.
    var field: FieldName? {
      switch self {
      case .funnel, .revenue: nil
      case .methods: .method
      case .declines: .decline
      case .countries: .country
      }
    }
  }

  let section: Section
  let label: String
  let value: Int
  let style: Style
  let texture: Glyph?
  let number: String
  /// Conditions of a query; nil if no query matches exactly these sessions.
  let query: String?
  /// What was paid in a currency, by stretch: drawn as a line instead of a bar.
  var line: [Int]?
}

extension Overview {
  /// The outcomes from the bottom of a column to its top.
  static let outcomes:
    [(name: String, role: Role, texture: Unicode.Scalar?, value: @Sendable (SessionCounts) -> Int)] =
      [
        ("paid", .statusPaid, nil, { $0.paid }),
        ("free", .statusPaid, "▓", { $0.free }),
        ("unpaid", .statusUnpaid, "▒", { $0.unpaid }),
        ("open", .statusOpen, "░", { $0.open }),
        ("expired", .statusExpired, "╱", { $0.expired }),
        ("other", .statusOther, "·", { $0.other }),
      ]

  /// All bars, in the order in which the cursor goes through them.
  var bars: [OverviewBar] {
    guard let statistics else { return [] }
    let total = statistics.total
    return funnel(total) + revenue(statistics, total)
      + OverviewBar.Section.allCases.flatMap(countedBars)
  }

  private func funnel(_ total: SessionCounts) -> [OverviewBar] {
    func bar(
      _ label: String, _ value: Int, _ role: Role, _ texture: Unicode.Scalar?, _ query: String?
    ) -> OverviewBar {
      let share = total.created == 0 ? 0 : (value * 100 + total.created / 2) / total.created
      return OverviewBar(
        section: .funnel, label: label, value: value, style: Style(role),
        texture: texture.map { Glyph(narrow: $0) },
        number: "\(value.grouped) \(String(share).count < 3 ? " " : "")\(share) %", query: query)
    }
    let bars = [
      bar("created", total.created, .dialog, nil, ""),
      bar("tried to pay", total.triedToPay, .notice, nil, nil),
      bar("paid", total.paid, .statusPaid, nil, "is:paid status:complete"),
      bar("nothing to pay", total.free, .statusPaid, "▓", "is:free status:complete"),
      bar("unpaid", total.unpaid, .statusUnpaid, "▒", "is:unpaid status:complete"),
      bar("open", total.open, .statusOpen, "░", "status:open"),
      bar("expired", total.expired, .statusExpired, "╱", "status:expired"),
    ]
    return bars.filter { $0.value > 0 || $0.label == "created" || $0.label == "paid" }
  }

  private func revenue(_ statistics: SessionStatistics, _ total: SessionCounts) -> [OverviewBar] {
    statistics.currencies.map { currency in
      let sums = statistics.stretches.map { $0.revenue[currency] ?? 0 }
      return OverviewBar(
        section: .revenue, label: Sanitiser.display(currency.code.uppercased()),
        value: total.revenue[currency] ?? 0, style: Style(.amount), texture: nil,
        number: Money(total.revenue[currency] ?? 0, currency).text,
        query: "session_currency:\(currency.code) is:paid status:complete", line: sums)
    }
  }

  private func countedBars(_ section: OverviewBar.Section) -> [OverviewBar] {
    guard let field = section.field, let parts = parts?.parts[field] else { return [] }
    let role: Role = section == .declines ? .error : .dialog
    let word = Session.fields[field]?.words.first ?? field.text
    // Codes that are told with the same words are one bar, which no query matches.
    let named = Dictionary(grouping: parts) { OverviewParts.words(field, $0.value) }
    let sums = named.map {
      (label: $0.key, parts: $0.value, count: $0.value.reduce(0) { $0 + $1.count })
    }
    .sorted { ($1.count, $0.parts[0].value) < ($0.count, $1.parts[0].value) }
    let paid = section == .methods ? " is:paid" : ""
    return sums.prefix(8).map { sum in
      let value = sum.parts[0].value
      let quoted = value.contains(" ") ? "\"\(value)\"" : value
      // A query finds a value inside others, too: `card` in `card visa`.
      let folded = SearchFolding.fold(value)
      let isAlone = parts.count { SearchFolding.fold($0.value).contains(folded) } == 1
      return OverviewBar(
        section: section, label: Sanitiser.display(sum.label), value: sum.count,
        style: Style(role), texture: nil, number: sum.count.grouped,
        query: isAlone && sum.parts.count == 1 ? "\(word):\(quoted)\(paid)" : nil)
    }
  }
}
