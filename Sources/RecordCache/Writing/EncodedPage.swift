internal import Query

/// A page, ready to be written: records compressed, and grouped by the second of their creation.
struct EncodedPage: Sendable {
  /// A run of one second, newest first.
  struct Group: Sendable {
    var second: Int
    /// The records of the page, and the cursor where it belongs to this second.
    var ids: [String]
    var records: [EncodedRecord]
    /// Whether the list continues with an older second.
    var endsSecond: Bool
  }

  let filter: RecordFilter
  /// Under which coverage is kept.
  let fingerprint: String
  let edge: PageCursor
  let hasMore: Bool
  let fetchedAt: Int
  /// Newest first when `isOrdered`.
  private(set) var groups: [Group] = []
  /// Whether the page is newest first and holds no record twice. If it is not, it says nothing about
  /// what is between its records.
  private(set) var isOrdered = true
  /// The first and the last record, newest first.
  let ends: (newest: String, oldest: String)?

  /// `cursor` is the record that the page was asked for from, with its second, if it is cached.
  init(_ prepared: PreparedPage, cursor: (id: String, second: Int)?, of kind: RecordKind) {
    let page = prepared.page
    filter = page.filter
    fingerprint = page.filter.fingerprint(in: kind.fields)
    edge = page.edge
    hasMore = page.hasMore
    fetchedAt = page.fetchedAt
    if let newest = prepared.records.first?.row.id, let oldest = prepared.records.last?.row.id {
      ends = (newest, oldest)
    } else {
      ends = nil
    }
    var seen: Set<String> = []
    if let cursor, case .after = page.edge { append(cursor.id, cursor.second, nil, &seen) }
    for record in prepared.records {
      append(record.row.id, record.row.created, record, &seen)
    }
    if let cursor, case .before = page.edge { append(cursor.id, cursor.second, nil, &seen) }
  }

  private mutating func append(
    _ id: String, _ second: Int, _ record: EncodedRecord?, _ seen: inout Set<String>
  ) {
    guard seen.insert(id).inserted else {
      isOrdered = false
      return
    }
    // A broken answer may have any number here.
    let second = RecordPosition.second(of: RecordPosition.start(of: second))
    if let last = groups.indices.last, groups[last].second == second {
      groups[last].ids.append(id)
      if let record { groups[last].records.append(record) }
      return
    }
    if let last = groups.indices.last {
      // A filter may hide other records of the second.
      groups[last].endsSecond = filter.isUnfiltered
      if groups[last].second < second { isOrdered = false }
    }
    groups.append(
      Group(
        second: second, ids: [id], records: record.map { [$0] } ?? [], endsSecond: false))
  }
}

extension EncodedPage {
  /// The seconds of which the page shows every record; nil when there are none. The seconds of its
  /// first and last record may continue outside the page, unless the list ends there.
  var wholeSeconds: ClosedRange<Int>? {
    guard filter.isUnfiltered, let bounds = filter.positions, ends != nil || !hasMore else {
      return nil
    }
    let isFirst: Bool
    let isLast: Bool
    switch edge {
    case .newest: (isFirst, isLast) = (true, !hasMore)
    case .after: (isFirst, isLast) = (false, !hasMore)
    case .before: (isFirst, isLast) = (!hasMore, false)
    }
    let newest =
      isFirst ? RecordPosition.second(of: bounds.upperBound) : groups.first.map { $0.second - 1 }
    let oldest =
      isLast ? RecordPosition.second(of: bounds.lowerBound) : groups.last.map { $0.second + 1 }
    guard let newest, let oldest, oldest <= newest else { return nil }
    return oldest...newest
  }
}

/// A page whose records are compressed.
package struct PreparedPage: Sendable {
  /// The question, and where the list goes on; its records are in `records`.
  let page: RecordPage
  let records: [EncodedRecord]
}
