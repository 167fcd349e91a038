import ArgumentParser
import Checkout
import Screen
import Units

/// How sessions are printed.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
  case table, json, ndjson, csv

  /// The format as other programs read it; nil for the table, which is for people.
  var export: ExportFormat? { ExportFormat(rawValue: rawValue) }
}

/// Prints sessions as they come, so that a list of any length needs no memory.
struct SessionWriter {
  private let console: Console
  private let table: SessionTable
  private let kind: DataKind
  private var layout: ExportLayout?
  private var export: SessionExport?
  /// Sessions that wait for the last one: only then are all keys of metadata known.
  private var waiting: [Session] = []
  /// Whether something was written. A failure before that prints nothing.
  private var isOpen = false

  /// `columns` are those of CSV where the options name none; empty for the usual ones.
  init(_ options: FormatOptions, columns: [String] = [], in world: World) {
    console = world.console
    table = SessionTable(in: world)
    kind = options.chosen == .csv ? .lines : .json
    layout = options.layout(usual: columns)
  }

  mutating func write(_ session: Session) throws(OutputError) {
    if layout?.needsMetadataKeys == true, !isOpen {
      layout?.noteKeys(of: session)
      waiting.append(session)
      return
    }
    try print(session)
  }

  private mutating func print(_ session: Session) throws(OutputError) {
    try open()
    guard let text = export?.text(of: session) else {
      return try write(SessionSummary(session, position: 0, fetchedAt: 0))
    }
    try console.data(text, kind)
  }

  /// A row of the table.
  mutating func write(_ session: SessionSummary) throws(OutputError) {
    try open()
    try console.print(table.row(session))
  }

  /// Ends the list, which may be empty.
  mutating func finish() throws(OutputError) {
    try open()
    for session in waiting { try print(session) }
    waiting = []
    if let export { try console.data(export.closing, kind) }
  }

  /// Ends a list that failed: closes what has begun, and writes nothing else.
  mutating func abandon() {
    if isOpen { try? finish() }
  }

  private mutating func open() throws(OutputError) {
    guard !isOpen else { return }
    isOpen = true
    export = layout.map { SessionExport($0) }
    if let export {
      try console.data(export.opening, kind)
    } else {
      try console.print(table.header)
    }
  }
}

/// Sessions as lines for people, in columns of cells. On a terminal, long ids and customers are cut
/// so that lines do not wrap; elsewhere they are whole.
struct SessionTable {
  private static let wholeID = 66
  /// How few cells leave a customer that can be told from others.
  private static let leastCustomer = 10

  private let zone: ZoneRule
  private let createdHead: SafeText
  private let createdWidth: Int
  private let idWidth: Int
  /// A longer amount is whole, and takes its room from the customer.
  private let amountWidth: Int
  private let gap: SafeText
  /// Nil for whole customers: the last column needs no width.
  private let customerWidth: Int?

  init(in world: World) {
    zone = world.zone()
    createdHead = "CREATED (\(zone.names(before: world.now())))"
    let headWidth = max(16, createdHead.cells)
    guard let width = world.console.width(.output) else {
      (createdWidth, idWidth, amountWidth) = (headWidth, Self.wholeID, 16)
      (gap, customerWidth) = ("  ", nil)
      return
    }
    // Names of the zone that are too long are cut; a time has 16 cells.
    createdWidth = min(headWidth, max(16, width - 11 - 10 - 4 - 16))
    let fixed = createdWidth + 11
    // The id keeps its last letters, by which it can be found, and the customer some of the name.
    let least = 8 + Self.leastCustomer
    amountWidth = min(16, max(10, width - fixed - 4 * 2 - least))
    gap = width < fixed + amountWidth + 4 * 2 + least ? " " : "  "
    let rest = width - fixed - amountWidth - 4 * gap.cells
    idWidth = min(Self.wholeID, max(rest - 32, min(18, max(8, rest - Self.leastCustomer))))
    customerWidth = max(0, rest - idWidth)
  }

  var header: SafeText { line("ID", createdHead, "STATUS", "AMOUNT", "CUSTOMER") }

  func row(_ session: SessionSummary) -> SafeText {
    let badge = StatusBadge(session.status, session.paymentStatus)
    let amount = session.amountTotal.flatMap { amount in
      session.currency.map { Money(amount, $0).text }
    }
    return line(
      SafeText(session.id), SafeText(Moment(session.created).text(in: zone).prefix(16)),
      "\(badge.glyph) \(badge.word)", SafeText(amount ?? "–"), SafeText(session.customerText))
  }

  private func line(
    _ id: SafeText, _ created: SafeText, _ status: SafeText, _ amount: SafeText,
    _ customer: SafeText
  ) -> SafeText {
    let over = max(0, amount.cells - amountWidth)
    return [
      id.fitted(to: idWidth, cut: .middle), created.fitted(to: createdWidth),
      status.fitted(to: 11), amount.padded(to: amountWidth, align: .trailing),
      customerWidth.map { customer.truncated(to: max(0, $0 - over)) } ?? customer,
    ].joined(separator: gap)
  }
}
