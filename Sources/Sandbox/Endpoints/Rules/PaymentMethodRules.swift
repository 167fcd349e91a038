/// `payment_method_options`: the options of each payment method, and which are sent back.
/// Source: https://docs.stripe.com/api/checkout/sessions/create#create_checkout_session-payment_method_options
enum PaymentMethodRules {
  static let options: ParameterCheck.Rules = plain.merging(
    detailed.mapValues { ParameterRule.object($0) }
  ) { $1 }

  /// What is sent back as `payment_method_options`.
  static func answer(to sent: Node?) -> Node {
    var answer: Node = ["card": ["request_three_d_secure": "automatic"]]
    for member in sent?.members ?? [] where !unanswered.contains(member.name) {
      var value = defaults[member.name] ?? answer[member.name] ?? .object([])
      for leaf in member.value.members
      where leaf.value != .null && !unanswered.contains("\(member.name).\(leaf.name)") {
        value.set(leaf.name, leaf.value)
      }
      answer.set(member.name, value)
    }
    return answer
  }

  private static let defaults: [String: Node] = [
    "boleto": ["expires_after_days": 3], "oxxo": ["expires_after_days": 3],
  ]

  /// Parameters without a field.
  private static let unanswered: Set = [
    "blik", "crypto", "demo_pay", "klarna.subscriptions", "p24.tos_shown_and_accepted",
    "pay_by_bank", "payco.setup_future_usage", "paypal.risk_correlation_id",
    "samsung_pay.setup_future_usage", "wechat_pay",
  ]

  // MARK: Simple ones

  private static let manual = ParameterRule.clearable(.choice(["manual"]))
  private static let never = ParameterRule.choice(["none"])
  private static let off = ParameterRule.clearable(.choice(["none", "off_session"]))
  private static let any = ParameterRule.clearable(.choice(["none", "off_session", "on_session"]))

  private static let plain: ParameterCheck.Rules = {
    var rules: ParameterCheck.Rules = [:]
    func add(_ names: String, _ fields: ParameterCheck.Rules) {
      for name in names.split(separator: " ") { rules[String(name)] = .object(fields) }
    }
    add("alma billie satispay scalapay sequra", ["capture_method": manual])
    add(
      "alipay crypto eps fpx giropay grabpay ideal multibanco paynow sofort",
      ["setup_future_usage": never])
    add("bancontact demo_pay twint", ["setup_future_usage": off])
    add(
      "affirm afterpay_clearpay mobilepay payco samsung_pay sunbit",
      ["capture_method": manual, "setup_future_usage": never])
    add(
      "amazon_pay kakao_pay kr_card link naver_pay revolut_pay",
      ["capture_method": manual, "setup_future_usage": off])
    add("pay_by_bank", [:])
    return rules
  }()

  // MARK: The others

  private static let reference = ParameterRule.object([
    "reference_prefix": .clearable(.string(maximum: 12))
  ])

  private static let detailed: [String: ParameterCheck.Rules] = [
    "acss_debit": [
      "currency": .choice(["cad", "usd"]),
      "mandate_options": .object([
        "custom_mandate_url": .clearable(.url),
        "default_for": .list(.choice(["invoice", "subscription"]), maximum: 2),
        "interval_description": .string(maximum: 500),
        "payment_schedule": .choice(["combined", "interval", "sporadic"]),
        "transaction_type": .choice(["business", "personal"]),
      ]),
      "setup_future_usage": any, "target_date": .text,
      "verification_method": .choice(["automatic", "instant", "microdeposits"]),
    ],
    "au_becs_debit": ["setup_future_usage": never, "target_date": .text],
    "bacs_debit": ["mandate_options": reference, "setup_future_usage": any, "target_date": .text],
    "blik": ["mandate_options": .object(["expires_at": .time]), "setup_future_usage": off],
    "boleto": ["expires_after_days": .integer(0...60), "setup_future_usage": any],
    "card": [
      "capture_method": manual,
      "installments": .object(["enabled": .boolean]),
      "request_extended_authorization": .choice(["if_available", "never"]),
      "request_incremental_authorization": .choice(["if_available", "never"]),
      "request_multicapture": .choice(["if_available", "never"]),
      "request_overcapture": .choice(["if_available", "never"]),
      "request_three_d_secure": .choice(["any", "automatic", "challenge"]),
      "restrictions": .object([
        "brands_blocked": .list(
          .choice(["american_express", "discover_global_network", "mastercard", "visa"]),
          maximum: 4),
        "funding_types_blocked": .list(.choice(["credit", "debit", "prepaid"]), maximum: 3),
      ]),
      "setup_future_usage": any,
      "statement_descriptor_suffix_kana": .string(maximum: 22),
      "statement_descriptor_suffix_kanji": .string(maximum: 17),
    ],
    "cashapp": ["capture_method": manual, "setup_future_usage": any],
    "customer_balance": [
      "bank_transfer": .object(
        [
          "eu_bank_transfer": .object([
            "country": .required(.choice(["BE", "DE", "ES", "FR", "IE", "NL"]))
          ]),
          "requested_address_types": .list(
            .choice(["aba", "iban", "sepa", "sort_code", "spei", "swift", "zengin"]), maximum: 7),
          "type": .required(
            .choice([
              "eu_bank_transfer", "gb_bank_transfer", "jp_bank_transfer", "mx_bank_transfer",
              "us_bank_transfer",
            ])),
        ], [.belongs(to: "type", being: "eu_bank_transfer", "eu_bank_transfer")]),
      "funding_type": .choice(["bank_transfer"]), "setup_future_usage": never,
    ],
    "klarna": [
      "capture_method": manual, "setup_future_usage": any,
      "subscriptions": .clearable(
        .list(
          .object([
            "interval": .required(.choice(["day", "month", "week", "year"])),
            "interval_count": .integer(1...1095), "name": .text,
            "next_billing": .required(
              .object(["amount": .required(CreateRules.amount), "date": .required(.text)])),
            "reference": .required(.text),
          ]), maximum: 20)),
    ],
    "konbini": ["expires_after_days": .integer(1...60), "setup_future_usage": never],
    "oxxo": ["expires_after_days": .integer(1...7), "setup_future_usage": never],
    "p24": ["setup_future_usage": never, "tos_shown_and_accepted": .boolean],
    "paypal": [
      "capture_method": manual,
      "preferred_locale": .choice([
        "cs-CZ", "da-DK", "de-AT", "de-DE", "de-LU", "el-GR", "en-GB", "en-US", "es-ES", "fi-FI",
        "fr-BE", "fr-FR", "fr-LU", "hu-HU", "it-IT", "nl-BE", "nl-NL", "pl-PL", "pt-PT", "sk-SK",
        "sv-SE",
      ]),
      "reference": .string(maximum: 127), "risk_correlation_id": .string(maximum: 32),
      "setup_future_usage": off,
    ],
    "payto": [
      "mandate_options": .object([
        "amount": .clearable(.integer(1...99_999_999)),
        "amount_type": .clearable(.choice(["fixed", "maximum"])),
        "end_date": .clearable(.text),
        "payment_schedule": .clearable(
          .choice([
            "adhoc", "annual", "daily", "fortnightly", "monthly", "quarterly", "semi_annual",
            "weekly",
          ])),
        "payments_per_period": .clearable(.integer(1...Int(Int32.max))),
        "purpose": .clearable(
          .choice([
            "dependant_support", "government", "loan", "mortgage", "other", "pension", "personal",
            "retail", "salary", "tax", "utility",
          ])),
        "start_date": .clearable(.text),
      ]), "setup_future_usage": off,
    ],
    "pix": [
      "amount_includes_iof": .choice(["always", "never"]),
      "expires_after_seconds": .integer(10...1_209_600),
      "mandate_options": .object([
        "amount": CreateRules.amount, "amount_includes_iof": .choice(["always", "never"]),
        "amount_type": .choice(["fixed", "maximum"]), "currency": .currency, "end_date": .text,
        "payment_schedule": .choice(["halfyearly", "monthly", "quarterly", "weekly", "yearly"]),
        "reference": .text, "start_date": .text,
      ]), "setup_future_usage": off,
    ],
    "sepa_debit": ["mandate_options": reference, "setup_future_usage": any, "target_date": .text],
    "swish": ["reference": .string(maximum: 35)],
    "upi": [
      "mandate_options": .object([
        "amount": CreateRules.amount, "amount_type": .choice(["fixed", "maximum"]),
        "description": .string(maximum: 20), "end_date": .time,
      ]), "setup_future_usage": any,
    ],
    "us_bank_account": [
      "financial_connections": .object([
        "permissions": .list(
          .choice(["balances", "ownership", "payment_method", "transactions"]), maximum: 4),
        "prefetch": .list(.choice(["balances", "ownership", "transactions"]), maximum: 3),
      ]), "setup_future_usage": any, "target_date": .text,
      "verification_method": .choice(["automatic", "instant"]),
    ],
    "wechat_pay": [
      "app_id": .text, "client": .required(.choice(["android", "ios", "web"])),
      "setup_future_usage": never,
    ],
  ]
}
