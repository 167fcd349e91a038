import FoundationEssentials

/// Prints each measurement as soon as it is known, and keeps it for `--json`.
///
/// Beside each figure are its limit and, if another program was measured with it in the same run,
/// that program's figure and the ratio. A row whose repetitions disagree is marked as noisy: it
/// says something about the machine, not about till.
struct Table {
  /// A measured figure.
  struct Row: Encodable {
    let section: String
    let name: String
    let unit: String
    let median: Double
    let p99: Double
    let repetitions: Int
    var isNoisy = false
    var limit: Double?
    var peer: String?
    var peerMedian: Double?
    var ratio: Double?
    var ratioLimit: Double?
    var isOverLimit = false
  }

  /// What a figure must not exceed.
  struct Limit {
    var most: Double?
    /// As a part of the peer's median in the same run.
    var ratio: Double?
  }

  private(set) var rows: [Row] = []
  private var section = ""
  private let isQuiet: Bool

  /// `isQuiet` prints no rows, for `--json`.
  init(isQuiet: Bool) { self.isQuiet = isQuiet }

  mutating func heads(_ title: String) {
    section = title
    guard !isQuiet else { return }
    let heads = ["median", "p99", "unit", "limit", "peer", "ratio"]
    print("\n" + Self.pad(title, 50) + heads.map { Self.right($0, 10) }.joined())
  }

  /// Adds a figure. `peer` is another program with its repetitions of the same measurement.
  mutating func row(
    _ name: String, _ values: [Double], _ unit: String, limit: Limit = Limit(),
    peer: (name: String, values: [Double])? = nil
  ) {
    guard !values.isEmpty else {
      if !isQuiet { print(Self.pad(name, 50) + Self.right("not measured", 20)) }
      return
    }
    let sorted = values.sorted()
    let median = sorted[sorted.count / 2]
    var row = Row(
      section: section, name: name, unit: unit, median: median,
      p99: sorted[Int((Double(sorted.count - 1) * 0.99).rounded())], repetitions: values.count)
    row.isNoisy = Self.disagree(values)
    row.limit = limit.most
    row.ratioLimit = limit.ratio
    if let peer, let other = Self.median(peer.values), other > 0 {
      row.peer = peer.name
      row.peerMedian = other
      row.ratio = median / other
      row.isNoisy = row.isNoisy || Self.disagree(peer.values)
    }
    row.isOverLimit =
      (row.limit.map { median > $0 } ?? false)
      || (row.ratioLimit.flatMap { most in row.ratio.map { $0 > most } } ?? false)
    rows.append(row)
    if !isQuiet { Self.show(row) }
  }

  mutating func row(
    _ name: String, _ durations: [Duration], limit: Limit = Limit(),
    peer: (name: String, durations: [Duration])? = nil
  ) {
    row(
      name, durations.map(\.milliseconds), "ms", limit: limit,
      peer: peer.map { ($0.name, $0.durations.map(\.milliseconds)) })
  }

  /// All rows as JSON, in the order of the measurements.
  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    return String(decoding: try encoder.encode(rows), as: UTF8.self)
  }

  static func median(_ values: [Double]) -> Double? {
    values.isEmpty ? nil : values.sorted()[values.count / 2]
  }

  /// Whether the medians of the three thirds of a run are more than a quarter apart.
  static func disagree(_ values: [Double]) -> Bool {
    guard values.count >= 6 else { return false }
    let third = values.count / 3
    let medians = (0..<3).compactMap { part in
      median(Array(values[part * third..<(part + 1) * third]))
    }
    guard let least = medians.min(), let most = medians.max() else { return false }
    return most - least > max(0.25 * least, 0.05)
  }

  private static func show(_ row: Row) {
    let limit = row.limit.map { "≤ " + text($0) } ?? ""
    let ratio =
      row.ratio.map { text($0) + "×" } ?? ""
    let most = row.ratioLimit.map { " (≤ \(text($0))×)" } ?? ""
    let marks = [row.isNoisy ? "noisy" : nil, row.isOverLimit ? "over its limit" : nil]
    print(
      pad(row.name, 50) + right(text(row.median), 10)
        + right(row.repetitions > 1 ? text(row.p99) : "", 10) + right(row.unit, 10)
        + right(limit, 10) + right(row.peerMedian.map(text) ?? "", 10) + right(ratio, 10) + most
        + (row.peer.map { "  \($0)" } ?? "")
        + marks.compactMap(\.self).map { "  [\($0)]" }.joined())
  }

  private static func text(_ value: Double) -> String {
    let digits = value < 10 ? 100.0 : value < 1000 ? 10 : 1
    let rounded = (value * digits).rounded() / digits
    return digits == 1 ? "\(Int(rounded))" : "\(rounded)"
  }

  private static func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
  }

  private static func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(1, width - text.count)) + text
  }
}

extension Duration {
  var milliseconds: Double { self / .milliseconds(1) }
}
