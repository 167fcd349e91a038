/// An amount that can have a fraction of a minor unit, such as `10.6`. It is exact, because Stripe
/// rounds the total of an order and not its prices.
struct DecimalAmount: Equatable, Sendable {
  /// Minor units.
  let whole: Int
  /// The fraction of a minor unit, in units of 10⁻¹².
  let fraction: Int

  /// Stripe's limit on decimal places.
  static let places = 12
  private static let scale = 1_000_000_000_000

  init(whole: Int) { (self.whole, fraction) = (whole, 0) }

  /// Nil for a text that is negative or no number, is too large, or has too many places.
  init?(_ text: String, places: Int = Self.places) {
    let halves = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let digits = halves.count > 1 ? halves[1] : ""
    guard let first = halves.first, halves.count == 1 || !digits.isEmpty,
      !first.isEmpty, first.utf8.count <= 12, first.utf8.allSatisfy(Self.isDigit),
      digits.utf8.count <= places, digits.utf8.allSatisfy(Self.isDigit),
      let whole = Int(first)
    else { return nil }
    self.whole = whole
    let padded = digits + String(repeating: "0", count: Self.places - digits.utf8.count)
    fraction = Int(padded) ?? 0
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

  var isWhole: Bool { fraction == 0 }

  /// In whole minor units.
  var roundedUp: Int { isWhole ? whole : whole + 1 }

  /// As Stripe writes it, without zeros at the end.
  var digits: String {
    guard fraction > 0 else { return String(whole) }
    var places = String(Self.scale + fraction).dropFirst()
    while places.last == "0" { places.removeLast() }
    return "\(whole).\(places)"
  }

  /// The price of `quantity` pieces, in minor units, rounded half up.
  func times(_ quantity: Int) -> Int {
    whole * quantity + (fraction * quantity + Self.scale / 2) / Self.scale
  }
}
