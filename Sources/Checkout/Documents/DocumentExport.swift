import JSON
import Units

/// Documents as text for other programs, piece by piece, so that a list of any length needs no
/// memory. `json` and `ndjson` are Firestore's own REST form.
package struct DocumentExport: Sendable {
  private let format: ExportFormat
  private var count = 0

  package init(_ format: ExportFormat) { self.format = format }

  /// What comes before the first document.
  package var opening: String {
    switch format {
    case .csv: Self.columns.map { SessionCSV.escape($0.name) }.joined(separator: ",") + "\r\n"
    case .ndjson: ""
    case .json: "["
    }
  }

  /// `now` in Unix seconds decides about the state.
  package mutating func text(of document: CheckoutDocument, at now: Int) -> String {
    defer { count += 1 }
    return switch format {
    case .csv:
      Self.columns.map { SessionCSV.escape($0.value(document, now) ?? "") }.joined(separator: ",")
        + "\r\n"
    case .ndjson: document.json.compact + "\n"
    case .json: (count == 0 ? "\n" : ",\n") + document.json.source
    }
  }

  /// What comes after the last document.
  package var closing: String {
    switch format {
    case .csv, .ndjson: ""
    case .json: count == 0 ? "]\n" : "\n]\n"
    }
  }

  private struct Column: Sendable {
    let name: String
    let value: @Sendable (CheckoutDocument, Int) -> String?
  }

  private static let columns: [Column] = [
    Column(name: "Document") { document, _ in document.id },
    Column(name: "User") { document, _ in document.user },
    Column(name: "Created (UTC)") { document, _ in Moment(document.created.seconds).iso8601 },
    Column(name: "State") { $0.state(at: $1).rawValue },
    Column(name: "Checkout Session ID") { document, _ in document.sessionID },
    Column(name: "Error") { document, _ in document.error },
    Column(name: "Checkout Mode") { document, _ in document.mode },
    Column(name: "Amount") { document, _ in document.amount?.decimalText },
    Column(name: "Currency") { document, _ in document.amount?.currency.code },
    Column(name: "Price ID") { document, _ in document.price },
    Column(name: "Quantity") { document, _ in document.quantity.map(String.init) },
    Column(name: "Client Reference ID") { document, _ in document.clientReferenceID },
    Column(name: "Customer ID") { document, _ in document.customer },
    Column(name: "URL") { document, _ in document.url },
    Column(name: "Metadata") { document, _ in
      document.metadata.map { $0.isEmpty ? "" : DocumentValue.map($0).plainJSON }
    },
  ]
}

extension DocumentValue {
  /// The value without the names of its kinds: what an app would call its JSON.
  package var plainJSON: String {
    switch self {
    case .null, .unknown: "null"
    case .boolean(let flag): flag ? "true" : "false"
    case .integer(let number): String(number)
    case .double(let number): number.isFinite ? text : JSONEscapes.encode(text)
    case .time, .point: JSONEscapes.encode(text)
    case .string(let text), .bytes(let text), .reference(let text): JSONEscapes.encode(text)
    case .array(let array): "[\(array.values.map(\.plainJSON).joined(separator: ","))]"
    case .map(let map):
      "{"
        + map.entries.map { "\(JSONEscapes.encode($0.name)):\($0.value.plainJSON)" }
        .joined(separator: ",") + "}"
    }
  }
}
