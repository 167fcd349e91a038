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
  /// With the symbol where it is unambiguous, else with the code: `$21.98`, `-¥4,200`, `5.00 CHF`.
  package var text: String { parts.text }

  /// With the code: `21.98 USD`.
  package var codeText: String {
    "\(sign)\(wholeText)\(fractionText) \(currency.code.uppercased())"
  }

  /// With symbol and code, for places that must not leave a doubt: `$21.98 USD`.
  package var fullText: String {
    currency.symbol == nil ? codeText : "\(parts.text) \(currency.code.uppercased())"
  }

  /// Major units for machines: `1234.50`, without separators.
  package var decimalText: String { "\(sign)\(digits.whole)\(fractionText)" }

  /// `text`, cut where amounts are aligned below each other.
  package var parts: Parts {
    guard let symbol = currency.symbol else {
      return Parts(
        beforePoint: "\(sign)\(wholeText)",
        fromPoint: "\(fractionText) \(currency.code.uppercased())")
    }
    return Parts(beforePoint: "\(sign)\(symbol)\(wholeText)", fromPoint: fractionText)
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
  private var wholeText: String { Self.grouped(digits.whole) }
  private var fractionText: String { digits.fraction.isEmpty ? "" : ".\(digits.fraction)" }

  private var digits: (whole: Substring, fraction: Substring) {
    let fractionDigits = currency.fractionDigits
    let digits = String(minorUnits.magnitude)
    let padding = String(repeating: "0", count: max(0, fractionDigits + 1 - digits.count))
    let padded = padding + digits
    return (padded.dropLast(fractionDigits), padded.suffix(fractionDigits))
  }

  /// Digits with a comma before every third from the right.
  package static func grouped(_ digits: some StringProtocol) -> String {
    var grouped = ""
    for (offset, digit) in digits.enumerated() {
      if offset > 0, (digits.count - offset).isMultiple(of: 3) { grouped.append(",") }
      grouped.append(digit)
    }
    return grouped
  }
}

extension Money {
  /// The sum; nil for different currencies and for more than fits.
  package func adding(_ other: Money) -> Money? {
    guard currency == other.currency else { return nil }
    let (sum, overflow) = minorUnits.addingReportingOverflow(other.minorUnits)
    return overflow ? nil : Money(sum, currency)
  }
}
