package import JSON

/// Why a payment or a setup failed, in words that support staff may read to a customer.
package struct Decline: Equatable, Sendable {
  /// The issuer's reason if there is one, otherwise Stripe's error code.
  package let code: String?
  /// Part of a sentence, such as `the card has insufficient funds`.
  package let words: String

  /// Reads `last_payment_error`, `last_setup_error` or any other error object; nil for null.
  package init?(_ error: JSON?) {
    guard let error, error.kind == .object else { return nil }
    let codes = [error.value("decline_code")?.string, error.value("code")?.string]
    code = codes.compactMap(\.self).first
    words =
      codes.lazy.compactMap { $0.flatMap { Self.table[$0] } }.first
      ?? error.value("message")?.string.map { "“\($0)”" }
      ?? code.map { "“\($0)”" }
      ?? "no reason was given"
  }

  /// Reads a failed charge: the issuer's reason is in its outcome.
  ///
  /// A charge that was blocked before it reached the bank says so: the bank did not decline it.
  /// Source: https://docs.stripe.com/api/charges/object#charge_object-outcome
  package init(charge: JSON) {
    let outcome = charge.value("outcome")
    let codes = [outcome?["reason"]?.string, charge["failure_code"]?.string].compactMap(\.self)
    code = codes.first
    switch outcome?["type"]?.string {
    case "blocked": words = "Stripe's fraud rules stopped it, and the bank was not asked"
    case "invalid": words = "the request was not valid, and the bank was not asked"
    default:
      words =
        codes.lazy.compactMap { Self.table[$0] }.first
        ?? charge["failure_message"]?.string.map { "“\($0)”" }
        ?? codes.first.map { "“\($0)”" }
        ?? "no reason was given"
    }
  }

  /// A code in words; the code itself if till does not know it.
  static func words(for code: String) -> String {
    table[code] ?? code.replacing("_", with: " ")
  }

  /// Stripe asks not to tell customers the reasons behind `generic`.
  /// Source: https://docs.stripe.com/declines/codes
  private static let generic = "the card was declined"

  private static let table = [
    "approve_with_id": "the bank could not authorise the payment",
    "authentication_required": "the bank asks for authentication",
    "payment_intent_authentication_failure": "the customer did not pass authentication",
    "setup_intent_authentication_failure": "the customer did not pass authentication",
    "payment_intent_payment_attempt_failed": "the payment attempt failed",
    "payment_intent_payment_attempt_expired": "the payment attempt ran out of time",
    "payment_method_customer_decline": "the customer declined the payment",
    "payment_method_provider_decline": "the payment provider declined the payment",
    "payment_method_provider_timeout": "the payment provider did not answer in time",
    "card_declined": generic,
    "generic_decline": generic,
    "do_not_honor": generic,
    "do_not_try_again": generic,
    "fraudulent": generic,
    "lost_card": generic,
    "stolen_card": generic,
    "pickup_card": generic,
    "restricted_card": generic,
    "merchant_blacklist": generic,
    "no_action_taken": generic,
    "security_violation": generic,
    "stop_payment_order": generic,
    "transaction_not_allowed": generic,
    "revocation_of_authorization": generic,
    "revocation_of_all_authorizations": generic,
    "service_not_allowed": generic,
    "call_issuer": "the bank declined the card and asks the customer to call",
    "card_not_supported": "the card does not support this kind of purchase",
    "card_velocity_exceeded": "the card is over its limit",
    "withdrawal_count_limit_exceeded": "the card is over its limit",
    "currency_not_supported": "the card does not support this currency",
    "duplicate_transaction": "an identical payment was made a moment before",
    "expired_card": "the card has expired",
    "incorrect_address": "the address does not match the card",
    "incorrect_zip": "the postal code does not match the card",
    "incorrect_cvc": "the card's security code is wrong",
    "invalid_cvc": "the card's security code is wrong",
    "incorrect_number": "the card number is wrong",
    "invalid_number": "the card number is wrong",
    "invalid_expiry_month": "the card's expiry date is wrong",
    "invalid_expiry_year": "the card's expiry date is wrong",
    "incorrect_pin": "the PIN is wrong",
    "invalid_pin": "the PIN is wrong",
    "pin_try_exceeded": "the PIN was wrong too often",
    "offline_pin_required": "the card asks for a PIN",
    "online_or_offline_pin_required": "the card asks for a PIN",
    "insufficient_funds": "not enough money",
    "invalid_account": "the card's account is not valid",
    "new_account_information_available": "the card or its account has changed",
    "invalid_amount": "the bank does not allow this amount",
    "issuer_not_available": "the bank could not be reached",
    "processing_error": "the bank could not process the card",
    "reenter_transaction": "the bank could not process the card",
    "try_again_later": "the bank could not process the card now",
    "not_permitted": "the bank does not permit this payment",
    "testmode_decline": "a test card was declined",
    "live_mode_test_card": "a test card was used in live mode",
    "bank_account_declined": "the bank account cannot be used",
    "debit_not_authorized": "the bank says that the debit was not authorised",
    "account_closed": "the bank account is closed",
    "no_account": "the bank account does not exist",
  ]
}
