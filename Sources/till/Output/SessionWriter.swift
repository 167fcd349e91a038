import ArgumentParser
import Checkout
import Glibc
import Screen
import Units

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

/// Sessions as lines for people, in columns of cells. On a terminal ids and customers are cut rather
/// than lines broken; elsewhere they are whole.
enum SessionTable {
  /// The widths of what is cut; a customer that is whole needs none, being the last.
  private static let widths: (id: Int, customer: Int?) = {
    let whole = 66
    guard let width = Standard.outputWidth else { return (whole, nil) }
    let rest = width - (createdWidth + 11 + 16) - 4 * gap.count
    let id = min(whole, max(20, rest - 32))
    return (id, max(10, rest - id))
  }()

  private static let gap = "  "
  private static let zone = ZoneRule.local
  private static let createdHead = "CREATED (\(zone.names(before: time(nil))))"
  private static let createdWidth = max(16, TextWidth.cells(of: createdHead))

  static let header = line("ID", createdHead, "STATUS", "AMOUNT", "CUSTOMER")

  static func row(_ session: SessionSummary) -> String {
    let badge = StatusBadge(session.status, session.paymentStatus)
    let amount = session.amountTotal.flatMap { amount in
      session.currency.map { Money(amount, $0).text }
    }
    return line(
      session.id, String(Moment(session.created).text(in: zone).prefix(16)),
      "\(badge.glyph) \(badge.word)", amount ?? "–", session.customerText)
  }

  private static func line(
    _ id: String, _ created: String, _ status: String, _ amount: String, _ customer: String
  ) -> String {
    let customer = Sanitiser.display(customer)
    return [
      TextWidth.fit(Sanitiser.display(id), to: widths.id, cut: .middle),
      TextWidth.pad(created, to: createdWidth),
      TextWidth.fit(Sanitiser.display(status), to: 11),
      TextWidth.pad(Sanitiser.display(amount), to: 16, align: .trailing),
      widths.customer.map { TextWidth.truncate(customer, to: $0) } ?? customer,
    ].joined(separator: gap)
  }
}
