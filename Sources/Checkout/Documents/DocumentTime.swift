package import Units

/// A moment as Firestore writes it: RFC 3339 in UTC, with up to nine digits after the point.
package struct DocumentTime: Hashable, Sendable {
  /// Unix seconds, rounded down.
  package let seconds: Int
  /// 0…999,999,999, after the second.
  package let nanoseconds: Int

  package init(seconds: Int, nanoseconds: Int = 0) {
    self.seconds = seconds
    self.nanoseconds = nanoseconds
  }

  /// Microseconds since 1970, which is Firestore's own precision; clamped where that does not fit.
  package var microseconds: Int {
    let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000)
    guard !overflow else { return seconds < 0 ? .min : .max }
    return product.addingSaturating(nanoseconds / 1_000)
  }

  /// Reads `2026-11-26T13:45:00.123456Z`; nil for anything else, and for days that do not exist.
  /// Source: https://www.rfc-editor.org/rfc/rfc3339#section-5.6
  package init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard (20...30).contains(bytes.count), bytes[bytes.count - 1] == UInt8(ascii: "Z"),
      bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
      bytes[10] == UInt8(ascii: "T"), bytes[13] == UInt8(ascii: ":"),
      bytes[16] == UInt8(ascii: ":"),
      let year = Self.number(bytes[0..<4]), let month = Self.number(bytes[5..<7]),
      let day = Self.number(bytes[8..<10]), let hour = Self.number(bytes[11..<13]),
      let minute = Self.number(bytes[14..<16]), let second = Self.number(bytes[17..<19]),
      hour < 24, minute < 60, second < 61
    else { return nil }
    let date = CivilDate(year: year, month: month, day: day)
    guard date.isValid, let fraction = Self.fraction(bytes[19..<bytes.count - 1]) else {
      return nil
    }
    seconds = date.daysSinceEpoch * 86_400 + hour * 3_600 + minute * 60 + second
    nanoseconds = fraction
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    guard digits.allSatisfy({ $0 &- UInt8(ascii: "0") < 10 }) else { return nil }
    return digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
  }

  /// `.123` as nanoseconds; 0 for an empty text.
  private static func fraction(_ text: ArraySlice<UInt8>) -> Int? {
    guard let point = text.first else { return 0 }
    let digits = text.dropFirst()
    guard point == UInt8(ascii: "."), (1...9).contains(digits.count), let value = number(digits)
    else { return nil }
    return (digits.count..<9).reduce(value) { value, _ in value * 10 }
  }
}

extension DocumentTime: Comparable {
  package static func < (left: DocumentTime, right: DocumentTime) -> Bool {
    (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
  }
}

extension DocumentTime {
  /// `2026-11-26 13:45:00.123456 UTC`, with as many digits after the point as there are.
  package var utcText: String { text(in: .utc) }

  /// The same by the clocks of a zone.
  package func text(in zone: ZoneRule) -> String {
    let text = Moment(seconds).text(in: zone)
    // Date, time and offset.
    let parts = text.split(separator: " ", maxSplits: 2)
    guard nanoseconds > 0, parts.count == 3 else { return text }
    var digits = nanoseconds.padded(to: 9)
    while digits.hasSuffix("0") { digits.removeLast() }
    return "\(parts[0]) \(parts[1]).\(digits) \(parts[2])"
  }
}
