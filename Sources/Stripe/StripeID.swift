/// What ids of Stripe look like. Source: https://docs.stripe.com/api
enum StripeID {
  /// Letters, digits and underscores, at most 255: safe in a path without any escaping.
  static func isValid(_ id: String) -> Bool {
    (1...255).contains(id.utf8.count) && id.utf8.allSatisfy(isIDCharacter)
  }

  /// The mode that a session's id names; nil when it names none.
  static func isLive(session id: String) -> Bool? {
    if id.hasPrefix("cs_live_") { return true }
    return id.hasPrefix("cs_test_") ? false : nil
  }
}

/// Letters, digits and the underscore: all that Stripe's ids and keys are made of.
func isIDCharacter(_ byte: UInt8) -> Bool {
  (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || byte == 0x5F
}

extension String {
  /// Without white space at both ends.
  var trimmed: String {
    var text = drop(while: \.isWhitespace)
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
