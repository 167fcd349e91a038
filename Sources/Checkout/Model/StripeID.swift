/// One of Stripe's ids, and the kind of object that its prefix names.
package struct StripeID: Hashable, Sendable {
  /// The type of object, by the prefix of its ids.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case session = "cs"
    case paymentIntent = "pi"
    case setupIntent = "seti"
    case customer = "cus"
    /// A customer without an account; no API lists sessions by it.
    case guestCustomer = "gcus"
    case subscription = "sub"
    case invoice = "in"
    case paymentLink = "plink"
    case charge = "ch"
    /// A charge without a card.
    case payment = "py"
    case refund = "re"
    case dispute = "dp"
    case paymentMethod = "pm"
    case lineItem = "li"
    case subscriptionItem = "si"
    case price, product = "prod"
    case coupon = "co"
    case promotionCode = "promo"
    case discount = "di"
    case shippingRate = "shr"
    case taxRate = "txr"
    case balanceTransaction = "txn"
    case account = "acct"
    case event = "evt"
    case request = "req"
    case file
  }

  package let kind: Kind
  package let text: String

  /// Nil for anything that is not exactly an id of a known kind, including secrets.
  package init?(_ text: String) {
    let parts = text.split(separator: "_", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let kind = Kind(rawValue: String(parts[0])), !parts[1].isEmpty,
      text.utf8.count <= 255, text.utf8.allSatisfy(Self.isAllowed), !Self.isSecret(text)
    else { return nil }
    self.kind = kind
    self.text = text
  }

  /// Live or test mode, as the id says; nil for kinds whose ids do not say.
  package var livemode: Bool? {
    guard kind == .session else { return nil }
    if text.hasPrefix("cs_live_") { return true }
    return text.hasPrefix("cs_test_") ? false : nil
  }

  /// Whether this is the client secret of an intent or a session: `pi_…_secret_…`.
  package static func isSecret(_ text: String) -> Bool {
    // Every string of an object passes through here, so each byte is read only once.
    var matched = 0
    for byte in text.utf8 {
      // After a mismatch only the mark's first byte can start it again: it does not repeat inside.
      matched = byte == secretMark[matched] ? matched + 1 : byte == secretMark[0] ? 1 : 0
      if matched == secretMark.count { return true }
    }
    return false
  }

  private static let secretMark = Array("_secret_".utf8)

  /// Letters, digits and underscores, at most 255: safe in a path without any escaping.
  package static func isWellFormed(_ id: String) -> Bool {
    (1...255).contains(id.utf8.count) && id.utf8.allSatisfy(isAllowed)
  }

  /// Letters, digits and the underscore: all that ids and keys are made of.
  package static func isAllowed(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}
