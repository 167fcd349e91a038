package import JSON

/// The fields of a kind of record. Each of them is defined here and nowhere else.
package final class FieldTable: Sendable {
  package let fields: [RecordField]
  /// The words after `is:`, and what they mean.
  let states: [(word: String, condition: RecordQuery.Condition)]
  /// Fields that have a column, in column order.
  package let columns: [RecordField]
  /// The columns whose values no path gives.
  private let computed: [(slot: Int, value: @Sendable (JSON) -> FieldValue)]
  /// The names of the fields, and the columns that they have. Few enough for a search in a line,
  /// which is faster than a hash.
  private let names: [FieldName]
  private let slots: [Int?]
  /// All paths of columns and of searched texts, and what each of them is for.
  private let paths: JSONPaths
  private let uses: [Use]

  /// What a path is for.
  private struct Use {
    let field: RecordField
    /// The index among the columns; nil for a field without one, or one that is computed.
    let slot: Int?
    /// The order among the paths of the field.
    let rank: Int
    let isSearched: Bool
    let isPhone: Bool

    init(_ field: RecordField, slot: Int?, rank: Int) {
      self.field = field
      self.slot = field.computed == nil ? slot : nil
      self.rank = rank
      isSearched = field.isSearched
      isPhone = field.type == .phone
    }
  }

  package init(
    _ fields: [RecordField], states: KeyValuePairs<String, (FieldName, FieldValue)> = [:]
  ) {
    self.fields = fields
    self.states = states.map { ($0.key, .equals($0.value.0, $0.value.1)) }
    columns = fields.filter { $0.column != nil }
    computed = columns.enumerated().compactMap { slot, field in
      field.computed.map { (slot, $0) }
    }
    names = fields.map(\.name)
    var slots: [Int?] = []
    for field in fields {
      slots.append(field.column == nil ? nil : slots.count { $0 != nil })
    }
    self.slots = slots
    var paths: [[String]] = []
    var uses: [Use] = []
    for (field, slot) in zip(fields, slots)
    where field.isSearched || (slot != nil && field.computed == nil) {
      for (rank, path) in field.paths.enumerated() {
        paths.append(path.split(separator: ".").map(String.init))
        uses.append(Use(field, slot: slot, rank: rank))
      }
    }
    self.paths = JSONPaths(paths)
    self.uses = uses
  }

  package subscript(name: FieldName) -> RecordField? { place(of: name).map { fields[$0] } }

  /// The column index of a field.
  func slot(of name: FieldName) -> Int? { place(of: name).flatMap { slots[$0] } }

  /// The word for a value of a field, see ``RecordField/word(_:)``.
  package func word(for value: FieldValue, of name: FieldName) -> String? {
    place(of: name).flatMap { fields[$0].word(value) }
  }

  private func place(of name: FieldName) -> Int? { names.firstIndex(of: name) }

  /// The fields that a word of a query names: one, or several that are searched together.
  func fields(named word: String) -> [RecordField] {
    let word = word.lowercased()
    return fields.filter { $0.words.contains(word) }
  }

  /// Words before a colon in a query, as messages name them.
  var spokenWords: [String] {
    var words: [String] = []
    for word in fields.compactMap(\.words.first) where !words.contains(word) { words.append(word) }
    return words
  }

  /// All of them, to tell a typo from a different word.
  var allWords: [String] { Set(fields.flatMap(\.words)) + ["is", "has"] }

  // MARK: - Reading an object

  /// The values of the columns, and the folded text that is searched, in one walk.
  package func read(_ json: JSON) -> (values: [FieldValue], text: String) {
    var values = [FieldValue](repeating: .null, count: columns.count)
    var ranks = [Int](repeating: .max, count: columns.count)
    var text = SearchText()
    paths.forEach(in: json) { index, value in
      if let slot = uses[index].slot, uses[index].rank < ranks[slot] {
        let read = uses[index].field.value(value)
        if !read.isNull {
          values[slot] = read
          ranks[slot] = uses[index].rank
        }
      }
      guard uses[index].isSearched, let string = value.string else { return }
      text.add(string, isPhone: uses[index].isPhone)
    }
    for (slot, computed) in computed { values[slot] = computed(json) }
    return (values, text.lines)
  }

  /// The folded text alone.
  package func searchText(of json: JSON) -> String { read(json).text }
}
