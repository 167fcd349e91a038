/// Where a session stands in time: its second, and its order within that second.
///
/// Larger is newer. A session keeps its position as long as Stripe's order is not found to be another.
enum Position {
  static let tieBits: Int64 = 20
  static let ties: Int64 = 1 << tieBits
  /// The latest second that fits; later ones, which only a broken answer has, are held there.
  static let latest = 1 << 42

  /// The oldest position of a second.
  static func start(of second: Int) -> Int64 {
    Int64(min(max(second, 0), latest)) << tieBits
  }

  /// The newest position of a second.
  static func end(of second: Int) -> Int64 { start(of: second) + ties - 1 }

  static func second(of position: Int64) -> Int { Int(position >> tieBits) }
}
