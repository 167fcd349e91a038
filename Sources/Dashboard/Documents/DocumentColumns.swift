import Checkout
package import JSON
package import Query
import Screen

/// A column of the documents' list.
package enum DocumentColumn: Column {
  /// A field of the table of fields that has a column head.
  case field(FieldName)
  /// Why there is no session, or the session and its outcome.
  case result
  /// Any other field of the document, by the app's own names: `metadata.order`.
  case path(JSONPath)

  package static let standard: [DocumentColumn] = [
    .field(.created), .field(.state), .field(.amount), .field(.user), .result,
  ]

  package static let known = withHeads
  package static var fieldTable: FieldTable { CheckoutDocument.fieldTable }
  package static var pathNames: Set<String>? { nil }
  package static let pathWords = "the app's own fields, such as cart.ref or cart.\"order-id\""

  package var content: ColumnContent {
    switch self {
    case .field(let name): .field(name)
    case .result: .own(name: "result", head: "RESULT", width: 13)
    case .path(let path): .path(path)
    }
  }

  package var usefulWidth: Int {
    switch self {
    case .result: 30
    case .field(.user): 28
    case .field, .path: width
    }
  }

  package var sort: RecordSort.Key? {
    switch self {
    // The cache stores it as the last part of the path.
    case .field(.document): .field(.id)
    case .field(let name): .field(name)
    case .result: .field(.error)
    case .path(let path):
      path.metadataKey.map { .entry(.metadata, $0) }
        ?? .path("plain.\(path.written ?? path.description)")
    }
  }
}

/// Which columns the documents' list has, how far it is scrolled to the right, and the values that
/// are not part of the rows.
package struct DocumentColumns: Equatable, Sendable {
  /// The user's choice; nil for the standard columns.
  var chosen: [DocumentColumn]?
  /// Columns scrolled out on the left.
  package private(set) var offset = 0
  /// Texts of field columns by document. Sanitised.
  private var texts: [String: [JSONPath: String]] = [:]
  private var isAsking = false
  /// With more documents than this, all are forgotten and read again.
  private static let capacity = 3_000

  /// - Parameter names: as `names` returned them; unknown ones are left out.
  package init(names: [String] = []) {
    let columns = names.compactMap { DocumentColumn(named: $0) }
    chosen = columns.isEmpty ? nil : columns
  }

  /// The names of the chosen columns, to be stored; empty for the standard ones.
  package var names: [String] { chosen?.map(\.name) ?? [] }

  package var all: [DocumentColumn] { chosen ?? DocumentColumn.standard }

  package func text(_ path: JSONPath, of id: String) -> String { texts[id]?[path] ?? "" }

  /// The columns visible in `width` cells, with their widths. Spare cells go to the result, then to
  /// the user, or else to the last column.
  package func visible(in width: Int) -> [(column: DocumentColumn, width: Int)] {
    all.fitting(in: width, after: offset)
      .spread(over: width, byWorth: [.result, .field(.user)], flexible: .result)
  }

  /// Whether more columns follow on the right of this many visible ones.
  package func goesOn(after visible: Int) -> Bool {
    offset + visible < all.count
  }

  /// - Returns: whether anything has moved.
  mutating func scroll(by distance: Int) -> Bool {
    let before = offset
    offset = min(max(0, offset + distance), all.count - 1)
    return offset != before
  }

  mutating func choose(_ columns: [DocumentColumn]) {
    chosen = columns.isEmpty || columns == DocumentColumn.standard ? nil : columns
    offset = 0
  }

  private var paths: [JSONPath] { all.compactMap(\.path) }

  /// Asks for values that these rows lack, one question at a time.
  mutating func settle(_ rows: some Sequence<DocumentRow>) -> [Effect] {
    let paths = paths
    guard !paths.isEmpty, !isAsking else { return [] }
    let missing = rows.map(\.id).filter { id in !paths.allSatisfy { texts[id]?[$0] != nil } }
    guard !missing.isEmpty else { return [] }
    if texts.count > Self.capacity { texts = [:] }
    isAsking = true
    return [.firestore(.readTexts(paths, ids: missing))]
  }

  /// Takes the texts of each document that was asked for; a document that is gone has none.
  mutating func take(_ found: [String: [JSONPath: String]], of paths: [JSONPath]) {
    isAsking = false
    for (id, values) in found {
      for path in paths { texts[id, default: [:]][path] = Sanitiser.display(values[path] ?? "") }
    }
  }

  /// The documents have been read again.
  mutating func forgetTexts() {
    texts = [:]
    isAsking = false
  }
}
