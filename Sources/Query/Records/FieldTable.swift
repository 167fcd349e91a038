package import JSON

/// The fields of a kind of record. Each of them is defined here and nowhere else.
package final class FieldTable: Sendable {
  package let fields: [RecordField]
  /// The words after `is:`, and what they mean.
  let states: [(word: String, condition: RecordQuery.Condition)]
  /// Fields that have a column, in column order.
  package let columns: [RecordField]
  /// The names of the fields, their lengths in bytes, and the columns that they have. Few enough for
  /// a search in a line, which is faster than a hash when only names of the same length are compared.
  private let names: [FieldName]
  private let lengths: [Int]
  private let slots: [Int?]
  /// Reads objects; made when the first one is read, which a list never does.
  private let reader: @Sendable () -> FieldReader

  /// - Parameters:
  ///   - fields: in column order.
  ///   - states: the words after `is:`, and the values that they mean.
  ///   - reader: the reader of these fields, always the same one.
  package init(
    _ fields: [RecordField], states: KeyValuePairs<String, (FieldName, FieldValue)> = [:],
    reader: @escaping @Sendable () -> FieldReader
  ) {
    self.fields = fields
    self.states = states.map { ($0.key, .equals($0.value.0, $0.value.1)) }
    columns = fields.filter { $0.column != nil }
    names = fields.map(\.name)
    lengths = names.map(\.text.utf8.count)
    var next = 0
    slots = fields.map { field in
      guard field.column != nil else { return nil }
      defer { next += 1 }
      return next
    }
    self.reader = reader
  }

  package subscript(name: FieldName) -> RecordField? { place(of: name).map { fields[$0] } }

  /// The column index of a field.
  func slot(of name: FieldName) -> Int? { place(of: name).flatMap { slots[$0] } }

  /// The word for a value of a field, see ``RecordField/word(_:)``.
  package func word(for value: FieldValue, of name: FieldName) -> String? {
    place(of: name).flatMap { fields[$0].word(value) }
  }

  private func place(of name: FieldName) -> Int? {
    let length = name.text.utf8.count
    return lengths.indices.first { lengths[$0] == length && names[$0] == name }
  }

  /// The fields that a word of a query names: one, or several that are searched together.
  func fields(named word: String) -> [RecordField] {
    let word = word.lowercased()
    return fields.filter { $0.words.contains(word) }
  }

  /// The fields that are shown under a name, however it is joined: “Payment status”, “E-Mail”.
  func fields(labelled name: String) -> [RecordField] {
    func joined(_ name: String) -> String {
      SearchFolding.fold(name).filter { $0.isLetter || $0.isNumber }
    }
    let name = joined(name)
    return fields.filter { field in
      guard field.csv != nil || !field.words.isEmpty else { return false }
      let names = [field.name.text, field.label, field.head, field.csv].compactMap(\.self)
      return (names + field.words).contains { joined($0) == name }
    }
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
  package func read(_ json: JSON) -> (values: [FieldValue], text: String) { reader().read(json) }

  /// The folded text alone.
  package func searchText(of json: JSON) -> String { read(json).text }
}
