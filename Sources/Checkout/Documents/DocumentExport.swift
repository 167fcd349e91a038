import JSON
import Query
import Units

/// Documents as text for other programs, piece by piece, so that memory does not grow with the
/// list. `json` and `ndjson` are Firestore's own REST form.
package struct DocumentExport: Sendable {
  private let format: ExportFormat
  private var count = 0

  package init(_ format: ExportFormat) { self.format = format }

  /// What comes before the first document.
  package var opening: String {
    switch format {
    case .csv: Self.columns.map { SessionCSV.escape($0.head) }.joined(separator: ",") + "\r\n"
    case .ndjson: ""
    case .json: "["
    }
  }

  /// `now`, in Unix seconds, determines the state.
  package mutating func text(of document: CheckoutDocument, at now: Int) -> String {
    defer { count += 1 }
    return switch format {
    case .csv:
      Self.columns.map { SessionCSV.escape($0.value(document, now) ?? "") }.joined(separator: ",")
        + "\r\n"
    case .ndjson: document.json.compact + "\n"
    case .json: (count == 0 ? "\n" : ",\n") + document.json.indented
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
    let head: String
    let value: @Sendable (CheckoutDocument, Int) -> String?

    init(_ name: FieldName, value: @escaping @Sendable (CheckoutDocument, Int) -> String?) {
      head = CheckoutDocument.fieldTable[name]?.csv ?? name.text
      self.value = value
    }
  }

  private static let columns: [Column] = [
    Column(.id) { document, _ in document.id },
    Column(.user) { document, _ in document.user },
    Column(.created) { document, _ in Moment(document.created.seconds).iso8601 },
    Column(.state) { $0.state(at: $1).rawValue },
    Column(.session) { document, _ in document.sessionID },
    Column(.error) { document, _ in document.error },
    Column(.mode) { document, _ in document.mode },
    Column(.amount) { document, _ in document.amount?.decimalText },
    Column(.currency) { document, _ in document.amount?.currency.code },
    Column(.price) { document, _ in document.price },
    Column(.quantity) { document, _ in document.quantity.map(String.init) },
    Column(.reference) { document, _ in document.clientReferenceID },
    Column(.customer) { document, _ in document.customer },
    Column(.url) { document, _ in document.url },
    Column(.metadata) { document, _ in
      document.metadata.map { $0.isEmpty ? "" : DocumentValue.map($0).plainJSON }
    },
  ]
}

extension DocumentValue {
  /// The value without Firestore's type names, which an app would call its JSON.
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
