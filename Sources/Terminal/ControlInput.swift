import Screen

/// A sequence from the terminal that has begun and may arrive in pieces.
///
/// [XTerm Control Sequences](https://invisible-island.net/xterm/ctlseqs/ctlseqs.html)
struct ControlInput {
  /// What a sequence turns out to be.
  enum End {
    case key(Key)
    case report(MouseReport)
    /// The column of the cursor, from 1, that was asked for.
    case cursor(column: Int)
    /// The colour of the background, as `0xRRGGBB`.
    case background(Int)
  }

  /// Whether it ends with BEL or ST, as answers to questions do, instead of with a letter.
  private let isString: Bool
  private var parameters = ""
  private var isAfterEscape = false
  /// No known sequence is longer.
  private static let limit = 64

  /// Nil if no sequence begins with an escape and that scalar.
  init?(opening scalar: Unicode.Scalar) {
    switch scalar {
    case "[": isString = false
    case "]", "P", "_", "^", "X": isString = true
    default: return nil
    }
  }

  /// The column of `2;3`, if the row is the one that was asked about. In the first row the same
  /// sequence is a function key.
  private static func column(of parameters: String) -> Int? {
    let numbers = parameters.split(separator: ";").map { Int($0) }
    guard numbers.count == 2, numbers[0] == WidthQuestion.row else { return nil }
    return numbers[1]
  }

  /// Whether an answer of a terminal can begin with these two: `ESC ] 11 ; …`, `ESC P > | …`.
  static func isAnswer(_ opener: Unicode.Scalar, _ second: Unicode.Scalar) -> Bool {
    switch opener {
    case "]": ("0"..."9").contains(second)
    case "P": ("0"..."9").contains(second) || "!$+=>?".unicodeScalars.contains(second)
    case "_": second == "G"
    default: false
    }
  }

  /// Takes the next scalar.
  ///
  /// - Returns: what the sequence was, once it is complete.
  mutating func take(_ scalar: Unicode.Scalar) -> End? {
    if isString {
      let isEnd = scalar == "\u{7}" || scalar == "\u{9C}" || isAfterEscape
      isAfterEscape = scalar == "\u{1B}"
      guard isEnd else {
        if !isAfterEscape, parameters.count < Self.limit {
          parameters.unicodeScalars.append(scalar)
        }
        return nil
      }
      return Self.background(parameters).map(End.background) ?? .key(.unknown)
    }
    // A control character ends a sequence that cannot continue.
    guard scalar.value >= 0x20 else { return .key(.unknown) }
    guard ("@"..."~").contains(scalar), !(parameters.isEmpty && scalar == "[") else {
      if parameters.count < Self.limit { parameters.unicodeScalars.append(scalar) }
      return nil
    }
    if let report = MouseReport(parameters, final: scalar) { return .report(report) }
    if scalar == "R", let column = Self.column(of: parameters) { return .cursor(column: column) }
    return .key(KeyCodes.key(forSequence: parameters, final: scalar))
  }
}

extension ControlInput {
  /// Reads `11;rgb:ffff/ffff/ffff`, in which each part has one to four digits.
  private static func background(_ answer: String) -> Int? {
    guard answer.hasPrefix("11;rgb:") else { return nil }
    let parts = answer.dropFirst(7).split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 3 else { return nil }
    var color = 0
    for part in parts {
      guard (1...4).contains(part.count), let value = Int(part, radix: 16), value >= 0 else {
        return nil
      }
      color = color << 8 | value * 255 / ((1 << (4 * part.count)) - 1)
    }
    return color
  }
}

/// A report of the mouse: `ESC [ < button ; column ; row M`, or `m` for a release.
struct MouseReport {
  static let left = 0
  static let wheelUp = 64
  static let wheelDown = 65

  let button: Int
  /// In cells, from 0.
  let x: Int
  let y: Int
  let isPress: Bool

  init?(_ parameters: String, final: Unicode.Scalar) {
    guard parameters.first == "<", final == "M" || final == "m" else { return nil }
    let numbers = parameters.dropFirst().split(separator: ";").map { Int($0) ?? -1 }
    guard numbers.count == 3, numbers.allSatisfy({ $0 >= 0 }) else { return nil }
    button = numbers[0]
    x = max(0, numbers[1] - 1)
    y = max(0, numbers[2] - 1)
    isPress = final == "M"
  }
}
