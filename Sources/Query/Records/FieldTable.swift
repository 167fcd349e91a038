package import JSON

/// The fields of a kind of record. Each of them is defined here and nowhere else.
package final class FieldTable: Sendable {
  package let fields: [RecordField]
  /// The words after `is:`, and what they mean.
  let states: [(word: String, condition: RecordQuery.Condition)]
  /// Fields that have a column, in column order.
  package let columns: [RecordField]
  private let byName: [FieldName: RecordField]
  private let slots: [FieldName: Int]
  private let byWord: [String: [RecordField]]
  /// All paths of columns and of searched texts, and what each of them is for.
  private let paths: JSONPaths
  private let uses: [Use]

  private struct Use {
    let field: RecordField
    /// The index among the columns; nil for a field without one.
    let slot: Int?
    /// The order among the paths of the field.
    let rank: Int
  }

  package init(
    _ fields: [RecordField], states: KeyValuePairs<String, (FieldName, FieldValue)> = [:]
  ) {
    self.fields = fields
    self.states = states.map { ($0.key, .equals($0.value.0, $0.value.1)) }
    columns = fields.filter { $0.column != nil }
    slots = Dictionary(
      columns.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    byName = Dictionary(fields.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    byWord = Dictionary(
      fields.flatMap { field in field.words.map { ($0, [field]) } }, uniquingKeysWith: +)
    var paths: [[String]] = []
    var uses: [Use] = []
    for field in fields where field.isSearched || (field.column != nil && field.computed == nil) {
      for (rank, path) in field.paths.enumerated() {
        paths.append(path.split(separator: ".").map(String.init))
        uses.append(Use(field: field, slot: slots[field.name], rank: rank))
      }
    }
    self.paths = JSONPaths(paths)
    self.uses = uses
  }

  package subscript(name: FieldName) -> RecordField? { byName[name] }

  /// The column index of a field.
  func slot(of name: FieldName) -> Int? { slots[name] }

  /// The fields that a word of a query names: one, or several that are searched together.
  func fields(named word: String) -> [RecordField] { byWord[word.lowercased()] ?? [] }

  /// Words before a colon in a query, as messages name them.
  var spokenWords: [String] {
    var words: [String] = []
    for word in fields.compactMap(\.words.first) where !words.contains(word) { words.append(word) }
    return words
  }

  /// All of them, to tell a typo from a different word.
  var allWords: [String] { Array(byWord.keys) + ["is", "has"] }

  // MARK: - Reading an object

  /// The values of the columns, and the folded text that is searched, in one walk.
  package func read(_ json: JSON) -> (values: [FieldValue], text: String) {
    var values = [FieldValue](repeating: .null, count: columns.count)
    var ranks = [Int](repeating: .max, count: columns.count)
    var text = SearchText()
    paths.forEach(in: json) { index, value in
      let use = uses[index]
      if let slot = use.slot, use.rank < ranks[slot], use.field.computed == nil {
        let read = use.field.value(value)
        if !read.isNull {
          values[slot] = read
          ranks[slot] = use.rank
        }
      }
      guard use.field.isSearched, let string = value.string else { return }
      text.add(string, isPhone: use.field.type == .phone)
    }
    for (slot, field) in columns.enumerated() {
      if let computed = field.computed { values[slot] = computed(json) }
    }
    return (values, text.lines)
  }

  /// The folded text alone.
  package func searchText(of json: JSON) -> String { read(json).text }
}
