/// The business that owns the account.
enum Shop {
  static let name = "Kaffeerösterei „Zum Löwen“"

  /// The payment methods that the account has switched on, for a currency.
  ///
  /// Stripe computes them from the Dashboard's settings, the currency and the country.
  static func methods(in currency: String?) -> [String] {
    PaymentMethod.all.filter { $0.isTaken(in: currency) }.map(\.type)
  }
}

extension SessionRecord {
  /// The session's payment methods, and the one that it is paid by without settings.
  var methods: [String] {
    let methods = allowedMethods
    return methods.contains(method) || life.completesAt == nil ? methods : methods + [method]
  }

  /// The methods that were asked for, or those of the account. Of the account's, only the allowed
  /// ones, without the excluded ones.
  private var allowedMethods: [String] {
    var methods = names("payment_method_types") ?? Shop.methods(in: currency)
    if let allowed = names("allowed_payment_method_types") {
      methods.removeAll { !allowed.contains($0) }
    }
    if let excluded = names("excluded_payment_method_types") {
      methods.removeAll { excluded.contains($0) }
    }
    return methods
  }

  private func names(_ setting: String) -> [String]? {
    settings[setting]?.elements.compactMap(\.string)
  }

  /// Whether its settings let it be paid by this method. Without settings the sandbox takes any, in
  /// any currency.
  func takes(_ method: String) -> Bool {
    if names("excluded_payment_method_types")?.contains(method) == true { return false }
    let isLimited = ["payment_method_types", "allowed_payment_method_types"].contains {
      names($0) != nil
    }
    // The page has no form for Link, and shows that of a card when there is nothing else.
    return !isLimited || allowedMethods.contains(method)
      || method == "card" && allowedMethods == ["link"]
  }
}
