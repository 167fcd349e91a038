internal import Checkout
import JSON

/// A page, ready to be written: sessions compressed, and grouped by the second of their creation.
struct EncodedPage: Sendable {
  /// A run of one second, newest first.
  struct Group: Sendable {
    var second: Int
    /// The sessions of the page, and the cursor where it belongs to this second.
    var ids: [String]
    var sessions: [EncodedSession]
    /// Whether the list goes on with an older second.
    var endsSecond: Bool
  }

  let filter: SessionFilter
  let edge: SessionPage.Edge
  let hasMore: Bool
  let fetchedAt: Int
  /// Newest first when `isOrdered`.
  private(set) var groups: [Group] = []
  /// Whether the page is newest first and holds no session twice. If it is not, it says nothing about
  /// what lies between its sessions.
  private(set) var isOrdered = true
  /// The first and the last session, newest first.
  let ends: (newest: String, oldest: String)?

  /// `cursor` is the session that the page was asked for from, with its second, if it is cached.
  init(_ prepared: PreparedPage, cursor: (id: String, second: Int)?) {
    let page = prepared.page
    filter = page.filter
    edge = page.edge
    hasMore = page.hasMore
    fetchedAt = page.fetchedAt
    if let newest = prepared.sessions.first?.summary.id,
      let oldest = prepared.sessions.last?.summary.id
    {
      ends = (newest, oldest)
    } else {
      ends = nil
    }
    var seen: Set<String> = []
    if let cursor, case .after = page.edge { append(cursor.id, cursor.second, nil, &seen) }
    for session in prepared.sessions {
      append(session.summary.id, session.summary.created, session, &seen)
    }
    if let cursor, case .before = page.edge { append(cursor.id, cursor.second, nil, &seen) }
  }

  private mutating func append(
    _ id: String, _ second: Int, _ session: EncodedSession?, _ seen: inout Set<String>
  ) {
    guard seen.insert(id).inserted else {
      isOrdered = false
      return
    }
    if let last = groups.indices.last, groups[last].second == second {
      groups[last].ids.append(id)
      if let session { groups[last].sessions.append(session) }
      return
    }
    if let last = groups.indices.last {
      // A filter hides what else there is of the second.
      groups[last].endsSecond = filter.isUnfiltered
      if groups[last].second < second { isOrdered = false }
    }
    groups.append(
      Group(
        second: second, ids: [id], sessions: session.map { [$0] } ?? [], endsSecond: false))
  }
}

extension EncodedPage {
  /// The seconds of which the page shows every session that there is; nil when it shows none whole.
  /// Those of its first and last session may go on beyond it, unless the list ends there.
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
      isFirst ? Position.second(of: bounds.upperBound) : groups.first.map { $0.second - 1 }
    let oldest =
      isLast ? Position.second(of: bounds.lowerBound) : groups.last.map { $0.second + 1 }
    guard let newest, let oldest, oldest <= newest else { return nil }
    return oldest...newest
  }
}

/// A page whose sessions are compressed.
package struct PreparedPage: Sendable {
  /// The question, and where the list goes on; its sessions are in `sessions`.
  let page: SessionPage
  let sessions: [EncodedSession]
}

/// The line items of a session, ready to be written.
struct EncodedLineItems: Sendable {
  var fetchedAt: Int
  var isComplete: Bool
  /// Folded text for the search.
  var text: String
  var dictionary: Int
  /// An array of the objects, compressed.
  var json: [UInt8]

  init(_ items: StoredLineItems, with codec: ObjectCodec) throws(CacheError) {
    fetchedAt = items.fetchedAt
    isComplete = items.isComplete
    text = SearchText.make(of: items.items)
    dictionary = codec.version
    var array: [UInt8] = [UInt8(ascii: "[")]
    for (index, item) in items.items.enumerated() {
      if index > 0 { array.append(UInt8(ascii: ",")) }
      array += item.json.bytes
    }
    array.append(UInt8(ascii: "]"))
    guard let json = codec.compress(array[...]) else {
      throw CacheError(.failed, "there is no memory left to compress line items")
    }
    self.json = json
  }
}
