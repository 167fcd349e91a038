/// The filters that an API itself answers when it lists records. Empty means all of them.
package struct RecordFilter: Hashable, Sendable {
  /// Unix seconds; each bound as the API has it.
  package var created = CreatedRange()
  /// Values that fields must have, in the API's own words.
  private var values: [FieldName: String] = [:]

  package init() {}

  package static let all = RecordFilter()

  package subscript(name: FieldName) -> String? {
    get { values[name] }
    set { values[name] = newValue }
  }

  /// The filtered fields, in the order of a table.
  package func conditions(in table: FieldTable) -> [(field: RecordField, value: String)] {
    values.isEmpty
      ? [] : table.fields.compactMap { field in values[field.name].map { (field, $0) } }
  }

  /// Whether every record passes, apart from `created`.
  package var isUnfiltered: Bool { values.isEmpty }

  /// The filter as text, without its interval of `created`. Coverage is stored under this text,
  /// because the interval is a span of time like any other.
  package func fingerprint(in table: FieldTable) -> String {
    conditions(in: table).map { field, value in
      "\(field.name.text)=\(field.index == .caseless ? value.lowercased() : value)"
    }.joined(separator: "&")
  }
}

/// An interval of `created`, in Unix seconds.
package struct CreatedRange: Hashable, Sendable {
  package var gt: Int?
  package var gte: Int?
  package var lt: Int?
  package var lte: Int?

  package init(gt: Int? = nil, gte: Int? = nil, lt: Int? = nil, lte: Int? = nil) {
    self.gt = gt
    self.gte = gte
    self.lt = lt
    self.lte = lte
  }
}
