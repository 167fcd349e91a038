package import Query

/// The position of a session in time: its second, and its order within that second.
///
/// Larger is newer. A session keeps its position until Stripe's order turns out to be different.
///
/// The file stores the `place`, which counts the other way: lists are paged from the newest to the
/// oldest, and SQLite only fills its pages when rows come in ascending order. Descending rows leave
/// half of every page empty.
enum RecordPosition {
  static let tieBits: Int64 = 20
  static let ties: Int64 = 1 << tieBits
  /// The latest second that fits (in 2106). Later ones, which only a broken answer has, become this
  /// one.
  static let latest = (1 << 32) - 1

  /// The oldest position of a second.
  static func start(of second: Int) -> Int64 {
    Int64(min(max(second, 0), latest)) << tieBits
  }

  /// The newest position of a second.
  static func end(of second: Int) -> Int64 { start(of: second) + ties - 1 }

  /// All positions of the second of one of them.
  static func secondOf(_ position: Int64) -> ClosedRange<Int64> {
    start(of: second(of: position))...end(of: second(of: position))
  }

  /// The newest position that can exist at a moment; what is newer is in the future. The server's
  /// clock may be a little ahead of ours.
  static func lastKnown(at second: Int) -> Int64 { end(of: second + 60) }

  /// The place of a position in the file, and the position of a place.
  static func place(_ position: Int64) -> Int64 { end(of: latest) - position }

  static func position(_ place: Int64) -> Int64 { end(of: latest) - place }

  static func second(of position: Int64) -> Int { Int(position >> tieBits) }

  // MARK: - Even positions

  static let evenBits: Int64 = 14
  /// Positions that are a multiple of this are even: `SearchIndex` only takes those.
  static let even: Int64 = 1 << evenBits
  /// How many even positions a second has.
  static let evenTies = Int(ties / even)

  static func isEven(_ position: Int64) -> Bool { position % even == 0 }
}

extension RowAnchor {
  /// The rows of a second, in Unix seconds, and those of later ones, for a list by time.
  package static func since(_ second: Int) -> RowAnchor {
    .before(position: RecordPosition.start(of: second) - 1)
  }
}
