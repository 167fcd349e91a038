/// The ways of paying in words. Source: https://docs.stripe.com/payments/payment-methods
package enum PaymentMethodWords {
  /// `Visa` for `visa`; an unknown brand keeps Stripe's word.
  static func brand(_ name: String) -> String { brands[name] ?? plain(name) }

  static func wallet(_ name: String) -> String { wallets[name] ?? plain(name) }

  /// `SEPA direct debit` for `sepa_debit`.
  static func method(_ type: String) -> String {
    delayed[type]?.words ?? methods[type] ?? wallets[type] ?? plain(type)
  }

  /// Whether the money arrives, or fails to arrive, days after the checkout.
  package static func isDelayed(_ type: String) -> Bool { delayed[type] != nil }

  /// The longest time that the bank takes, if Stripe states it: `14 business days`.
  static func term(_ type: String) -> String? { delayed[type]?.term }

  private static func plain(_ name: String) -> String { name.replacing("_", with: " ") }

  /// The terms are on the page of each method, such as https://docs.stripe.com/payments/sepa-debit
  private static let delayed: [String: (words: String, term: String?)] = [
    "acss_debit": ("pre-authorised debit", "5 business days"),
    "au_becs_debit": ("BECS direct debit", "3 business days"),
    "bacs_debit": ("Bacs direct debit", "7 business days"), "boleto": ("boleto", nil),
    "customer_balance": ("bank transfer", nil), "konbini": ("konbini", nil),
    "multibanco": ("Multibanco", nil), "nz_bank_account": ("BECS direct debit", nil),
    "oxxo": ("OXXO", nil), "pix": ("Pix", nil),
    "sepa_debit": ("SEPA direct debit", "14 business days"), "sofort": ("Sofort", nil),
    "us_bank_account": ("ACH direct debit", "4 business days"),
  ]

  private static let methods = [
    "card": "a card", "card_present": "a card at a terminal", "paypal": "PayPal",
    "klarna": "Klarna", "ideal": "iDEAL", "bancontact": "Bancontact", "eps": "EPS",
    "giropay": "giropay", "p24": "Przelewy24", "alipay": "Alipay", "wechat_pay": "WeChat Pay",
    "cashapp": "Cash App Pay", "affirm": "Affirm", "afterpay_clearpay": "Afterpay", "blik": "BLIK",
    "twint": "TWINT", "revolut_pay": "Revolut Pay", "amazon_pay": "Amazon Pay",
    "mobilepay": "MobilePay", "swish": "Swish", "grabpay": "GrabPay", "fpx": "FPX",
    "paynow": "PayNow", "promptpay": "PromptPay", "zip": "Zip", "kakao_pay": "Kakao Pay",
    "naver_pay": "Naver Pay", "payco": "PAYCO", "alma": "Alma", "billie": "Billie",
    "satispay": "Satispay", "crypto": "crypto",
  ]

  private static let wallets = [
    "apple_pay": "Apple Pay", "google_pay": "Google Pay", "samsung_pay": "Samsung Pay",
    "link": "Link", "amex_express_checkout": "Amex Express Checkout", "masterpass": "Masterpass",
    "visa_checkout": "Visa Checkout",
  ]

  static let brands = [
    "visa": "Visa", "mastercard": "Mastercard", "amex": "American Express",
    "discover": "Discover", "diners": "Diners Club", "jcb": "JCB", "unionpay": "UnionPay",
    "cartes_bancaires": "Cartes Bancaires", "eftpos_au": "eftpos", "maestro": "Maestro",
    "unknown": "a card",
  ]
}
