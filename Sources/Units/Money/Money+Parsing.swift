extension Money {
  /// Reads major units as people write them: `50`, `49.99`, `-1,234.5`.
  ///
  /// A comma only separates thousands: `1,50` could be either and is refused. So are more digits
  /// after the point than the currency has, unless they are zero.
  package init?(majorUnits text: some StringProtocol, _ currency: Currency) {
    var rest = Substring(text)
    let isNegative = rest.first == "-"
    if isNegative || rest.first == "+" { rest = rest.dropFirst() }
    let halves = rest.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let whole = halves.first.flatMap(Self.withoutSeparators),
      let minor = Self.minorDigits(of: halves.count == 2 ? halves[1] : nil, currency),
      !(whole.isEmpty && halves.count == 1),
      let units = Int((isNegative ? "-" : "") + whole + minor)
    else { return nil }
    self.init(units, currency)
  }

  private static func withoutSeparators(_ whole: Substring) -> String? {
    let groups = whole.split(separator: ",", omittingEmptySubsequences: false)
    guard groups.allSatisfy({ $0.allSatisfy(\.isASCIIDigit) }) else { return nil }
    if groups.count > 1 {
      guard let first = groups.first, (1...3).contains(first.count),
        groups.dropFirst().allSatisfy({ $0.count == 3 })
      else { return nil }
    }
    return groups.joined()
  }

  /// The digits after the point, padded to the number that the currency has.
  private static func minorDigits(of fraction: Substring?, _ currency: Currency) -> String? {
    let wanted = currency.fractionDigits
    guard let fraction else { return String(repeating: "0", count: wanted) }
    guard !fraction.isEmpty, fraction.allSatisfy(\.isASCIIDigit),
      fraction.dropFirst(wanted).allSatisfy({ $0 == "0" })
    else { return nil }
    return fraction.prefix(wanted) + String(repeating: "0", count: max(0, wanted - fraction.count))
  }

  /// An amount finer than the minor unit, such as `unit_amount_decimal`: `$0.00525`.
  ///
  /// It takes minor units with decimal places, as Stripe sends them; nil for anything else.
  package static func text(minorDecimal: String, _ currency: Currency) -> String? {
    let isNegative = minorDecimal.hasPrefix("-")
    let halves = minorDecimal.dropFirst(isNegative ? 1 : 0)
      .split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let whole = halves.first, !whole.isEmpty,
      halves.allSatisfy({ $0.allSatisfy(\.isASCIIDigit) })
    else { return nil }
    let wanted = currency.fractionDigits
    let padded = String(repeating: "0", count: max(0, wanted + 1 - whole.count)) + whole
    var fraction = padded.suffix(wanted) + (halves.count == 2 ? halves[1] : "")
    while fraction.count > wanted, fraction.last == "0" { fraction.removeLast() }
    let leading = padded.dropLast(wanted).drop { $0 == "0" }
    let units = Self.grouped(leading.isEmpty ? "0" : String(leading))
    let number = fraction.isEmpty ? units : "\(units).\(fraction)"
    let sign = isNegative ? "-" : ""
    guard let symbol = currency.symbol else {
      return "\(sign)\(number) \(currency.code.uppercased())"
    }
    return "\(sign)\(symbol)\(number)"
  }
}

extension Character {
  var isASCIIDigit: Bool { isASCII && isWholeNumber }
}

extension Collection {
  /// The collection unless it is empty.
  var nonEmpty: Self? { isEmpty ? nil : self }
}
