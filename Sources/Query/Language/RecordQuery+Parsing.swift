package import Units

extension RecordQuery {
  /// Parses what was typed. `now` is in Unix seconds, for spans such as `created:>7d`; days begin in
  /// `zone`. Throws a `QueryError` that points at the character and says what is allowed.
  package init(
    parsing source: String, in table: FieldTable, now: Int, zone: ZoneRule = .utc
  ) throws(QueryError) {
    let context = QueryContext(table: table, now: now, zone: zone)
    var terms: [Term] = []
    var left = Self.mostConditions
    for piece in try QueryScanner.pieces(of: source, maps: table.mapNames) {
      guard let condition = try Self.condition(piece, context) else { continue }
      left -= condition.count
      guard left >= 0 else {
        throw QueryError(
          "a query has at most \(Self.mostConditions) words and conditions; this is one too many",
          piece.range)
      }
      terms.append(Term(condition, isNegated: piece.isNegated))
    }
    self.init(source: source, terms: terms)
  }

  /// Whether a text has a field of the table in it, so that it is more than words.
  package static func hasField(_ text: String, of table: FieldTable) -> Bool {
    guard let pieces = try? QueryScanner.pieces(of: text, maps: table.mapNames) else {
      return false
    }
    return pieces.compactMap(\.name).contains {
      QueryWord($0, in: table) != nil || table.entry(named: $0) != nil
    }
  }

  /// More than anybody types, and far fewer than SQLite puts into one expression, which is 1,000.
  /// Source: https://www.sqlite.org/limits.html#max_expr_depth
  package static let mostConditions = 100

  /// nil for a phrase without a letter: it asks for nothing.
  private static func condition(
    _ piece: QueryScanner.Piece, _ context: QueryContext
  ) throws(QueryError) -> Condition? {
    let table = context.table
    guard let name = piece.name else {
      if !piece.isQuoted,
        let condition = QueryWord.condition(beginning: piece.value, in: table)
      {
        return condition
      }
      let folded = SearchFolding.fold(piece.value)
      return folded.isEmpty ? nil : .text(folded)
    }
    if let entry = table.entry(named: name) { return try Self.entry(entry, piece) }
    guard let word = QueryWord(name, in: table) else {
      let known = (table.spokenWords + ["is", "has"]).joined(separator: ", ")
      throw QueryError(
        "there is no field “\(name)”; the fields are \(known), meta.KEY (quote it to search the text)",
        piece.nameRange)
    }
    return try condition(of: word, piece, context)
  }

  private static func condition(
    of word: QueryWord, _ piece: QueryScanner.Piece, _ context: QueryContext
  ) throws(QueryError) -> Condition {
    if !word.compares, let comparison = piece.comparison, comparison != .equal {
      throw QueryError("\(word.name) cannot be compared with \(comparison.rawValue)", piece.range)
    }
    var conditions: [Condition] = []
    var start = piece.valueRange.lowerBound
    let values =
      piece.isQuoted
      ? [piece.value[...]] : piece.value.split(separator: ",", omittingEmptySubsequences: false)
    for value in values {
      guard !value.isEmpty, let condition = word.condition(String(value), piece, context) else {
        let range = piece.isQuoted ? piece.valueRange : start..<start + value.count
        let advice = word.advice(onReversed: String(value), piece, context)
        throw QueryError("\(word.name): \(advice ?? word.help)", range)
      }
      conditions.append(condition)
      start += value.count + 1
    }
    return conditions.count == 1 ? conditions[0] : .any(conditions)
  }

  private static func entry(
    _ entry: (map: FieldName, key: String), _ piece: QueryScanner.Piece
  ) throws(QueryError) -> Condition {
    if let comparison = piece.comparison, comparison != .equal {
      throw QueryError(
        "\(entry.map.text) cannot be compared with \(comparison.rawValue)", piece.range)
    }
    guard !piece.value.isEmpty else {
      throw QueryError(
        "meta.\(entry.key): the whole value; has:meta.\(entry.key) finds any", piece.valueRange)
    }
    return .entry(entry.map, key: entry.key, value: SearchFolding.fold(piece.value))
  }
}
