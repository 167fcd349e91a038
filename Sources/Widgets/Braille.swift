import Screen

/// Two columns of four dots in one cell.
///
/// Source: https://www.unicode.org/charts/PDF/U2800.pdf
enum Braille {
  /// The dots of each column, from below.
  private static let left: [UInt32] = [0x40, 0x04, 0x02, 0x01]
  private static let right: [UInt32] = [0x80, 0x20, 0x10, 0x08]

  /// How many dots show a value when `largest` has four. Any value but zero is visible.
  static func height(of value: Int, largest: Int) -> Int {
    guard value > 0, largest > 0 else { return 0 }
    return max(1, Int((min(1, Double(value) / Double(largest)) * 4).rounded()))
  }

  static func columns(_ left: Int, _ right: Int) -> Glyph {
    guard left > 0 || right > 0 else { return .space }
    let dots = Self.left.prefix(left) + Self.right.prefix(right)
    return Glyph(narrow: Unicode.Scalar(0x2800 + dots.reduce(0, |)) ?? " ")
  }
}
