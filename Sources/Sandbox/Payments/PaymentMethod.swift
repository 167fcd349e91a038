/// A payment method, as far as the sandbox has to know more of it than its name.
///
/// How a method is called in a story, and whether its money comes later, is the same everywhere:
/// `PaymentMethodWords` says it.
struct PaymentMethod: Sendable {
  /// Stripe's name, such as `sepa_debit`.
  let type: String
  /// In which the account takes it; nil for all.
  var currencies: Set<String>?
  /// Whether customers pay with it by a button of its own, so that the page does not list it.
  var isWallet = false
  /// The title on the page, if it is not the type in words.
  var title: (@Sendable (PageWords) -> String)?
  /// Nil if there is nothing to type, because customers confirm elsewhere, such as in an app.
  var form: Form?
}

extension PaymentMethod {
  /// Nil for a method that Stripe knows, but that the account does not have. Such a one can be asked
  /// for, too.
  static subscript(type: String) -> PaymentMethod? { rows[type] }

  private static let rows = Dictionary(uniqueKeysWithValues: all.map { ($0.type, $0) })

  func isTaken(in currency: String?) -> Bool {
    guard let currencies else { return true }
    return currency.map(currencies.contains) ?? false
  }
}
