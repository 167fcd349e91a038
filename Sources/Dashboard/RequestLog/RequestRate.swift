/// How many requests are started per second.
///
/// Counted over several seconds: with a shorter window, a late start after an early one would look
/// like more than the limit, although both respect it.
package struct RequestRate: Equatable, Sendable {
  private static let window = Duration.seconds(3)

  /// Starts within the window before the last one.
  private var starts: [ContinuousClock.Instant] = []

  package init() {}

  /// Counts a request that starts.
  package mutating func note(at moment: ContinuousClock.Instant) {
    starts.removeAll { moment - $0 > Self.window }
    starts.append(moment)
  }

  /// At the last start: based on the pauses between starts, which are one fewer than the starts.
  package var perSecond: Int {
    guard let first = starts.first, let last = starts.last, starts.count > 1 else {
      return starts.count
    }
    let seconds = max(.seconds(1), last - first) / .seconds(1)
    return max(1, Int(Double(starts.count - 1) / seconds))
  }
}
