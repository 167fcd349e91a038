/// How many requests are started in a second.
///
/// Counted over some seconds: a start that comes a little late, after one that came a little early,
/// would else look like more than the limit that both keep to.
package struct RequestRate: Equatable, Sendable {
  private static let window = Duration.seconds(3)

  /// Within the window before the last one.
  private var starts: [ContinuousClock.Instant] = []

  package init() {}

  package mutating func note(at moment: ContinuousClock.Instant) {
    starts.removeAll { moment - $0 > Self.window }
    starts.append(moment)
  }

  /// As of the last start: from the pauses between starts, of which there is one less than of these.
  package var perSecond: Int {
    guard let first = starts.first, let last = starts.last, starts.count > 1 else {
      return starts.count
    }
    let seconds = max(.seconds(1), last - first) / .seconds(1)
    return max(1, Int(Double(starts.count - 1) / seconds))
  }
}
