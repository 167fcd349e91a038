import Checkout
package import JSON
package import Query
import Screen

/// A column of the documents' list.
package enum DocumentColumn: Hashable, Sendable {
  /// A field of the table of fields that has a column head.
  case field(FieldName)
  /// Why there is no session, or the session and its outcome.
  case result
  /// Any other field of the document, by the app's own names: `metadata.order`.
  case path(JSONPath)

  package static let standard: [DocumentColumn] = [
    .field(.created), .field(.state), .field(.amount), .field(.user), .result,
  ]

  /// All columns that have names of their own: the standard ones, and the other fields that have a
  /// column head.
  static let offered: [DocumentColumn] =
    standard
    + CheckoutDocument.fieldTable.fields.filter { $0.head != nil }.map { .field($0.name) }
    .filter { !standard.contains($0) }

  private var field: RecordField? {
    if case .field(let name) = self { CheckoutDocument.fieldTable[name] } else { nil }
  }

  package var name: String {
    switch self {
    case .field(let name): field?.label ?? name.text
    case .result: "result"
    case .path(let path): path.columnName
    }
  }

  /// The column with a name as `name` returns it.
  init?(named name: String) {
    if let column = Self.offered.first(where: { $0.name == name }) {
      self = column
    } else if let path = JSONPath(column: name) {
      self = .path(path)
    } else {
      return nil
    }
  }

  /// What is wrong with a column's name in the configuration; nil if it can be a column.
  package static func complaint(about name: String) -> String? {
    guard DocumentColumn(named: name) == nil else { return nil }
    return Sanitiser.display(
      "there is no column “\(name)”: columns are \(offered.map(\.name).joined(separator: ", ")), "
        + "metadata.KEY, and the app's own fields, such as line_items.price")
  }

  /// A metadata key is shown as the app wrote it.
  package var head: String {
    switch self {
    case .field: field?.head ?? name.uppercased()
    case .result: "RESULT"
    case .path(let path):
      path.metadataKey ?? path.lastName?.replacing("_", with: " ").uppercased() ?? name
    }
  }

  /// For the pickers.
  var title: String {
    if case .path = self { return name }
    return head.prefix(1) + head.dropFirst().lowercased()
  }

  var width: Int {
    switch self {
    case .field: field.map { $0.width ?? $0.type.usualWidth } ?? 0
    case .result: 13
    case .path: min(24, max(12, head.count))
    }
  }

  /// Cells in which nearly every value can be read in full.
  var usefulWidth: Int {
    switch self {
    case .result: 30
    case .field(.user): 28
    case .field, .path: width
    }
  }

  /// What the list is sorted by for this column.
  var sort: RecordSort.Key {
    switch self {
    // The cache stores it as the last part of the path.
    case .field(.document): .field(.id)
    case .field(let name): .field(name)
    case .result: .field(.error)
    case .path(let path):
      path.metadataKey.map { .entry(.metadata, $0) } ?? .path("plain.\(path)")
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
    var used = -1
    let rest = all.dropFirst(min(offset, all.count - 1))
    let fitting = rest.prefix { column in
      used += column.width + 1
      return used <= width
    }
    let shown = fitting.isEmpty ? Array(rest.prefix(1)) : Array(fitting)
    var widths = shown.map(\.width)
    var left = width - widths.reduce(-1) { $0 + $1 + 1 }
    for column in [DocumentColumn.result, .field(.user)] {
      guard let index = shown.firstIndex(of: column) else { continue }
      let more = max(0, min(left, column.usefulWidth - widths[index]))
      widths[index] += more
      left -= more
    }
    if let last = shown.firstIndex(of: .result) ?? widths.indices.last {
      widths[last] = max(1, widths[last] + left)
    }
    return Array(zip(shown, widths))
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

  private var paths: [JSONPath] {
    all.compactMap { if case .path(let path) = $0 { path } else { nil } }
  }

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
