import Units

/// Stripe's currencies, with their limits and rough exchange rates.
/// Source: https://docs.stripe.com/currencies
enum CurrencyTable {
  static var codes: Set<String> { Currency.codes }

  /// How many digits of an amount in minor units come after the decimal point.
  static func fractionDigits(_ code: String) -> Int {
    Currency(code).fractionDigits
  }

  /// Every charge has to be a multiple of this, in minor units: with three decimals the last digit
  /// is 0, and some currencies have no minor unit in practice.
  static func grain(_ code: String) -> Int {
    if Currency.threeDecimal.contains(code) { return 10 }
    return Currency(code).isWholeInRealLife ? 100 : 1
  }

  /// The smallest charge in a currency in which the account is paid out, in minor units.
  static func minimum(_ code: String) -> Int? { minimums[code] }

  /// The largest charge, in minor units: eight digits, or more if the currency is worth less.
  /// Source: https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts
  static func largest(_ code: String) -> Int {
    switch code {
    case "idr": largestOfAll
    case "cop", "huf", "jpy", "lbp", "twd": 9_999_999_999
    case "inr": 999_999_999
    default: 99_999_999
    }
  }

  /// The largest charge in the currency that allows the most.
  static let largestOfAll = 999_999_999_999

  /// What a parameter may be also depends on a currency, which its rule does not know.
  ///
  /// - Throws: 400 for an amount that is larger than any charge in the currency.
  static func checkCharge(
    _ amount: Int?, in currency: String, _ param: String
  ) throws(APIError) {
    let largest = largest(currency)
    guard let amount, amount > largest else { return }
    throw .invalid(
      "This value must be less than or equal to \(largest).", code: "parameter_invalid_integer",
      param: param)
  }

  /// The value of an amount in US cents, rounded.
  static func cents(_ amount: Int, of code: String) -> Int {
    guard let rate = rates[code] else { return amount }
    var units = Double(amount)
    for _ in 0..<fractionDigits(code) { units /= 10 }
    return Int((units * 100 / rate).rounded())
  }

  /// About the value of an amount in US cents, as something that can be charged.
  static func amount(ofCents cents: Int, in code: String) -> Int {
    var units = Double(cents) / 100 * (rates[code] ?? 1)
    for _ in 0..<fractionDigits(code) { units *= 10 }
    let grain = grain(code)
    return Int((units / Double(grain)).rounded()) * grain
  }

  /// `10.99`, with as many places as the currency has.
  static func digits(_ amount: Int, of code: String) -> String {
    let places = fractionDigits(code)
    guard places > 0 else { return String(amount) }
    let text = String(amount)
    let padded = String(repeating: "0", count: max(0, places + 1 - text.count)) + text
    return "\(padded.dropLast(places)).\(padded.suffix(places))"
  }

  static func symbol(_ code: String) -> String { symbols[code] ?? code.uppercased() + " " }

  private static let symbols = [
    "usd": "$", "eur": "€", "gbp": "£", "jpy": "¥", "cny": "¥", "krw": "₩", "inr": "₹", "ils": "₪",
    "vnd": "₫", "thb": "฿",
  ]

  /// Source: https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts
  private static let minimums = [
    "usd": 50, "aed": 200, "aud": 50, "bgn": 100, "brl": 50, "cad": 50, "chf": 50, "czk": 1500,
    "dkk": 250, "eur": 50, "gbp": 30, "hkd": 400, "huf": 17_500, "inr": 50, "jpy": 50,
    "mxn": 1000, "myr": 200, "nok": 300, "nzd": 50, "pln": 200, "ron": 200, "sek": 300, "sgd": 50,
    "thb": 1000,
  ]

  /// Units for one US dollar, roughly: enough to say whether an order is too small.
  static let rates: [String: Double] = [
    "usd": 1, "aed": 3.67, "afn": 70, "all": 84, "amd": 385, "ang": 1.79, "aoa": 915, "ars": 1400,
    "aud": 1.52, "awg": 1.79, "azn": 1.7, "bam": 1.68, "bbd": 2, "bdt": 122, "bgn": 1.68,
    "bhd": 0.376, "bif": 2950, "bmd": 1, "bnd": 1.3, "bob": 6.9, "brl": 5.4, "bsd": 1, "bwp": 13.5,
    "byn": 3.3, "bzd": 2, "cad": 1.38, "cdf": 2800, "chf": 0.8, "clp": 950, "cny": 7.12,
    "cop": 4000, "crc": 505, "cve": 95, "czk": 21, "djf": 178, "dkk": 6.4, "dop": 62, "dzd": 130,
    "egp": 48, "etb": 145, "eur": 0.86, "fjd": 2.26, "fkp": 0.75, "gbp": 0.75, "gel": 2.7,
    "gip": 0.75, "gmd": 72, "gnf": 8650, "gtq": 7.65, "gyd": 209, "hkd": 7.8, "hnl": 26, "htg": 131,
    "huf": 335, "idr": 16_500, "ils": 3.3, "inr": 88, "isk": 122, "jmd": 160, "jod": 0.709,
    "jpy": 150, "kes": 129, "kgs": 87, "khr": 4000, "kmf": 424, "krw": 1420, "kwd": 0.306,
    "kyd": 0.83, "kzt": 540, "lak": 21_600, "lbp": 89_500, "lkr": 303, "lrd": 183, "lsl": 17.3,
    "mad": 9.1, "mdl": 16.9, "mga": 4450, "mkd": 53, "mmk": 2100, "mnt": 3590, "mop": 8, "mur": 45,
    "mvr": 15.4, "mwk": 1735, "mxn": 18.4, "myr": 4.2, "mzn": 63.9, "nad": 17.3, "ngn": 1460,
    "nio": 36.8, "nok": 10, "npr": 141, "nzd": 1.74, "omr": 0.384, "pab": 1, "pen": 3.4, "pgk": 4.2,
    "php": 58, "pkr": 281, "pln": 3.65, "pyg": 7100, "qar": 3.64, "ron": 4.38, "rsd": 101,
    "rub": 81, "rwf": 1450, "sar": 3.75, "sbd": 8.2, "scr": 14, "sek": 9.4, "sgd": 1.3, "shp": 0.75,
    "sle": 23, "sos": 571, "srd": 39, "std": 21_000, "szl": 17.3, "thb": 32.5, "tjs": 9.3,
    "tnd": 2.9, "top": 2.4, "try": 42, "ttd": 6.8, "twd": 30.7, "tzs": 2450, "uah": 41.8,
    "ugx": 3480, "uyu": 39.9, "uzs": 12_050, "vnd": 26_300, "vuv": 121, "wst": 2.8, "xaf": 563,
    "xcd": 2.7, "xcg": 1.79, "xof": 563, "xpf": 102, "yer": 239, "zar": 17.3, "zmw": 22.7,
  ]
}
