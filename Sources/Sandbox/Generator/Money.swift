/// The currencies that the sandbox's shop sells in.
///
/// `scale` is how many minor units make up one US cent, in hundredths; prices are rounded to
/// `step` minor units. Stripe's classes of currencies: https://docs.stripe.com/currencies
struct SandboxCurrency: Sendable {
  let code: String
  let scale: Int
  let step: Int

  /// An amount in US cents as an amount in minor units of this currency.
  func amount(ofCents cents: Int) -> Int {
    guard code != "usd", cents > 0 else { return cents }
    return max((cents * scale / 100 + step / 2) / step * step, step)
  }

  static let all: [SandboxCurrency] = [
    SandboxCurrency(code: "usd", scale: 100, step: 1),
    SandboxCurrency(code: "eur", scale: 92, step: 1),
    SandboxCurrency(code: "jpy", scale: 150, step: 10),
    SandboxCurrency(code: "gbp", scale: 79, step: 1),
    SandboxCurrency(code: "kwd", scale: 310, step: 10),
    SandboxCurrency(code: "krw", scale: 1350, step: 100),
    SandboxCurrency(code: "brl", scale: 500, step: 10),
    SandboxCurrency(code: "aed", scale: 367, step: 5),
    SandboxCurrency(code: "inr", scale: 8300, step: 100),
    SandboxCurrency(code: "isk", scale: 14_000, step: 100),
    SandboxCurrency(code: "twd", scale: 3200, step: 100),
    SandboxCurrency(code: "ils", scale: 370, step: 10),
    SandboxCurrency(code: "thb", scale: 3600, step: 100),
    SandboxCurrency(code: "clp", scale: 930, step: 10),
    SandboxCurrency(code: "bhd", scale: 380, step: 10),
    SandboxCurrency(code: "vnd", scale: 25_000, step: 1000),
    SandboxCurrency(code: "huf", scale: 36_000, step: 500),
    SandboxCurrency(code: "cad", scale: 137, step: 1),
  ]

  static func with(code: String) -> SandboxCurrency? { all.first { $0.code == code } }

  static func index(of code: String) -> Int? { all.firstIndex { $0.code == code } }
}

/// A share of an amount in minor units, rounded half up to a multiple of `grain`. `rate` is in
/// hundredths of a percent.
func share(_ rate: Int, of amount: Int, grain: Int = 1) -> Int {
  (amount * rate + 5000 * grain) / (10_000 * grain) * grain
}
