/// A currency as Stripe names it: a lower-case ISO 4217 code.
package struct Currency: Hashable, Sendable {
  package let code: String

  package init(_ code: String) { self.code = code.lowercased() }
}

extension Currency {
  /// How many decimal places the minor unit has.
  ///
  /// Stripe's own table, not ISO's: MGA has no minor unit here, and ISK and UGX take two decimals
  /// although they have none in practice. Source: https://docs.stripe.com/currencies
  package var fractionDigits: Int {
    if Self.zeroDecimal.contains(code) { return 0 }
    return Self.threeDecimal.contains(code) ? 3 : 2
  }

  /// Whether amounts are in hundredths although the currency has no such unit in practice.
  package var isWholeInRealLife: Bool { code == "isk" || code == "ugx" }

  package static let zeroDecimal: Set = [
    "bif", "clp", "djf", "gnf", "jpy", "kmf", "krw", "mga", "pyg", "rwf", "vnd", "vuv", "xaf",
    "xof", "xpf",
  ]

  package static let threeDecimal: Set = ["bhd", "jod", "kwd", "omr", "tnd"]

  /// The symbol that means only this currency; nil where several countries share it.
  package var symbol: String? { Self.symbols[code] }

  /// The currency of a symbol that means only this one: `€`.
  package static func named(by symbol: String) -> Currency? {
    symbols.first { $0.value == symbol.uppercased() }.map { Currency($0.key) }
  }

  /// Whether a lower-case code is a currency that people write next to amounts, and not just any
  /// word of three letters.
  package static func isKnown(_ code: String) -> Bool {
    symbols[code] != nil || zeroDecimal.contains(code) || threeDecimal.contains(code)
      || others.contains(code)
  }

  private static let others: Set = [
    "aed", "ars", "bgn", "bob", "chf", "cny", "cop", "czk", "dkk", "dop", "egp", "gtq", "huf",
    "idr",
    "isk", "kes", "lkr", "mad", "myr", "nok", "pen", "pkr", "pln", "qar", "ron", "rsd", "sar",
    "sek",
    "uyu", "zar",
  ]

  /// Symbols as their codes, for screens that have only ASCII.
  package static let spelledSymbols: [Unicode.Scalar: String] = Dictionary(
    uniqueKeysWithValues: symbols.compactMap { code, symbol in
      guard let scalar = symbol.unicodeScalars.first, !scalar.isASCII else { return nil }
      return (scalar, code.uppercased() + " ")
    })

  private static let symbols = [
    "usd": "$", "eur": "€", "gbp": "£", "jpy": "¥", "krw": "₩", "inr": "₹", "ils": "₪", "vnd": "₫",
    "php": "₱", "thb": "฿", "ngn": "₦", "uah": "₴", "try": "₺", "kzt": "₸", "gel": "₾", "pyg": "₲",
    "crc": "₡", "azn": "₼", "mnt": "₮", "bdt": "৳", "lak": "₭",
    "cad": "CA$", "aud": "A$", "nzd": "NZ$", "hkd": "HK$", "twd": "NT$", "mxn": "MX$", "brl": "R$",
    "sgd": "S$",
  ]
}
