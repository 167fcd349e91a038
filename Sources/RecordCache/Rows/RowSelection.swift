import GRDB
internal import Query

/// A `ListQuery` in SQL: which rows, in which order. Everything that was typed is a bound parameter.
struct RowSelection {
  /// Conditions on the table of the records, `AS s`; all must hold.
  private(set) var conditions: [SQL] = []
  /// What the search index has to find; nil when no word is looked for.
  private(set) var match: SearchMatch?
  let ordering: RowOrdering
  /// Whether the SQL may call functions that read objects.
  private(set) var mayReadObjects: Bool
  private let columns: RecordColumns

  init(_ query: ListQuery, _ columns: RecordColumns) {
    self.columns = columns
    ordering = RowOrdering(query.sort, columns)
    mayReadObjects = ordering.key != nil
    add(query.filter)
    guard let words = query.query else { return }
    let compiler = QueryCompiler(words, columns)
    conditions += compiler.conditions
    mayReadObjects = mayReadObjects || !compiler.conditions.isEmpty
    match = compiler.match
  }

  private mutating func add(_ filter: RecordFilter) {
    if filter.created != CreatedRange() {
      if let positions = filter.positions {
        conditions.append(Self.places(positions))
      } else {
        conditions.append("0")
      }
    }
    for (field, value) in filter.conditions(in: columns.kind.fields) {
      if field.column == nil { mayReadObjects = true }
      let isCaseless = field.index == .caseless
      let collation: SQL = isCaseless ? " COLLATE NOCASE" : ""
      conditions.append(
        "\(columns.value(of: field.name)) = \(field.value(word: value))\(collation)")
    }
  }

  /// The rows that wait for the index, or those that are in it.
  func select(_ names: String, from source: Source, where extra: [SQL] = []) -> SQL {
    var all = conditions + extra
    let records: SQL = "\(sql: columns.kind.name) AS s"
    var tables = records
    if let match {
      switch source {
      case .index where names == Self.count && all.isEmpty:
        tables = "search"
        all = ["search MATCH \(match.expression)"]
      case .index:
        tables = "search CROSS JOIN \(records) ON s.place = \(sql: SearchIndex.place)"
        all.insert("search MATCH \(match.expression)", at: 0)
      case .pending:
        tables = "search_pending AS p CROSS JOIN \(records) ON s.place = p.place"
        all += match.conditions(on: "p.text")
      }
    }
    let condition = all.isEmpty ? SQL("1") : all.map { "(\($0))" }.joined(separator: " AND ")
    return "SELECT \(sql: names) FROM \(tables) WHERE \(condition)"
  }

  static let count = "count(*)"

  /// The parts of the cache that have to be asked.
  var sources: [Source] { match == nil ? [.index] : [.index, .pending] }

  enum Source { case index, pending }

  /// The column by which a source is walked in the order of time.
  func column(of source: Source) -> PlaceColumn {
    guard match != nil else { return .place("s.place") }
    return source == .index ? .number : .place("p.place")
  }

  static func places(_ positions: ClosedRange<Int64>) -> SQL {
    "s.place BETWEEN \(RecordPosition.place(positions.upperBound)) AND \(RecordPosition.place(positions.lowerBound))"
  }
}

/// Words that the search index looks for.
struct SearchMatch {
  var wanted: [String]
  var unwanted: [String]

  /// In FTS5's own language. Source: https://www.sqlite.org/fts5.html#full_text_query_syntax
  var expression: String {
    let wanted = wanted.map(Self.phrase).joined(separator: " AND ")
    guard !unwanted.isEmpty else { return wanted }
    return "(\(wanted)) NOT (\(unwanted.map(Self.phrase).joined(separator: " OR ")))"
  }

  /// The same on a text that is not yet indexed.
  func conditions(on column: String) -> [SQL] {
    wanted.map { "instr(\(sql: column), \(SearchFolding.needle($0))) > 0" }
      + unwanted.map { "instr(\(sql: column), \(SearchFolding.needle($0))) = 0" }
  }

  private static func phrase(_ folded: String) -> String {
    "\"" + SearchFolding.needle(folded).replacing("\"", with: "\"\"") + "\""
  }
}

/// The order of a list, and which rows come before or after a row.
struct RowOrdering {
  /// nil for the order of time, which is that of the table.
  let key: SQL?
  let isDescending: Bool
  private let table: String

  init(_ sort: RecordSort, _ columns: RecordColumns) {
    isDescending = sort.descending
    table = columns.kind.name
    key =
      switch sort.key {
      case .created: nil
      case .field(let name): columns.sortKey(of: name)
      case .entry(let map, let key): columns.entry(map, key)
      case .path(let path): ObjectFunction.value(path)
      }
  }

  /// Empty values come last in both directions; rows with equal keys are newest first. `column` is
  /// that of the table that is walked.
  func clause(reversed: Bool, column: PlaceColumn) -> SQL {
    let newestFirst: SQL = reversed ? "\(column.sql) DESC" : "\(column.sql) ASC"
    guard let key else {
      return isDescending != reversed ? "\(column.sql) ASC" : "\(column.sql) DESC"
    }
    let direction: SQL = isDescending != reversed ? "DESC" : "ASC"
    let empty: SQL = reversed ? "NULLS FIRST" : "NULLS LAST"
    return "\(key) \(direction) \(empty), \(newestFirst)"
  }

  /// The condition for rows after a row, or before it when `reversed`.
  func beyond(_ position: Int64, reversed: Bool, column: PlaceColumn) -> SQL {
    let row = RecordPosition.place(position)
    guard let key else {
      return isDescending != reversed ? column.isAfter(row) : column.isBefore(row)
    }
    let at: SQL = "(SELECT \(key) FROM \(sql: table) AS s WHERE s.place = \(row))"
    let keyBeyond: SQL = isDescending != reversed ? "<" : ">"
    let tie: SQL = reversed ? "s.place < \(row)" : "s.place > \(row)"
    let fartherEmpty: SQL =
      reversed
      ? "(\(key) IS NOT NULL AND \(at) IS NULL)" : "(\(key) IS NULL AND \(at) IS NOT NULL)"
    return "\(fartherEmpty) OR \(key) \(keyBeyond) \(at) OR (\(key) IS \(at) AND \(tie))"
  }
}

/// A column in the order of places.
enum PlaceColumn {
  case place(SQL)
  /// The number of the search index.
  case number

  var sql: SQL {
    switch self {
    case .place(let column): column
    case .number: "search.rowid"
    }
  }

  func isAfter(_ place: Int64) -> SQL {
    switch self {
    case .place(let column): "\(column) > \(place)"
    case .number: "search.rowid >= \(SearchIndex.number(place + 1))"
    }
  }

  func isBefore(_ place: Int64) -> SQL {
    switch self {
    case .place(let column): "\(column) < \(place)"
    case .number: "search.rowid < \(SearchIndex.number(place))"
    }
  }

  /// In the index a place that is not even would have the number of another one.
  func isAt(_ place: Int64) -> SQL {
    switch self {
    case .place(let column): "\(column) = \(place)"
    case .number: "search.rowid = \(SearchIndex.number(place)) AND s.place = \(place)"
    }
  }
}
