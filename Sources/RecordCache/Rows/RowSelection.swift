internal import Checkout
import GRDB

/// A `ListQuery` in SQL: which rows, in which order. Everything that was typed is a bound parameter.
struct RowSelection {
  /// Conditions on `session AS s`; all must hold.
  private(set) var conditions: [SQL] = []
  /// What the search index has to find; nil when no word is looked for.
  private(set) var match: SearchMatch?
  let ordering: RowOrdering

  init(_ query: ListQuery) {
    ordering = RowOrdering(query.sort)
    add(query.filter)
    guard let sessionQuery = query.query else { return }
    let compiler = QueryCompiler(sessionQuery)
    conditions += compiler.conditions
    match = compiler.match
  }

  private mutating func add(_ filter: SessionFilter) {
    if filter.created != CreatedRange() {
      if let positions = filter.positions {
        conditions.append(Self.places(positions))
      } else {
        conditions.append("0")
      }
    }
    if let status = filter.status {
      conditions.append("s.status = \(Codes.value(of: status))")
    }
    if let email = filter.email { conditions.append("s.email = \(email) COLLATE NOCASE") }
    if let customer = filter.customer { conditions.append("s.customer = \(customer)") }
    if let intent = filter.paymentIntent { conditions.append("s.payment_intent = \(intent)") }
    if let link = filter.paymentLink { conditions.append("s.payment_link = \(link)") }
    if let subscription = filter.subscription {
      conditions.append("s.subscription = \(subscription)")
    }
    if let account = filter.customerAccount {
      conditions.append("\(ObjectFunction.value("customer_account")) = \(account)")
    }
  }

  /// The rows among those that wait for the index, or among those that are in it.
  func select(_ columns: String, from source: Source, where extra: [SQL] = []) -> SQL {
    var all = conditions + extra
    var tables: SQL = "session AS s"
    if let match {
      switch source {
      case .index where columns == Self.count && all.isEmpty:
        tables = "search"
        all = ["search MATCH \(match.expression)"]
      case .index:
        tables = "search CROSS JOIN session AS s ON s.place = search.rowid"
        all.insert("search MATCH \(match.expression)", at: 0)
      case .pending:
        tables = "search_pending AS p CROSS JOIN session AS s ON s.place = p.place"
        all += match.conditions(on: "p.text")
      }
    }
    let condition = all.isEmpty ? SQL("1") : all.map { "(\($0))" }.joined(separator: " AND ")
    return "SELECT \(sql: columns) FROM \(tables) WHERE \(condition)"
  }

  static let count = "count(*)"

  /// The parts of the cache that have to be asked.
  var sources: [Source] { match == nil ? [.index] : [.index, .pending] }

  enum Source { case index, pending }

  /// The column by which a source is walked in the order of time.
  func place(in source: Source) -> SQL {
    guard match != nil else { return "s.place" }
    return source == .index ? "search.rowid" : "p.place"
  }

  static func places(_ positions: ClosedRange<Int64>) -> SQL {
    "s.place BETWEEN \(Position.place(positions.upperBound)) AND \(Position.place(positions.lowerBound))"
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

/// The order of a list, and what stands before or after a row in it.
struct RowOrdering {
  /// Fields that have a column of their own, so that the object need not be read.
  private static let columns: [String: SQL] = [
    "id": "s.id", "mode": "s.mode", "currency": "s.currency", "customer": "s.customer",
    "payment_status": "s.payment_status", "payment_intent": "s.payment_intent",
    "subscription": "s.subscription", "invoice": "s.invoice", "payment_link": "s.payment_link",
    "client_reference_id": "s.reference COLLATE NOCASE",
  ]

  /// nil for the order of time, which is the order of the table.
  let key: SQL?
  let isDescending: Bool

  init(_ sort: SessionSort) {
    isDescending = sort.descending
    key =
      switch sort.key {
      case .created: nil
      case .expiresAt: "s.expires_at"
      case .amount: QueryCompiler.thousandths
      case .status: "s.status"
      case .email: "s.email COLLATE NOCASE"
      case .name: "s.name COLLATE NOCASE"
      case .metadata(let name): ObjectFunction.metadata(name)
      case .field(let path): Self.columns[path] ?? ObjectFunction.value(path)
      }
  }

  /// What is empty comes last in both directions; equal keys are newest first. `place` is the column
  /// of the table that is walked.
  func clause(reversed: Bool, place: SQL) -> SQL {
    let newestFirst: SQL = reversed ? "\(place) DESC" : "\(place) ASC"
    guard let key else {
      return isDescending != reversed ? "\(place) ASC" : "\(place) DESC"
    }
    let direction: SQL = isDescending != reversed ? "DESC" : "ASC"
    let empty: SQL = reversed ? "NULLS FIRST" : "NULLS LAST"
    return "\(key) \(direction) \(empty), \(newestFirst)"
  }

  /// What comes after a row, or before it when `reversed`.
  func beyond(_ position: Int64, reversed: Bool, place: SQL) -> SQL {
    let row = Position.place(position)
    guard let key else {
      return isDescending != reversed ? "\(place) > \(row)" : "\(place) < \(row)"
    }
    let at: SQL = "(SELECT \(key) FROM session AS s WHERE s.place = \(row))"
    let keyBeyond: SQL = isDescending != reversed ? "<" : ">"
    let tie: SQL = reversed ? "s.place < \(row)" : "s.place > \(row)"
    let fartherEmpty: SQL =
      reversed
      ? "(\(key) IS NOT NULL AND \(at) IS NULL)" : "(\(key) IS NULL AND \(at) IS NOT NULL)"
    return "\(fartherEmpty) OR \(key) \(keyBeyond) \(at) OR (\(key) IS \(at) AND \(tie))"
  }
}
