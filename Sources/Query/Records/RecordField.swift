package import JSON

/// Everything till knows about one field of a kind of record: one row of its table. The cache
/// column, the query words, the headings of lists and files, and the API filter come from it.
package final class RecordField: Sendable {
  /// How the cache finds rows by the field.
  package enum Index: Sendable {
    /// By the value as it is.
    case exact
    /// Whatever the case of the letters.
    case caseless
  }

  package let name: FieldName
  package let type: FieldType
  /// Where the value is in an object; the first path with a value counts. `*` matches any member of
  /// an object and any element of an array. `**` at the end matches all values below, numbers and
  /// flags as well as texts.
  package let paths: [String]
  /// The column in the cache; nil for a value that is read from the object.
  package let column: String?
  package let index: Index?
  /// Names in a query; messages use the first one. Empty for a field that queries cannot name.
  package let words: [String]
  /// The word after `has:`; nil for a field that always has a value.
  package let presence: String?
  /// Whether words of a query are looked for in it. All of its paths count, not only the first.
  package let isSearched: Bool
  /// The parameter by which the API filters its list; nil when it does not.
  package let parameter: String?
  /// The name of its column in lists and files: the field's own, unless it has another one there.
  package let label: String
  /// The heading of its column in a list; nil for a field that no list shows.
  package let head: String?
  /// Width of its column in cells; nil for the usual width of its type.
  package let width: Int?
  /// The heading of its column in a CSV file; nil for a field that files leave out.
  package let csv: String?
  /// Computes the value where no path gives it.
  package let computed: (@Sendable (JSON) -> FieldValue)?
  /// `paths`, split into steps.
  let steps: [[String]]

  package init(
    _ name: FieldName, _ type: FieldType, at paths: [String], column: String? = nil,
    index: Index? = nil, words: [String] = [], presence: String? = nil, isSearched: Bool = false,
    parameter: String? = nil, label: String? = nil, head: String? = nil, width: Int? = nil,
    csv: String? = nil, computed: (@Sendable (JSON) -> FieldValue)? = nil
  ) {
    self.name = name
    self.type = type
    self.paths = paths
    self.column = column
    self.index = index
    self.words = words
    self.presence = presence
    self.isSearched = isSearched
    self.parameter = parameter
    self.label = label ?? name.text
    self.head = head
    self.width = width
    self.csv = csv
    self.computed = computed
    // Every start makes all fields, and characters are slow to find.
    steps = paths.map { path in
      path.unicodeScalars.split(separator: ".").map(String.init)
    }
  }

  /// Whether the value comes from another object, so that it stays when the record is read again.
  package var isNoted: Bool { column != nil && paths.isEmpty && computed == nil }

  /// The value of an object.
  package func value(of json: JSON) -> FieldValue {
    if let computed { return computed(json) }
    if type == .map { return FieldValue(map(in: json)?.isEmpty == false) }
    for path in steps {
      let found = path.reduce(Optional(json)) { $0?.value($1) }
      if let value = found.map({ self.value($0) }), !value.isNull { return value }
    }
    return .null
  }

  /// The keys and values of a map.
  package func map(in json: JSON) -> JSON? { paths.first.flatMap { json.value($0) } }

  /// A value at one of the paths, as the cache stores it; null for one of a wrong type.
  func value(_ json: JSON) -> FieldValue {
    switch type {
    case .text, .phone, .card, .id: return FieldValue(json.string)
    case .currency: return FieldValue(json.string?.lowercased())
    case .choice(let words):
      guard let word = json.string else { return .null }
      return words.firstIndex(of: word).map(FieldValue.int) ?? .text(word)
    case .flag: return FieldValue(json.bool.map { $0 ? 1 : 0 })
    case .number, .amount, .time: return FieldValue(json.int)
    case .map: return .null
    }
  }

  /// The documented words of a choice; empty for any other type.
  package var choices: [String] { if case .choice(let words) = type { words } else { [] } }

  /// The word of a choice: the documented one of a number, or the word itself.
  package func word(_ value: FieldValue) -> String? {
    guard case .choice(let words) = type else { return value.text }
    switch value {
    case .int(let place): return words.indices.contains(place) ? words[place] : nil
    case .text(let word): return word
    case .null: return nil
    }
  }

  /// The value of a word of the API, as a filter gives it.
  package func value(word: String) -> FieldValue {
    guard case .choice(let words) = type, let place = words.firstIndex(of: word) else {
      return .text(word)
    }
    return .int(place)
  }
}
