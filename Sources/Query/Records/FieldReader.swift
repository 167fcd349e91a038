import JSON

/// Reads the fields of a table from objects, all of them in one walk.
package final class FieldReader: Sendable {
  private let columns: [RecordField]
  /// The columns whose values no path gives.
  private let computed: [(slot: Int, value: @Sendable (JSON) -> FieldValue)]
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
    /// Whether the path leads to values of any type.
    private let isOfAnyType: Bool

    init(_ field: RecordField, slot: Int?, rank: Int) {
      self.field = field
      self.slot = field.computed == nil ? slot : nil
      self.rank = rank
      isSearched = field.isSearched
      isPhone = field.type == .phone
      isOfAnyType = field.steps[rank].last == JSONPaths.allBelow
    }

    /// The text of a value that is searched; nil for none.
    func searchedText(of value: JSON) -> String? {
      guard isSearched else { return nil }
      return value.string ?? (isOfAnyType && !value.isNull ? value.source : nil)
    }
  }

  package init(_ table: FieldTable) {
    columns = table.columns
    computed = columns.enumerated().compactMap { slot, field in
      field.computed.map { (slot, $0) }
    }
    var paths: [[String]] = []
    var uses: [Use] = []
    for field in table.fields {
      let slot = table.slot(of: field.name)
      guard field.isSearched || (slot != nil && field.computed == nil) else { continue }
      for (rank, steps) in field.steps.enumerated() {
        paths.append(steps)
        uses.append(Use(field, slot: slot, rank: rank))
      }
    }
    self.paths = JSONPaths(paths)
    self.uses = uses
  }

  /// The values of the columns, and the folded text that is searched.
  func read(_ json: JSON) -> (values: [FieldValue], text: String) {
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
      guard let string = uses[index].searchedText(of: value) else { return }
      text.add(string, isPhone: uses[index].isPhone)
    }
    for (slot, computed) in computed { values[slot] = computed(json) }
    return (values, text.lines)
  }
}
