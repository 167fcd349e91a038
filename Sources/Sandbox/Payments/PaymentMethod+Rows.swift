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

  static let card = PaymentMethod(
    type: "card", title: { $0[.card] },
    form: Form(
      fields: [
        [
          Field(
            name: "card", asks: .number, word: .cardNumber, autocomplete: "cc-number",
            inputMode: "numeric")
        ],
        [
          Field(
            name: "expiry", asks: .expiry, word: .expiry, autocomplete: "cc-exp",
            inputMode: "numeric"),
          Field(
            name: "cvc", asks: .securityCode, word: .securityCode, autocomplete: "cc-csc",
            inputMode: "numeric"),
        ],
        [Field(name: "name", asks: .holder, word: .nameOnCard, autocomplete: "cc-name")],
      ],
      numbering: .card, values: TestValue.cards,
      suggestions: [
        ("4242424242424242", "succeeds"),
        ("4000002760003184", "asks for 3-D Secure, then succeeds"),
        ("4000000000000002", "is declined"),
        ("4000000000009995", "is declined: insufficient funds"),
        ("4000000000000069", "is declined: expired"),
        ("4100000000000019", "is blocked as too risky"),
        ("4000000000000259", "succeeds and is disputed"),
      ],
      postalCode: "97205", parameter: "number",
      kept: { means, fingerprint in
        [
          "brand": .string(means.brand), "country": .string(means.country),
          "exp_month": .int(means.expiryMonth), "exp_year": .int(means.expiryYear),
          "fingerprint": .string(fingerprint), "funding": .string(means.funding),
          "last4": .string(means.last4),
        ]
      },
      write: { $0.cardFields($1, into: &$2) }))

  static let debit = PaymentMethod(
    type: "sepa_debit", currencies: ["eur"], title: { "SEPA (\($0[.bankAccount]))" },
    form: Form(
      fields: [
        [Field(name: "iban", asks: .number, word: .bankAccount, autocomplete: "off")],
        [Field(name: "holder", asks: .holder, word: .name, autocomplete: "name")],
      ],
      numbering: .iban, values: TestValue.accounts,
      suggestions: [
        ("AT611904300234573201", "SEPA: succeeds after some seconds"),
        ("AT861904300235473202", "SEPA: fails after some seconds"),
      ],
      parameter: "iban",
      kept: { means, fingerprint in
        [
          "bank_code": .string(means.brand), "branch_code": "", "country": .string(means.country),
          "fingerprint": .string(fingerprint), "last4": .string(means.last4),
        ]
      },
      write: { $0.accountFields($1, into: &$2) }))
}
