import Checkout
import Glibc
import Screen
import Units

/// Prints documents as they come, so that a list of any length needs no memory.
struct DocumentWriter {
  private var export: DocumentExport?
  /// What stands before the first row; nil when it is written. What fails before it prints nothing.
  private var opening: String?

  init(_ format: OutputFormat) {
    export = format.export.map { DocumentExport($0) }
    opening = export?.opening ?? DocumentTable.header + "\n"
  }

  mutating func write(_ document: CheckoutDocument, at now: Int) {
    open()
    Standard.output(
      export?.text(of: document, at: now) ?? DocumentTable.row(document, at: now) + "\n")
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

/// Documents as lines for people. On a terminal what is long is cut, elsewhere it is whole.
enum DocumentTable {
  private static let gap = "  "
  private static let zone = ZoneRule.local
  private static let createdHead = "CREATED (\(zone.names(before: time(nil))))"
  private static let createdWidth = max(19, TextWidth.cells(of: createdHead))

  static let header = line(createdHead, "STATE", "PATH", "SESSION OR REASON")

  static func row(_ document: CheckoutDocument, at now: Int) -> String {
    let state = document.state(at: now)
    let result: String? =
      switch state {
      case .created: document.sessionID
      case .failed: document.error
      case .mobile: document.customer
      case .waiting, .unanswered: nil
      }
    return line(
      String(Moment(document.created.seconds).text(in: zone).prefix(19)), state.rawValue,
      document.id, result ?? "–")
  }

  private static func line(
    _ created: String, _ state: String, _ path: String, _ result: String
  ) -> String {
    let path = Sanitiser.display(path)
    let result = Sanitiser.display(result)
    let head = [TextWidth.pad(created, to: createdWidth), TextWidth.pad(state, to: 10)]
    guard let width = Standard.outputWidth else {
      return (head + [TextWidth.pad(path, to: 60), result]).joined(separator: gap)
    }
    let rest = max(20, width - createdWidth - 10 - 3 * gap.count)
    return
      (head
      + [
        TextWidth.fit(path, to: rest / 2, cut: .middle),
        TextWidth.truncate(result, to: rest - rest / 2),
      ]).joined(separator: gap)
  }
}
