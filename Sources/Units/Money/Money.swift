/// An amount as Stripe counts it.
package struct Money: Hashable, Sendable {
  /// In the currency's minor unit.
  package var minorUnits: Int
  package var currency: Currency

  package init(_ minorUnits: Int, _ currency: Currency) {
    self.minorUnits = minorUnits
    self.currency = currency
  }
}

extension Money {
  /// With the symbol where it is unambiguous, otherwise with the code: `$21.98`, `-¥4,200`, `5.00
  /// CHF`.
  package var text: String { parts.text }

  /// With the code: `21.98 USD`.
  package var codeText: String {
    let (whole, fraction) = digits
    return "\(sign)\(Self.grouped(whole))\(fraction) \(currency.code.uppercased())"
  }

  /// With symbol and code, where there must be no doubt: `$21.98 USD`.
  package var fullText: String {
    currency.symbol == nil ? codeText : "\(parts.text) \(currency.code.uppercased())"
  }

  /// Major units for programs: `1234.50`, without separators.
  package var decimalText: String {
    let (whole, fraction) = digits
    return "\(sign)\(whole)\(fraction)"
  }

  /// `text`, split for columns in which amounts are aligned at the point.
  package var parts: Parts {
    let (whole, fraction) = digits
    guard let symbol = currency.symbol else {
      return Parts(
        beforePoint: sign + Self.grouped(whole),
        fromPoint: "\(fraction) \(currency.code.uppercased())")
    }
    return Parts(beforePoint: sign + symbol + Self.grouped(whole), fromPoint: fraction)
  }

  /// The two sides of the decimal point.
  package struct Parts: Hashable, Sendable {
    /// Sign, symbol and whole units.
    package var beforePoint: String
    /// The point, the digits after it and a code; empty for `¥4,200`.
    package var fromPoint: String

    package var text: String { beforePoint + fromPoint }
  }

  private var sign: String { minorUnits < 0 ? "-" : "" }

  /// The digits before the point, and the point with the digits after it.
  private var digits: (whole: String, fraction: String) {
    let count = currency.fractionDigits
    let scale = (0..<count).reduce(UInt(1)) { scale, _ in scale * 10 }
    let (whole, rest) = minorUnits.magnitude.quotientAndRemainder(dividingBy: scale)
    return (String(whole), count == 0 ? "" : "." + Int(rest).padded(to: count))
  }

  /// Digits with commas between the thousands.
  package static func grouped(_ digits: String) -> String {
    let count = digits.utf8.count
    guard count > 3 else { return digits }
    var grouped: [UInt8] = []
    grouped.reserveCapacity(count + count / 3)
    var left = count
    for digit in digits.utf8 {
      if left < count, left.isMultiple(of: 3) { grouped.append(UInt8(ascii: ",")) }
      grouped.append(digit)
      left -= 1
    }
    return String(decoding: grouped, as: UTF8.self)
  }
}

extension Money {
  /// The sum; nil for different currencies and on overflow.
  package func adding(_ other: Money) -> Money? {
    guard currency == other.currency else { return nil }
    let (sum, overflow) = minorUnits.addingReportingOverflow(other.minorUnits)
    return overflow ? nil : Money(sum, currency)
  }
}
