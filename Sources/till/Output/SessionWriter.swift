import ArgumentParser
import Checkout
import Screen

/// How sessions are printed.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
  case table, json, ndjson, csv

  /// The format of other programs that it is; nil for the table, which is for people.
  var export: ExportFormat? { ExportFormat(rawValue: rawValue) }
}

/// Prints sessions as they come, so that a list of any length needs no memory.
struct SessionWriter {
  private var export: SessionExport?
  /// What stands before the first row; nil when it is written. What fails before it prints nothing.
  private var opening: String?

  init(_ format: OutputFormat) {
    export = format.export.map { SessionExport($0) }
    opening = export?.opening ?? SessionTable.header + "\n"
  }

  mutating func write(_ session: Session) {
    open()
    if let text = export?.text(of: session) {
      Standard.output(text)
    } else {
      write(SessionSummary(session, position: 0, fetchedAt: 0))
    }
  }

  /// A row of the table.
  mutating func write(_ session: SessionSummary) {
    open()
    Standard.output(SessionTable.row(session) + "\n")
  }

  /// Ends the list, which may be empty.
  mutating func finish() {
    open()
    Standard.output(export?.closing ?? "")
  }

  /// Ends a list that failed: what has been begun is closed, and nothing else written.
  mutating func abandon() {
    if opening == nil { finish() }
  }

  private mutating func open() {
    if let opening = opening.take() { Standard.output(opening) }
  }
}

/// Sessions as lines for people, in columns of cells. On a terminal ids are cut rather than lines
/// broken; elsewhere they are whole.
enum SessionTable {
  private static let idWidth: Int = {
    let whole = 66
    let others = 84
    return Standard.outputWidth.map { min(whole, max(20, $0 - others)) } ?? whole
  }()

  static let header = line("ID", "CREATED (UTC)", "STATUS", "AMOUNT", "CUSTOMER")

  static func row(_ session: SessionSummary) -> String {
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
      TextWidth.fit(Sanitiser.display(id), to: idWidth, cut: .middle),
      TextWidth.pad(created, to: 19),
      TextWidth.fit(Sanitiser.display(status), to: 11),
      TextWidth.pad(Sanitiser.display(amount), to: 14, align: .trailing),
      Sanitiser.display(customer),
    ].joined(separator: "  ")
  }
}
