package import JSON
package import Query
import Screen

/// A column of a list: of a field, of any other value of the objects, or one of till's own.
package protocol Column: Hashable, Sendable {
  /// The fields of the list's records.
  static var fieldTable: FieldTable { get }
  /// The columns, in their order, when the user has not chosen any.
  static var standard: [Self] { get }
  /// All columns that have names of their own.
  static var known: [Self] { get }
  /// The names with which the path of a value can begin; nil if that can be any name.
  static var pathNames: Set<String>? { get }
  /// Which paths can be columns, for people.
  static var pathWords: String { get }
  static func field(_ name: FieldName) -> Self
  static func path(_ path: JSONPath) -> Self

  var content: ColumnContent { get }
  /// Cells in which nearly every value can be read in full.
  var usefulWidth: Int { get }
  /// What the list is sorted by for this column; nil if it cannot be sorted.
  var sort: RecordSort.Key? { get }
}

/// What a column shows.
package enum ColumnContent {
  /// A field of the table of fields that has a column head.
  case field(FieldName)
  /// Any other value of the object.
  case path(JSONPath)
  /// What is neither, by its name in the configuration.
  case own(name: String, head: String, width: Int)
}

extension Column {
  /// The standard columns, and the other fields that have a column head.
  static var withHeads: [Self] {
    standard
      + fieldTable.fields.filter { $0.head != nil }.map { .field($0.name) }
      .filter { !standard.contains($0) }
  }

  /// The column with a name as `name` returns it: a name from the table of fields, or a path.
  package init?(named name: String) {
    if let column = Self.known.first(where: { $0.name == name }) {
      self = column
    } else if let path = JSONPath(column: name) {
      self = .path(path)
    } else {
      return nil
    }
  }

  /// What is wrong with a column's name in the configuration; nil if it can be a column.
  package static func complaint(about name: String) -> String? {
    if let column = Self(named: name) {
      guard case .name(let first)? = column.path?.steps.first, pathNames?.contains(first) == false
      else { return nil }
    }
    let names = known.map(\.name)
    let advice =
      NearestName.to(name, among: names + (pathNames ?? []).sorted())
      .map { "did you mean “\($0)”?" }
      ?? "columns are \(names.joined(separator: ", ")), metadata.KEY, and \(pathWords)"
    return Sanitiser.display("there is no column “\(name)”: \(advice)")
  }

  /// The field's entry in the table; nil for a column that is not one field.
  package var field: RecordField? {
    if case .field(let name) = content { Self.fieldTable[name] } else { nil }
  }

  /// The path of a value that has no field.
  var path: JSONPath? {
    if case .path(let path) = content { path } else { nil }
  }

  /// The name in the configuration and in the stored state.
  package var name: String {
    switch content {
    case .field(let name): field?.label ?? name.text
    case .path(let path):
      // An app's own field can have the name of one of the table.
      Self.pathNames == nil && Self.known.contains { $0.name == path.columnName }
        ? JSONPath.quoted(path.columnName) : path.columnName
    case .own(let name, _, _): name
    }
  }

  /// A metadata key is shown as the user wrote it.
  package var head: String {
    switch content {
    case .field: field?.head ?? name.uppercased()
    case .path(let path):
      path.metadataKey ?? path.lastName?.replacing("_", with: " ").uppercased() ?? name
    case .own(_, let head, _): head
    }
  }

  /// For the forms.
  package var title: String {
    path == nil ? head.prefix(1) + head.dropFirst().lowercased() : name
  }

  /// Cells that the column needs.
  package var width: Int {
    switch content {
    case .field: field.map { $0.width ?? $0.type.usualWidth } ?? 0
    case .path: min(24, max(12, head.count))
    case .own(_, _, let width): width
    }
  }
}

extension Array where Element: Column {
  /// Those that fit after the columns that are scrolled out; at least one.
  func fitting(in width: Int, after offset: Int) -> [Element] {
    var used = -1
    let rest = dropFirst(Swift.min(offset, count - 1))
    let fitting = rest.prefix { column in
      used += column.width + 1
      return used <= width
    }
    return Array(fitting.isEmpty ? rest.prefix(1) : fitting)
  }

  /// The columns with their widths in `width` cells. Spare cells go first to the columns that can
  /// use them, in the order of `worth`; the flexible one takes the rest, or else the last column.
  func spread(
    over width: Int, byWorth worth: [Element], flexible: Element
  ) -> [(column: Element, width: Int)] {
    var widths = map(\.width)
    var left = width - widths.reduce(-1) { $0 + $1 + 1 }
    for column in worth {
      guard let index = firstIndex(of: column) else { continue }
      let more = Swift.max(0, Swift.min(left, column.usefulWidth - widths[index]))
      widths[index] += more
      left -= more
    }
    if let last = firstIndex(of: flexible) ?? indices.last {
      widths[last] = Swift.max(1, widths[last] + left)
    }
    return zip(self, widths).map { ($0, $1) }
  }
}

extension RecordSort {
  /// The mark after a column's head: the direction, on the column that the list is sorted by.
  package func mark(on column: some Column) -> String {
    guard self != .newestFirst, column.sort == key else { return "" }
    return descending ? " ▼" : " ▲"
  }
}

extension FieldType {
  /// Cells that a value usually needs in a list.
  var usualWidth: Int {
    switch self {
    case .text, .phone, .card, .id, .map: 18
    case .amount: 16
    case .choice: 12
    case .time: 9
    case .currency, .flag, .number: 8
    }
  }
}
