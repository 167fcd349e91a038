package import JSON

/// An object as its API sent it, with what every kind of record has.
package struct RecordObject: Equatable, Sendable, Identifiable {
  package let json: JSON
  package let id: String
  /// Unix seconds.
  package let created: Int

  package init(_ json: JSON, id: String, created: Int) {
    self.json = json
    self.id = id
    self.created = created
  }
}

/// A kind of record that the cache can hold: what its objects are, and its fields.
package struct RecordKind: Sendable {
  /// The name of its table in the cache. It never comes from input, and needs no quotes in SQL.
  package let name: String
  package let fields: FieldTable
  /// Reads an object as a record of this kind; nil when it is not one.
  package let record: @Sendable (JSON) -> RecordObject?
  /// The state in which a record begins, if it never returns to it; nil if it may.
  package let firstState: (field: FieldName, value: FieldValue)?
  /// The texts of a part of a record, such as a line item, that are searched with it.
  package let partTexts: @Sendable (JSON) -> [String]
  /// The members of an object whose changes are kept, at its top level.
  package let followed: [String]
  /// How its records are counted over time; nil for a kind that is not counted.
  package var tally: TallyRule? { makeTally() }
  private let makeTally: @Sendable () -> TallyRule?

  package init(
    name: String, fields: FieldTable, firstState: (FieldName, FieldValue)? = nil,
    followed: [String] = [],
    tally: @escaping @Sendable @autoclosure () -> TallyRule? = nil,
    record: @escaping @Sendable (JSON) -> RecordObject?,
    partTexts: @escaping @Sendable (JSON) -> [String] = { _ in [] }
  ) {
    self.name = name
    self.fields = fields
    self.firstState = firstState.map { (field: $0.0, value: $0.1) }
    self.record = record
    self.partTexts = partTexts
    self.followed = followed
    makeTally = tally
  }
}

/// What a list knows of a record: the columns of its table, without its JSON.
package struct RecordRow: Equatable, Sendable, Identifiable {
  package var id: String
  /// The row's place in the cache's time order: larger is newer. Meaningless outside the cache.
  package var position: Int64
  /// Unix seconds.
  package var created: Int
  /// When the API last sent this, in Unix seconds.
  package var fetchedAt: Int
  /// In the order of the table's columns.
  package var values: [FieldValue]

  package init(
    id: String, position: Int64, created: Int, fetchedAt: Int, values: [FieldValue]
  ) {
    self.id = id
    self.position = position
    self.created = created
    self.fetchedAt = fetchedAt
    self.values = values
  }

  /// The row of a record that has just arrived.
  package init(
    _ record: RecordObject, of kind: RecordKind, position: Int64 = 0, fetchedAt: Int = 0
  ) {
    self.init(
      id: record.id, position: position, created: record.created, fetchedAt: fetchedAt,
      values: kind.fields.read(record.json).values)
  }

  /// The value of a field that has a column; null for any other.
  package subscript(name: FieldName, table: FieldTable) -> FieldValue {
    get { table.slot(of: name).map { values[$0] } ?? .null }
    set { if let slot = table.slot(of: name) { values[slot] = newValue } }
  }

  /// Changes every text, for example to make it fit for the screen.
  package mutating func mapTexts(_ body: (String) -> String) {
    // Most texts stay as they are. What changes is collected first: Swift copies values that are
    // shared at the beginning of a loop that might change them.
    var changes: [(slot: Int, text: String)] = []
    for (slot, value) in values.enumerated() {
      guard case .text(let text) = value else { continue }
      let changed = body(text)
      if changed != text { changes.append((slot, changed)) }
    }
    for change in changes { values[change.slot] = .text(change.text) }
  }
}
