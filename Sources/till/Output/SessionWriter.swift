import ArgumentParser
import Checkout
import Screen

/// How sessions are printed.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
  case table, json, ndjson, csv
}

/// Prints sessions as they come, so that a list of any length needs no memory.
struct SessionWriter {
  private let format: OutputFormat
  /// Unix seconds, for ages.
  private let now: Int
  private var count = 0

  init(_ format: OutputFormat, now: Int) {
    self.format = format
    self.now = now
    switch format {
    case .table: Standard.output(SessionTable.header + "\n")
    case .csv: Standard.output(SessionCSV.header + "\r\n")
    case .json: Standard.output("[")
    case .ndjson: break
    }
  }

  mutating func write(_ session: Session) {
    switch format {
    case .table: Standard.output(SessionTable.row(session, now: now) + "\n")
    case .csv: Standard.output(SessionCSV.row(session) + "\r\n")
    case .json: Standard.output((count == 0 ? "\n" : ",\n") + session.json.source)
    case .ndjson: Standard.output(session.json.compact + "\n")
    }
    count += 1
  }

  func finish() {
    if format == .json { Standard.output(count == 0 ? "]\n" : "\n]\n") }
  }
}

/// Sessions as lines for people, in columns of cells.
enum SessionTable {
  static let header = line("ID", "CREATED (UTC)", "STATUS", "AMOUNT", "CUSTOMER")

  static func row(_ session: Session, now: Int) -> String {
    let badge = StatusBadge(session.status, session.paymentStatus)
    let amount = session.amountTotal.flatMap { amount in
      session.currency.map { Money(amount, $0).text }
    }
    return line(
      session.id, Moment(session.created).utcText.replacing(" UTC", with: ""),
      "\(badge.glyph) \(badge.word)", amount ?? "–", session.email ?? session.customerName ?? "–")
  }

  private static func line(
    _ id: String, _ created: String, _ status: String, _ amount: String, _ customer: String
  ) -> String {
    [
      TextWidth.pad(Sanitiser.display(id), to: 66),
      TextWidth.pad(created, to: 19),
      TextWidth.fit(Sanitiser.display(status), to: 11),
      TextWidth.pad(Sanitiser.display(amount), to: 14, align: .trailing),
      Sanitiser.display(customer),
    ].joined(separator: "  ")
  }
}
