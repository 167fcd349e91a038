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
  /// From when on, in Unix seconds, which offset holds; in order of time.
  private var transitions: [Transition]
  private var initial: UTCOffset

  private struct Transition: Hashable, Sendable {
    var from: Int
    var offset: UTCOffset
  }

  /// A place whose clock is never put forward or back.
  package init(fixed offset: UTCOffset) {
    initial = offset
    transitions = []
  }

  package static let utc = ZoneRule(fixed: .utc)

  /// Learns a place's rule by asking for its offset all over a span, and halving where it changes.
  ///
  /// - Parameters:
  ///   - span: Unix seconds; outside of it the first and the last offset hold.
  ///   - step: how far apart the questions are; clocks that change twice within go unnoticed.
  ///   - offset: the offset that holds at a moment in Unix seconds.
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

  /// What the clock is called in the year before a moment in Unix seconds: `UTC`, `CET/CEST`.
  package func names(before moment: Int) -> String {
    let start = moment - 366 * 86_400
    let changes = transitions.filter { (start...moment).contains($0.from) }
    var names: [String] = []
    for offset in [offset(at: start)] + changes.map(\.offset) where !names.contains(offset.text) {
      names.append(offset.text)
    }
    return names.joined(separator: "/")
  }

  /// What holds at a moment in Unix seconds.
  package func offset(at moment: Int) -> UTCOffset {
    transitions.last { $0.from <= moment }?.offset ?? initial
  }
}
