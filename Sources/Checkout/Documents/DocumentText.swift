extension DocumentValue {
  /// The value on one line; empty for maps and arrays, whose contents have their own lines.
  package var text: String {
    switch self {
    case .null: ""
    case .boolean(let flag): flag ? "yes" : "no"
    case .integer(let number): String(number)
    case .double(let number): number.documentText
    case .time(let time): time.utcText
    case .string(let text): text
    case .bytes(let base64): "\(Self.byteCount(base64)) bytes"
    case .reference(let name): DocumentName(name)?.path ?? name
    case .point(let latitude, let longitude):
      "\(latitude.documentText), \(longitude.documentText)"
    case .array, .map: ""
    case .unknown(let kind): kind.isEmpty ? "unknown" : "unknown (\(kind))"
    }
  }

  /// How many bytes a base64 text encodes.
  private static func byteCount(_ base64: String) -> Int {
    base64.utf8.count(where: { $0 != UInt8(ascii: "=") }) * 3 / 4
  }
}

extension Double {
  /// Whole numbers without a fraction, and Firestore's names for values that are not numbers.
  fileprivate var documentText: String {
    if isNaN { return "NaN" }
    if isInfinite { return self < 0 ? "-Infinity" : "Infinity" }
    // As an integer it would lose its sign.
    if self == 0 { return sign == .minus ? "-0" : "0" }
    return Int(exactly: self).map(String.init) ?? String(self)
  }
}
