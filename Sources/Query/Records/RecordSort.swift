internal import JSON

/// The order of a list. Equal keys are ordered newest first.
package struct RecordSort: Hashable, Sendable {
  /// The value by which records are put in order.
  package enum Key: Hashable, Sendable {
    /// A field of the table.
    case field(FieldName)
    /// The value of a key in a map, such as a metadata value.
    case entry(FieldName, String)
    /// Any other value of the object, by its path as it is written: `customer_details.phone`.
    case path(String)

    package static let created = Key.field(.created)
  }

  package var key: Key
  package var descending: Bool

  package init(_ key: Key, descending: Bool) {
    self.key = key
    self.descending = descending
  }

  package static let newestFirst = RecordSort(.created, descending: true)
}

extension RecordSort {
  /// Reads what `name` returns: a field of the table or its column, `metadata.KEY`, or a path; a
  /// minus in front means descending. nil for anything else.
  package init?(named text: String, in table: FieldTable) {
    let isDescending = text.hasPrefix("-")
    guard let key = Key(named: String(text.dropFirst(isDescending ? 1 : 0)), in: table) else {
      return nil
    }
    self.init(key, descending: isDescending)
  }

  /// The text under which the order is saved between runs: `-created`.
  package var name: String { (descending ? "-" : "") + key.name }
}

extension RecordSort.Key {
  package init?(named name: String, in table: FieldTable) {
    let sortable = table.fields.filter(\.isSortable)
    if let field = sortable.first(where: { $0.name.text == name || $0.label == name }) {
      self = .field(field.name)
      return
    }
    for field in table.fields where field.type == .map && name.hasPrefix(field.name.text + ".") {
      let key = name.dropFirst(field.name.text.count + 1)
      guard !key.isEmpty else { return nil }
      self = .entry(field.name, String(key))
      return
    }
    guard JSONPath(written: name) != nil else { return nil }
    self = .path(name)
  }

  package var name: String {
    switch self {
    case .field(let field): field.text
    case .entry(let map, let key): "\(map.text).\(key)"
    case .path(let path): path
    }
  }
}

extension RecordField {
  /// Whether a list can be sorted by it: fields with a column, and the time.
  package var isSortable: Bool { column != nil || name == .created || name == .id }
}
