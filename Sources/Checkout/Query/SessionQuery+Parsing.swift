package import Units

extension SessionQuery {
  /// Parses what was typed. `now` is in Unix seconds, for spans such as `created:>7d`; days begin in
  /// `zone`. Throws a `QueryError` that points at the character and says what is allowed.
  package init(parsing source: String, now: Int, zone: ZoneRule = .utc) throws(QueryError) {
    let context = QueryContext(now: now, zone: zone)
    var terms: [Term] = []
    var left = Self.mostConditions
    for piece in try QueryScanner.pieces(of: source) {
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

  /// More than anybody types, and far fewer than SQLite puts into one expression, which is 1,000.
  /// Source: https://www.sqlite.org/limits.html#max_expr_depth
  package static let mostConditions = 100

  /// nil for a phrase without a letter: it asks for nothing.
  private static func condition(
    _ piece: QueryScanner.Piece, _ context: QueryContext
  ) throws(QueryError) -> Condition? {
    guard let name = piece.name else {
      if !piece.isQuoted, let condition = IDField.condition(beginning: piece.value) {
        return condition
      }
      let folded = SearchFolding.fold(piece.value)
      return folded.isEmpty ? nil : .text(folded)
    }
    if let key = QueryField.metadataKey(of: name) { return try metadata(key, piece) }
    guard let field = QueryField.named(name) else {
      let known = QueryField.all.compactMap(\.names.first).joined(separator: ", ")
      throw QueryError(
        "there is no field “\(name)”; the fields are \(known), meta.KEY (quote it to search the text)",
        piece.nameRange)
    }
    return try condition(of: field, piece, context)
  }

  private static func condition(
    of field: QueryField, _ piece: QueryScanner.Piece, _ context: QueryContext
  ) throws(QueryError) -> Condition {
    let name = field.names.first ?? ""
    if !field.compares, let comparison = piece.comparison, comparison != .equal {
      throw QueryError("\(name) cannot be compared with \(comparison.rawValue)", piece.range)
    }
    var conditions: [Condition] = []
    var start = piece.valueRange.lowerBound
    let values =
      piece.isQuoted
      ? [piece.value[...]] : piece.value.split(separator: ",", omittingEmptySubsequences: false)
    for value in values {
      guard !value.isEmpty, let condition = field.condition(String(value), piece, context) else {
        let range = piece.isQuoted ? piece.valueRange : start..<start + value.count
        throw QueryError(
          "\(name): \(field.advice(onReversed: String(value), piece, context) ?? field.help)", range
        )
      }
      conditions.append(condition)
      start += value.count + 1
    }
    return conditions.count == 1 ? conditions[0] : .any(conditions)
  }

  private static func metadata(
    _ key: String, _ piece: QueryScanner.Piece
  ) throws(QueryError) -> Condition {
    if let comparison = piece.comparison, comparison != .equal {
      throw QueryError("metadata cannot be compared with \(comparison.rawValue)", piece.range)
    }
    guard !piece.value.isEmpty else {
      throw QueryError("meta.\(key): the whole value; has:meta.\(key) finds any", piece.valueRange)
    }
    return .metadata(key: key, value: SearchFolding.fold(piece.value))
  }
}
