import Checkout
import Screen
import Units

/// Prints documents as they come, so that a list of any length needs no memory.
struct DocumentWriter {
  private let console: Console
  private let table: DocumentTable
  private let kind: DataKind
  private var export: DocumentExport?
  /// Whether something was written. A failure before that prints nothing.
  private var isOpen = false

  init(_ format: OutputFormat, in world: World) {
    console = world.console
    table = DocumentTable(in: world)
    kind = format == .csv ? .lines : .json
    export = format.export.map { DocumentExport($0) }
  }

  mutating func write(_ document: CheckoutDocument, at now: Int) throws(OutputError) {
    try open()
    if let text = export?.text(of: document, at: now) {
      try console.data(text, kind)
    } else {
      try console.print(table.row(document, at: now))
    }
  }

  /// Ends the list, which may be empty.
  mutating func finish() throws(OutputError) {
    try open()
    if let export { try console.data(export.closing, kind) }
  }

  /// Ends a list that failed: closes what has begun, and writes nothing else.
  mutating func abandon() {
    if isOpen { try? finish() }
  }

  private mutating func open() throws(OutputError) {
    guard !isOpen else { return }
    isOpen = true
    if let export {
      try console.data(export.opening, kind)
    } else {
      try console.print(table.header)
    }
  }
}

/// Documents as lines for people. A terminal gets long values cut; other outputs get them whole.
struct DocumentTable {
  private static let gap: SafeText = "  "

  private let zone: ZoneRule
  private let createdHead: SafeText
  private let createdWidth: Int
  /// The width in cells of path and result together; nil if nothing is cut.
  private let rest: Int?

  init(in world: World) {
    zone = world.zone()
    createdHead = "CREATED (\(zone.names(before: world.now())))"
    let createdWidth = max(19, createdHead.cells)
    self.createdWidth = createdWidth
    rest = world.console.width(.output).map { width in
      max(20, width - createdWidth - 10 - 3 * Self.gap.cells)
    }
  }

  var header: SafeText { line(createdHead, "STATE", "PATH", "SESSION OR REASON") }

  func row(_ document: CheckoutDocument, at now: Int) -> SafeText {
    let state = document.state(at: now)
    let result: String? =
      switch state {
      case .created: document.sessionID
      case .failed: document.error
      case .mobile: document.customer
      case .waiting, .unanswered: nil
      }
    return line(
      SafeText(Moment(document.created.seconds).text(in: zone).prefix(19)),
      SafeText(state.rawValue), SafeText(document.id), SafeText(result ?? "–"))
  }

  private func line(
    _ created: SafeText, _ state: SafeText, _ path: SafeText, _ result: SafeText
  ) -> SafeText {
    let head = [created.padded(to: createdWidth), state.padded(to: 10)]
    guard let rest else {
      return (head + [path.padded(to: 60), result]).joined(separator: Self.gap)
    }
    return
      (head + [path.fitted(to: rest / 2, cut: .middle), result.truncated(to: rest - rest / 2)])
      .joined(separator: Self.gap)
  }
}
