import GRDB
internal import Query
internal import Units

/// A query in till's own language as SQL with bound parameters.
struct QueryCompiler {
  private let columns: RecordColumns
  /// Conditions on the table of the records, `AS s`; all must hold.
  private(set) var conditions: [SQL] = []
  /// What the search index has to find; nil when the query requires no word.
  private(set) var match: SearchMatch?

  init(_ query: RecordQuery, _ columns: RecordColumns) {
    self.columns = columns
    var wanted: [String] = []
    var unwanted: [String] = []
    for term in query.terms(in: columns.kind.fields) {
      switch (term.condition, term.isNegated) {
      case (.text(let folded), false): wanted.append(folded)
      case (.text(let folded), true): unwanted.append(folded)
      case (let condition, true): conditions.append("NOT ifnull(\(sql(condition)), 0)")
      case (let condition, false):
        conditions.append(sql(condition))
        // The index holds the text of fields, too: it finds the few rows that have to be looked at.
        if let text = searchedText(of: condition) { wanted.append(text) }
      }
    }
    if wanted.isEmpty {
      conditions += unwanted.map { "NOT \(sql(.text($0)))" }
    } else {
      match = SearchMatch(wanted: wanted, unwanted: unwanted)
    }
  }

  private func sql(_ condition: RecordQuery.Condition) -> SQL {
    switch condition {
    case .text(let folded): Self.text(folded)
    case .contains(let field, let folded):
      """
      instr(\(ObjectFunction.folded(columns.value(of: field))), \(SearchFolding.needle(folded))) > 0
      """
    case .begins(.id, let prefix): beginsID(prefix)
    case .begins(let field, let prefix): Self.begins(columns.value(of: field), prefix)
    case .ends(let field, let end):
      "substr(\(columns.value(of: field)), \(-end.utf8.count)) = \(end)"
    case .digits(let field, let digits):
      "instr(\(ObjectFunction.digits(columns.value(of: field))), \(digits)) > 0"
    case .equals(.id, .text(let id)): Self.hasID(id)
    case .equals(let field, let value): "\(columns.value(of: field)) = \(value)"
    case .amount(let field, let comparison, let amount):
      columns.compare(field, comparison, amount)
    case .between(.created, let seconds):
      RowSelection.places(
        RecordPosition.start(of: seconds.lowerBound)...RecordPosition.end(of: seconds.upperBound))
    case .between(let field, let seconds):
      "\(columns.value(of: field)) BETWEEN \(seconds.lowerBound) AND \(seconds.upperBound)"
    case .entry(let map, let key, let value): "\(columns.entryText(map, key)) = \(value)"
    case .hasEntry(let map, let key): "\(columns.entry(map, key)) IS NOT NULL"
    case .has(let field): columns.has(field)
    case .holds(let text): ObjectFunction.holds(text)
    case .any(let conditions):
      Self.joined(
        conditions.map(Self.hasText(conditions) ? sqlBesideText : sql), " OR ", none: "FALSE")
    case .all(let conditions): Self.joined(conditions.map(sql), " AND ", none: "TRUE")
    }
  }

  private static func hasText(_ conditions: [RecordQuery.Condition]) -> Bool {
    conditions.contains { if case .text = $0 { true } else { false } }
  }

  /// A value that most rows have. With the sign it is no reason to collect and sort all rows that have
  /// it: they are read in order, until there are enough.
  /// Source: https://www.sqlite.org/optoverview.html#disqualifying_where_clause_terms_using_unary_
  private func sqlBesideText(_ condition: RecordQuery.Condition) -> SQL {
    guard case .equals = condition else { return sql(condition) }
    return "+\(sql(condition))"
  }

  private static func joined(_ conditions: [SQL], _ word: String, none: SQL) -> SQL {
    conditions.isEmpty
      ? none : "(\(conditions.map { SQL("(\($0))") }.joined(separator: word)))"
  }

  /// A text that is one of several alternatives, or must not be there. The index is asked once for
  /// all rows: asking it for each row is a thousand times slower.
  private static func text(_ folded: String) -> SQL {
    let match = SearchMatch(wanted: [folded], unwanted: [])
    let pending = match.conditions(on: "text").joined(separator: " AND ")
    return """
      (s.place IN (SELECT \(sql: SearchIndex.place) FROM search WHERE search MATCH \(match.expression) \
      UNION ALL SELECT place FROM search_pending WHERE \(pending)))
      """
  }

  /// Through the index, which holds the beginnings of ids.
  private func beginsID(_ prefix: String) -> SQL {
    let beginning = String(prefix.unicodeScalars.prefix(RecordColumns.idBeginning))
    let found = Self.begins(SQL(sql: RecordColumns.ends(of: "s.id")), beginning)
    return "\(found) AND \(Self.begins("s.id", prefix))"
  }

  /// Through the same index.
  private static func hasID(_ id: String) -> SQL {
    let ends = SQL(sql: RecordColumns.ends(of: "s.id"))
    return """
      \(ends) = substr(\(id), 1, \(sql: "\(RecordColumns.idBeginning)")) || substr(\(id), -8) \
      AND +s.id = \(id)
      """
  }

  private static func begins(_ column: SQL, _ prefix: String) -> SQL {
    "\(column) >= \(prefix) AND \(column) < \(prefix + "\u{10FFFF}")"
  }
}

extension QueryCompiler {
  /// Folded text that every row has that matches the condition.
  private func searchedText(of condition: RecordQuery.Condition) -> String? {
    switch condition {
    case .contains(let field, let folded):
      columns.kind.fields[field]?.isSearched == true ? folded : nil
    case .equals(let field, .text(let text)): textWithoutColumn(of: field, text)
    case .digits(_, let digits): digits.utf8.count < 3 ? nil : digits
    case .entry(_, _, let value): value.isEmpty ? nil : value
    default: nil
    }
  }

  /// A column is compared at once; without one, each object would have to be read. What is computed
  /// need not be in the text as a whole.
  private func textWithoutColumn(of name: FieldName, _ text: String) -> String? {
    guard let field = columns.kind.fields[name], field.isSearched, field.column == nil,
      field.computed == nil
    else { return nil }
    let folded = SearchFolding.fold(text)
    return folded.isEmpty ? nil : folded
  }
}

extension RecordColumns {
  /// The value of a field of `AS s`: from its column, or else from the object.
  func value(of name: FieldName) -> SQL {
    if name == .id { return "s.id" }
    guard let column = kind.fields[name]?.column else { return ObjectFunction.field(name) }
    return "s.\(sql: column)"
  }

  /// A value of a map.
  func entry(_ map: FieldName, _ key: String) -> SQL {
    ObjectFunction.entry(path(of: map), key)
  }

  /// The same as the text that queries compare.
  func entryText(_ map: FieldName, _ key: String) -> SQL {
    ObjectFunction.entryText(path(of: map), key)
  }

  private func path(of map: FieldName) -> String { kind.fields[map]?.paths.first ?? map.text }

  /// Whether there is a value; for a flag, whether it is set.
  func has(_ name: FieldName) -> SQL {
    guard let field = kind.fields[name] else { return "FALSE" }
    return switch field.type {
    case .flag, .map: "\(value(of: name)) = 1"
    default: "\(value(of: name)) IS NOT NULL"
    }
  }

  /// What a list is sorted by: amounts by their value, texts without regard to case.
  func sortKey(of name: FieldName) -> SQL {
    switch kind.fields[name]?.type {
    case .amount: thousandths(name)
    case .text: "\(value(of: name)) COLLATE NOCASE"
    default: value(of: name)
    }
  }

  /// The amount of a row in thousandths of the major unit of its currency, so that amounts of all
  /// currencies can be compared.
  func thousandths(_ name: FieldName) -> SQL {
    guard let code = currency(of: name) else { return "NULL" }
    return """
      \(value(of: name)) * (CASE WHEN \(code) IN (\(Self.list(Currency.zeroDecimal))) THEN 1000 \
      WHEN \(code) IN (\(Self.list(Currency.threeDecimal))) THEN 1 ELSE 10 END)
      """
  }

  /// The comparison of an amount. It comes after a list of the few minor units that an
  /// equal amount can have, which an index finds.
  func compare(
    _ name: FieldName, _ comparison: RecordQuery.Comparison, _ amount: RecordQuery.MajorAmount
  ) -> SQL {
    let compared: SQL =
      "\(thousandths(name)) \(sql: comparison.rawValue) \(value(amount, in: name))"
    guard comparison == .equal else { return compared }
    let values = [amount.thousandths, amount.withoutThousandths ?? amount.thousandths]
    let minors = Set(
      values.flatMap { value in
        [1, 10, 1000].compactMap { value.isMultiple(of: $0) ? value / $0 : nil }
      })
    let list = minors.sorted().map { SQL("\($0)") }.joined(separator: ", ")
    return "\(value(of: name)) IN (\(list)) AND \(compared)"
  }

  /// What was typed, in thousandths of the major unit of a row's currency.
  private func value(_ amount: RecordQuery.MajorAmount, in name: FieldName) -> SQL {
    guard let other = amount.withoutThousandths, let code = currency(of: name) else {
      return "\(amount.thousandths)"
    }
    return """
      (CASE WHEN \(code) IN (\(Self.list(Currency.threeDecimal))) THEN \(amount.thousandths) \
      ELSE \(other) END)
      """
  }

  private func currency(of name: FieldName) -> SQL? {
    guard case .amount(let currency) = kind.fields[name]?.type else { return nil }
    return value(of: currency)
  }

  private static func list(_ codes: Set<String>) -> SQL {
    codes.sorted().map { SQL("\($0)") }.joined(separator: ", ")
  }
}
