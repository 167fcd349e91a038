/// A page of a list, as offsets in the list's order: offset 0 is the start of the first page.
///
/// Stripe's rules for cursors: https://docs.stripe.com/api/pagination
struct ListPage: Equatable {
  var offsets: [Int] = []
  /// Whether there is more in the direction that was asked for.
  var hasMore = false

  enum Cursor: Equatable {
    case top
    /// `starting_after`
    case after(Int)
    /// `ending_before`: the page is the one next to the cursor.
    case before(Int)
  }

  init(
    _ cursor: Cursor, limit: Int, in bounds: Range<Int>, where matches: (Int) -> Bool
  ) {
    switch cursor {
    case .top:
      collect(bounds, limit, matches)
    case .after(let offset):
      collect(bounds.clamped(to: min(offset, bounds.upperBound) + 1..<Int.max), limit, matches)
    case .before(let offset):
      let above = bounds.clamped(to: 0..<offset)
      collect(above.reversed(), limit, matches)
      offsets.reverse()
    }
  }

  private mutating func collect(
    _ candidates: some Sequence<Int>, _ limit: Int, _ matches: (Int) -> Bool
  ) {
    for offset in candidates where matches(offset) {
      guard offsets.count < limit else {
        hasMore = true
        return
      }
      offsets.append(offset)
    }
  }
}
