internal import Checkout

/// Stretches of positions in which everything is cached, ends included, newest first.
struct SpanSet: Equatable, Sendable {
  typealias Span = ClosedRange<Int64>

  private(set) var spans: [Span]

  init(_ spans: [Span] = []) {
    self.spans = []
    for span in spans { insert(span) }
  }

  /// Adds a stretch and joins it with those that it meets.
  mutating func insert(_ span: Span) {
    var joined = span
    spans.removeAll { other in
      guard Self.meet(joined, other) else { return false }
      joined = min(joined.lowerBound, other.lowerBound)...max(joined.upperBound, other.upperBound)
      return true
    }
    let place = spans.firstIndex { $0.upperBound < joined.lowerBound } ?? spans.endIndex
    spans.insert(joined, at: place)
  }

  /// The stretch that holds a position.
  func span(holding position: Int64) -> Span? { spans.first { $0.contains(position) } }

  func union(_ other: SpanSet) -> SpanSet {
    var union = self
    for span in other.spans { union.insert(span) }
    return union
  }

  /// The parts inside a stretch.
  func clipped(to bounds: Span) -> SpanSet {
    SpanSet(spans.filter { $0.overlaps(bounds) }.map { $0.clamped(to: bounds) })
  }

  /// Takes a stretch out.
  mutating func remove(_ hole: Span) {
    spans = spans.flatMap { span -> [Span] in
      guard span.overlaps(hole) else { return [span] }
      var rest: [Span] = []
      if span.upperBound > hole.upperBound { rest.append(hole.upperBound + 1...span.upperBound) }
      if span.lowerBound < hole.lowerBound { rest.append(span.lowerBound...hole.lowerBound - 1) }
      return rest
    }
  }

  /// Whether nothing can be missing between two stretches: they share a session, or meet where one
  /// second ends and the next begins. Adjacent positions within a second prove nothing: a session
  /// that is still unknown may belong between them.
  private static func meet(_ one: Span, _ other: Span) -> Bool {
    if one.overlaps(other) { return true }
    let (older, newer) = one.upperBound < other.lowerBound ? (one, other) : (other, one)
    return older.upperBound + 1 == newer.lowerBound
      && newer.lowerBound % RecordPosition.ties == 0
  }
}
