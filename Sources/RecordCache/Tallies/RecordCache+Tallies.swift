import GRDB
package import Query

extension RecordCache {
  /// What the records add up to that were created in spans of Unix seconds, by currency: one list
  /// for each span.
  ///
  /// Without a query or a filter the numbers are kept ready for quarters of an hour, which fit the
  /// zones of places. Otherwise the rows of the spans are read, which takes about a second for a
  /// million of them.
  package func tallies(
    of query: ListQuery, in spans: [Range<Int>]
  ) async throws(CacheError) -> [[Tally]] {
    try await read { [objects, columns] database in
      try Self.tallies(of: query, in: spans, objects, columns, database)
    }
  }

  private static func tallies(
    of query: ListQuery, in spans: [Range<Int>], _ objects: ObjectReader,
    _ columns: RecordColumns, _ database: Database
  ) throws -> [[Tally]] {
    guard let table = TallyTable(columns.kind), !spans.isEmpty else { return [] }
    let quarter = TallyTable.lengths[0]
    let fitsQuarters = spans.allSatisfy { span in
      span.lowerBound % quarter == 0 && span.upperBound % quarter == 0
    }
    if fitsQuarters, query.query == nil, query.filter == .all {
      return try spans.map { try table.tallies(in: $0, database) }
    }
    try objects.loadDictionaries(in: database)
    let selection = RowSelection(query, columns)
    let start = table.start(fitsQuarters ? quarter : 1, "s.")
    let list = "\(start), \(table.currency("s.")), \(table.sums("s."))"
    let whole = (spans.map(\.lowerBound).min() ?? 0)..<(spans.map(\.upperBound).max() ?? 0)
    let order = spans.indices.sorted { spans[$0].lowerBound < spans[$1].lowerBound }
    var tallies = [[Tally]](repeating: [], count: spans.count)
    for source in selection.sources {
      let select = selection.select(list, from: source, where: [RowSelection.created(in: whole)])
      let request = SQLRequest<Row>(literal: "\(select) GROUP BY 1, 2", cached: true)
      let rows = try request.fetchCursor(database)
      while let row = try rows.next() {
        let second: Int = try row.whole(0)
        let beyond = order.partitioningIndex { spans[$0].lowerBound > second }
        guard beyond > 0, spans[order[beyond - 1]].contains(second) else { continue }
        tallies[order[beyond - 1]].add(try table.tally(row, from: 1))
      }
    }
    return tallies
  }

  /// How many records of a span have each combination of values in some fields with a column.
  ///
  /// The rows of the span are read, which takes about a second for a million of them.
  package func counts(
    of query: ListQuery, by names: [FieldName], in span: Range<Int>
  ) async throws(CacheError) -> [(values: [FieldValue], count: Int)] {
    let fields = names.map { kind.fields[$0]?.column.map { "s.\($0)" } ?? "NULL" }
    let groups = (1...max(1, fields.count)).map(String.init).joined(separator: ", ")
    return try await read { [objects, columns] database in
      try objects.loadDictionaries(in: database)
      let selection = RowSelection(query, columns)
      var counts: [(values: [FieldValue], count: Int)] = []
      for source in selection.sources {
        let select = selection.select(
          (fields + ["count(*)"]).joined(separator: ", "), from: source,
          where: [RowSelection.created(in: span)])
        let rows = try SQLRequest<Row>(literal: "\(select) GROUP BY \(sql: groups)", cached: true)
          .fetchCursor(database)
        while let row = try rows.next() {
          let values = fields.indices.map { FieldValue(row, $0) }
          counts.append((values, try row.whole(fields.count)))
        }
      }
      return counts
    }
  }

  /// The seconds in which the oldest and the newest record were created; nil without any.
  package func createdSpan() async throws(CacheError) -> ClosedRange<Int>? {
    try await read { [kind] database in
      let row = try Row.fetchOne(
        database,
        sql: """
          SELECT (SELECT max(place) FROM \(kind.name)), (SELECT min(place) FROM \(kind.name))
          """)
      guard let row, let oldest: Int64 = row[0], let newest: Int64 = row[1] else { return nil }
      let seconds = [oldest, newest].map { RecordPosition.second(of: RecordPosition.place($0)) }
      return seconds[0]...max(seconds[0], seconds[1])
    }
  }
}

extension RowSelection {
  /// Rows that were created in a span of Unix seconds.
  fileprivate static func created(in span: Range<Int>) -> SQL {
    guard !span.isEmpty else { return "0" }
    return places(
      RecordPosition.start(of: span.lowerBound)...RecordPosition.end(of: span.upperBound - 1))
  }
}

extension Array {
  /// The first index whose element, and all after it, meet a condition.
  fileprivate func partitioningIndex(where isBeyond: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if isBeyond(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
