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

  /// The currency of a symbol that means only this one: `€`, and `TL` as it is written in Turkey.
  package static func named(by symbol: String) -> Currency? {
    let symbol = symbol.uppercased()
    if symbol == "TL" { return Currency("try") }
    return symbols.first { $0.value == symbol }.map { Currency($0.key) }
  }

  /// Whether a lower-case code is a currency, and not just any word of three letters.
  package static func isKnown(_ code: String) -> Bool { codes.contains(code) }

  /// All currencies of Stripe's. Source: https://docs.stripe.com/currencies
  package static let codes: Set = [
    "aed", "afn", "all", "amd", "ang", "aoa", "ars", "aud", "awg", "azn", "bam", "bbd", "bdt",
    "bgn", "bhd", "bif", "bmd", "bnd", "bob", "brl", "bsd", "bwp", "byn", "bzd", "cad", "cdf",
    "chf", "clp", "cny", "cop", "crc", "cve", "czk", "djf", "dkk", "dop", "dzd", "egp", "etb",
    "eur", "fjd", "fkp", "gbp", "gel", "gip", "gmd", "gnf", "gtq", "gyd", "hkd", "hnl", "htg",
    "huf", "idr", "ils", "inr", "isk", "jmd", "jod", "jpy", "kes", "kgs", "khr", "kmf", "krw",
    "kwd", "kyd", "kzt", "lak", "lbp", "lkr", "lrd", "lsl", "mad", "mdl", "mga", "mkd", "mmk",
    "mnt", "mop", "mur", "mvr", "mwk", "mxn", "myr", "mzn", "nad", "ngn", "nio", "nok", "npr",
    "nzd", "omr", "pab", "pen", "pgk", "php", "pkr", "pln", "pyg", "qar", "ron", "rsd", "rub",
    "rwf", "sar", "sbd", "scr", "sek", "sgd", "shp", "sle", "sos", "srd", "std", "szl", "thb",
    "tjs", "tnd", "top", "try", "ttd", "twd", "tzs", "uah", "ugx", "usd", "uyu", "uzs", "vnd",
    "vuv", "wst", "xaf", "xcd", "xcg", "xof", "xpf", "yer", "zar", "zmw",
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
