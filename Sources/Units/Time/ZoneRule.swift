/// How far a place's clock is from UTC.
package struct UTCOffset: Hashable, Sendable {
  /// Seconds east of UTC.
  package var seconds: Int
  /// `CET`; empty when unknown.
  package var abbreviation: String

  package init(seconds: Int, abbreviation: String = "") {
    self.seconds = seconds
    self.abbreviation = abbreviation
  }

  package static let utc = UTCOffset(seconds: 0, abbreviation: "UTC")

  /// The abbreviation, else `+01:00`.
  package var text: String {
    guard abbreviation.isEmpty else { return abbreviation }
    let minutes = seconds.magnitude / 60
    let sign = seconds < 0 ? "-" : "+"
    return "\(sign)\(Int(minutes / 60).padded(to: 2)):\(Int(minutes % 60).padded(to: 2))"
  }
}

/// The local time of a place, as a value: this target reads neither the environment nor a clock.
package struct ZoneRule: Hashable, Sendable {
  /// Offsets, and from when they apply, in Unix seconds; oldest first.
  private var transitions: [Transition]
  private var initial: UTCOffset

  private struct Transition: Hashable, Sendable {
    var from: Int
    var offset: UTCOffset
  }

  /// A place whose clock never changes.
  package init(fixed offset: UTCOffset) {
    initial = offset
    transitions = []
  }

  package static let utc = ZoneRule(fixed: .utc)

  /// Builds a place's rule by asking for its offset at points across a span, and bisecting where it
  /// changes.
  ///
  /// - Parameters:
  ///   - span: Unix seconds; outside it the first and the last offset apply.
  ///   - step: how far apart the points are; two changes within one step go unnoticed.
  ///   - offset: the offset that applies at a moment in Unix seconds.
  package init(
    learning span: ClosedRange<Int>, step: Int = 7 * 86_400, from offset: (Int) -> UTCOffset
  ) {
    initial = offset(span.lowerBound)
    transitions = []
    var known = initial
    for moment in stride(from: span.lowerBound, through: span.upperBound, by: max(1, step)) {
      let found = offset(moment)
      guard found != known else { continue }
      var (before, after) = (max(span.lowerBound, moment - step), moment)
      while after - before > 1 {
        let middle = before + (after - before) / 2
        if offset(middle) == known { before = middle } else { after = middle }
      }
      transitions.append(Transition(from: after, offset: found))
      known = found
    }
  }

  /// The names of the clock in the year before a moment in Unix seconds: `UTC`, `CET/CEST`.
  package func names(before moment: Int) -> String {
    let start = moment - 366 * 86_400
    let changes = transitions.filter { (start...moment).contains($0.from) }
    var names: [String] = []
    for offset in [offset(at: start)] + changes.map(\.offset) where !names.contains(offset.text) {
      names.append(offset.text)
    }
    return names.joined(separator: "/")
  }

  /// Whether the clock may show the times of a stretch twice, or skip some, because it changes a few
  /// hours before or after. Unix seconds.
  package func changes(near stretch: Range<Int>) -> Bool {
    let margin = 3 * 3600
    return offset(at: stretch.lowerBound.subtractingSaturating(margin))
      != offset(at: stretch.upperBound.addingSaturating(margin))
  }

  /// The offset that applies at a moment in Unix seconds.
  package func offset(at moment: Int) -> UTCOffset {
    transitions.last { $0.from <= moment }?.offset ?? initial
  }
}
