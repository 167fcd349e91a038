extension PaymentMethod {
  /// The methods of the account, in the order in which a session lists them.
  static let all = [
    card,
    PaymentMethod(type: "link", isWallet: true),
    PaymentMethod(type: "acss_debit", currencies: ["cad"]),
    PaymentMethod(type: "bacs_debit", currencies: ["gbp"]),
    PaymentMethod(type: "bancontact", currencies: ["eur"]),
    PaymentMethod(type: "boleto", currencies: ["brl"]),
    PaymentMethod(type: "cashapp", currencies: ["usd"]),
    PaymentMethod(type: "eps", currencies: ["eur"]),
    PaymentMethod(type: "klarna", currencies: ["cad", "eur", "gbp", "usd"]),
    PaymentMethod(type: "konbini", currencies: ["jpy"]),
    PaymentMethod(type: "paypal", currencies: ["eur", "gbp"]),
    debit,
    PaymentMethod(
      type: "us_bank_account", currencies: ["usd"], title: { _ in "US bank account" }),
  ]

  static let card = PaymentMethod(type: "card", title: { $0[.card] })

  static let debit = PaymentMethod(
    type: "sepa_debit", currencies: ["eur"], title: { "SEPA (\($0[.bankAccount]))" })
}
