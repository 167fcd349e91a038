internal import GRDB
internal import Query

/// Numbers that are kept up to date while records are written: how many there are in each quarter
/// of an hour and in each day of UTC, by currency. Triggers do this, so that no write can miss it.
///
/// Quarters of an hour fit the time zone of every place; days make long spans fast.
/// Source: https://www.sqlite.org/lang_createtrigger.html
struct TallyTable {
  /// Lengths of the stretches, in seconds, the shortest first.
  static let lengths = [900, 86_400]

  private let kind: RecordKind
  private let rule: TallyRule

  /// Nil for a kind that is not counted.
  init?(_ kind: RecordKind) {
    guard let rule = kind.tally else { return nil }
    self.kind = kind
    self.rule = rule
  }

  /// The columns that are added up.
  private var numbers: [String] { ["created"] + rule.counts.map(\.name) + ["sum"] }

  // MARK: - Making it

  /// The table, filled from the records that are there, and the triggers.
  func create(in database: Database) throws {
    let columns = numbers.map { "\($0) INTEGER NOT NULL" }.joined(separator: ", ")
    try database.execute(
      sql: """
        CREATE TABLE tally (
          length INTEGER NOT NULL, start INTEGER NOT NULL, currency TEXT NOT NULL, \(columns),
          PRIMARY KEY (length, start, currency)) WITHOUT ROWID
        """)
    for length in Self.lengths {
      try database.execute(
        sql: """
          INSERT INTO tally SELECT \(length), \(start(length, "s.")), \(currency("s.")), \
          \(sums("s.")) FROM \(kind.name) AS s GROUP BY 2, 3
          """)
    }
    try database.execute(sql: triggers)
  }

  private var triggers: String {
    let fields = [rule.amount, rule.currency] + tested
    let watched = Set(fields.compactMap { kind.fields[$0]?.column }).sorted()
    let isDifferent = watched.map { "OLD.\($0) IS NOT NEW.\($0)" }.joined(separator: " OR ")
    return """
      CREATE TRIGGER tally_insert AFTER INSERT ON \(kind.name) BEGIN \(adding) END;
      CREATE TRIGGER tally_delete AFTER DELETE ON \(kind.name) BEGIN \(taking) END;
      CREATE TRIGGER tally_update AFTER UPDATE OF \(watched.joined(separator: ", "))
        ON \(kind.name) WHEN \(isDifferent) BEGIN \(taking) \(adding) END;
      """
  }

  private var tested: [FieldName] {
    (rule.counts.flatMap { $0.anyOf.joined() } + rule.amountTests).map { test in
      switch test {
      case .equals(let field, _), .present(let field): field
      }
    }
  }

  private var adding: String {
    let values = (["1"] + rule.counts.map { self.test($0, "NEW.") } + [amount("NEW.")])
      .joined(separator: ", ")
    let sums = numbers.map { "\($0) = \($0) + excluded.\($0)" }.joined(separator: ", ")
    return Self.lengths.map { length in
      """
      INSERT INTO tally VALUES (\(length), \(start(length, "NEW.")), \(currency("NEW.")), \(values))
      ON CONFLICT DO UPDATE SET \(sums);
      """
    }.joined(separator: "\n")
  }

  private var taking: String {
    let values = ["1"] + rule.counts.map { test($0, "OLD.") } + [amount("OLD.")]
    let sums = zip(numbers, values).map { "\($0) = \($0) - \($1)" }.joined(separator: ", ")
    return Self.lengths.map { length in
      """
      UPDATE tally SET \(sums) WHERE length = \(length) AND start = \(start(length, "OLD."))
        AND currency = \(currency("OLD."));
      """
    }.joined(separator: "\n")
  }

  // MARK: - In SQL

  /// Where the stretch of a row begins, in Unix seconds. `row` is `s.`, `NEW.` or `OLD.`.
  func start(_ length: Int, _ row: String) -> String {
    let last = RecordPosition.end(of: RecordPosition.latest)
    return "((\(last) - \(row)place) >> \(RecordPosition.tieBits)) / \(length) * \(length)"
  }

  func currency(_ row: String) -> String { "ifnull(\(column(rule.currency, row)), '')" }

  /// What rows add up to, in the order of the columns.
  func sums(_ row: String) -> String {
    let counts = rule.counts.map { "total(\(test($0, row)))" }
    return (["count(*)"] + counts + ["total(\(amount(row)))"]).joined(separator: ", ")
  }

  private func amount(_ row: String) -> String {
    let tests = all(rule.amountTests, row)
    return "CASE WHEN \(tests) THEN ifnull(\(column(rule.amount, row)), 0) ELSE 0 END"
  }

  private func test(_ count: TallyRule.Count, _ row: String) -> String {
    "(" + count.anyOf.map { all($0, row) }.joined(separator: " OR ") + ")"
  }

  private func all(_ tests: [TallyRule.Test], _ row: String) -> String {
    let texts = tests.map { test in
      switch test {
      case .equals(let field, let value): "\(column(field, row)) IS \(Self.literal(value))"
      case .present(let field): "\(column(field, row)) IS NOT NULL"
      }
    }
    return "(" + texts.joined(separator: " AND ") + ")"
  }

  private func column(_ name: FieldName, _ row: String) -> String {
    kind.fields[name]?.column.map { row + $0 } ?? "NULL"
  }

  private static func literal(_ value: FieldValue) -> String {
    switch value {
    case .null: "NULL"
    case .int(let number): String(number)
    case .text(let text): "'\(text.replacing("'", with: "''"))'"
    }
  }

  // MARK: - Reading

  /// How many records there are, by the stretches of one length.
  static func records(in database: Database, length: Int = lengths[1]) throws -> Int {
    try Int.fetchOne(
      database.cachedStatement(sql: "SELECT sum(created) FROM tally WHERE length = ?"),
      arguments: [length]) ?? 0
  }

  /// What the records add up to that were created in a span of seconds, by currency. The span
  /// begins and ends at a quarter of an hour.
  func tallies(in span: Range<Int>, _ database: Database) throws -> [Tally] {
    var tallies: [Tally] = []
    let sums = numbers.map { "sum(\($0))" }.joined(separator: ", ")
    let statement = try database.cachedStatement(
      sql: """
        SELECT currency, \(sums) FROM tally
        WHERE length = ? AND start >= ? AND start < ? GROUP BY currency
        """)
    for (length, part) in Self.parts(of: span) {
      let rows = try Row.fetchCursor(
        statement, arguments: [length, part.lowerBound, part.upperBound])
      while let row = try rows.next() { tallies.add(try tally(row, from: 0)) }
    }
    return tallies.filter { $0.created > 0 }
  }

  /// A span as its whole days of UTC and what is left before and after them.
  static func parts(of span: Range<Int>) -> [(length: Int, span: Range<Int>)] {
    let (short, day) = (lengths[0], lengths[1])
    let first = (span.lowerBound + day - 1) / day * day
    let last = span.upperBound / day * day
    guard first < last else { return [(short, span)] }
    let parts = [
      (short, span.lowerBound..<first), (day, first..<last), (short, last..<span.upperBound),
    ]
    return parts.filter { !$0.1.isEmpty }
  }

  /// Reads the currency and the numbers, starting at a column.
  func tally(_ row: Row, from column: Int) throws -> Tally {
    let count = rule.counts.count
    let numbers = (0..<count + 2).map { Self.int(row[column + 1 + $0]) }
    return Tally(
      currency: try row.whole(column), created: numbers[0], counts: Array(numbers[1...count]),
      sum: numbers[count + 1])
  }

  /// A sum that does not fit into an integer of SQLite is broken.
  private static func int(_ value: DatabaseValue) -> Int {
    switch value.storage {
    case .int64(let number): Int(number)
    case .double(let number): Int(exactly: number.rounded()) ?? (number < 0 ? .min : .max)
    default: 0
    }
  }
}

extension [Tally] {
  mutating func add(_ tally: Tally) {
    if let index = firstIndex(where: { $0.currency == tally.currency }) {
      self[index] += tally
    } else {
      append(tally)
    }
  }
}
