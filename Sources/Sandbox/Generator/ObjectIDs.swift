/// What an id identifies.
enum ObjectKind: UInt64, Sendable {
  case session, lineItem, price, product, paymentIntent, charge, paymentMethod, setupIntent
  case customer, account, subscription, subscriptionItem, invoice, paymentLink, event, request
  case coupon, promotionCode, discount, taxRate, shippingRate, configuration, file
  case invoicePayment
  case intentEvent, refund, dispute, balanceTransaction, paymentPage, mandate, setupAttempt
  case fraudWarning

  /// Stripe's word in "No such …".
  var noun: String {
    switch self {
    case .session: "checkout.session"
    case .paymentIntent: "payment_intent"
    case .customer: "customer"
    case .subscription: "subscription"
    case .invoice: "invoice"
    case .paymentLink: "payment_link"
    case .event: "event"
    case .price: "price"
    case .product: "product"
    case .taxRate: "tax rate"
    case .lineItem: "item"
    case .coupon: "coupon"
    case .promotionCode: "promotion code"
    case .shippingRate: "shipping rate"
    case .charge: "charge"
    case .refund: "refund"
    case .dispute: "dispute"
    case .setupIntent: "setup_intent"
    case .paymentMethod: "PaymentMethod"
    case .balanceTransaction: "balance transaction"
    default: "object"
    }
  }
}

/// Ids that look like Stripe's and can be turned back into numbers.
///
/// An id is a number, encrypted with the seed. So the sandbox finds the object behind any id
/// without keeping a table: a million sessions and the dozen ids of each take no memory.
struct ObjectIDs: Sendable {
  let seed: UInt64
  let livemode: Bool

  /// Customers from this number on were made when a session ended; the rest is that session's
  /// number.
  static let ownCustomers = 1 << 34
  /// From here on, a number is that of a payment or an invoice for a later period of a
  /// subscription.
  static let renewals = 1 << 38
  /// From here on, an object was made by a request to create it.
  static let shelf = 1 << 36

  func id(_ kind: ObjectKind, _ number: Int) -> String {
    if kind == .coupon { return couponID(number) }
    let (prefix, length) = shape(of: kind, number)
    var hidden = cipher(UInt64(number), kind)
    var letters = Dice(seed: hidden)
    return String(unsafeUninitializedCapacity: prefix.utf8.count + length) { buffer in
      var end = 0
      for byte in prefix.utf8 {
        buffer[end] = byte
        end += 1
      }
      for position in 0..<length {
        if position >= Self.meaningful, (position - Self.meaningful) % 10 == 0 {
          hidden = letters.next()
        }
        buffer[end] = Self.alphabet[Int(hidden % 62)]
        hidden /= 62
        end += 1
      }
      return end
    }
  }

  /// The number behind an id; nil if this sandbox cannot have made the id.
  func number(of id: String, _ kind: ObjectKind) -> Int? {
    if kind == .coupon { return (0..<Self.coupons).first { couponID($0) == id } }
    // The number is not known yet. It can change a letter of the prefix, but not the length.
    let (prefix, length) = shape(of: kind, 0)
    guard id.utf8.count == prefix.utf8.count + length else { return nil }
    var hidden: UInt64 = 0
    for byte in id.utf8.dropFirst(prefix.utf8.count).prefix(Self.meaningful).reversed() {
      guard let digit = Self.alphabet.firstIndex(of: byte) else { return nil }
      hidden = hidden &* 62 &+ UInt64(digit)
    }
    let number = decipher(hidden, kind)
    guard number <= UInt64(UInt32.max) << 8, self.id(kind, Int(number)) == id else { return nil }
    return Int(number)
  }

  /// Whether an id begins as those of a kind do.
  func isLike(_ id: String, _ kind: ObjectKind) -> Bool {
    let prefix = shape(of: kind, 0).prefix.prefix { $0 != "_" }
    return id.hasPrefix(prefix + "_")
  }

  /// Coupon ids have no prefix and are too short to hide a number; there are few coupons.
  private func couponID(_ number: Int) -> String { letters(8, for: 0xC0_0000 + number) }
  private static let coupons = 16

  /// Random-looking letters, for secrets and fragments; the same for the same number.
  func letters(_ count: Int, for number: Int) -> String {
    var dice = Dice(seed: seed, UInt64(number))
    return String(decoding: (0..<count).map { _ in Self.alphabet[dice.below(62)] }, as: UTF8.self)
  }

  private static let alphabet = Array(
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)

  static func isLetter(_ byte: UInt8) -> Bool { alphabet.contains(byte) }

  /// Eleven letters of 62 hold any 64 bits.
  private static let meaningful = 11

  private func shape(of kind: ObjectKind, _ number: Int) -> (prefix: String, letters: Int) {
    switch kind {
    case .session:
      // Both occur at Stripe; what decides between them is not known.
      ((livemode ? "cs_live_" : "cs_test_") + (Dice.mix(UInt64(number)) % 2 == 0 ? "a1" : "b1"), 56)
    case .lineItem: ("li_1", 23)
    case .price: ("price_1", 23)
    case .product: ("prod_", 14)
    case .paymentIntent: ("pi_3", 23)
    case .charge: ("ch_3", 23)
    case .paymentMethod: ("pm_1", 23)
    case .setupIntent: ("seti_1", 23)
    case .customer: ("cus_", 14)
    case .account: ("acct_1", 15)
    case .subscription: ("sub_1", 23)
    case .subscriptionItem: ("si_", 14)
    case .invoice: ("in_1", 23)
    case .paymentLink: ("plink_1", 23)
    case .event: ("evt_1", 23)
    case .request: ("req_", 14)
    case .coupon: ("", 8)
    case .promotionCode: ("promo_1", 23)
    case .discount: ("di_1", 23)
    case .taxRate: ("txr_1", 23)
    case .shippingRate: ("shr_1", 23)
    case .configuration: ("pmc_1", 23)
    case .file: ("file_1", 23)
    case .invoicePayment: ("inpay_1", 23)
    case .intentEvent: ("evt_3", 23)
    case .refund: ("re_3", 23)
    case .dispute: ("dp_1", 23)
    case .balanceTransaction: ("txn_3", 23)
    case .paymentPage: ("ppage_1", 23)
    case .mandate: ("mandate_1", 23)
    case .setupAttempt: ("setatt_1", 23)
    case .fraudWarning: ("issfr_1", 23)
    }
  }

  // A Feistel network: it can be run backwards whatever its round function is.
  private func cipher(_ number: UInt64, _ kind: ObjectKind) -> UInt64 {
    var left = UInt32(truncatingIfNeeded: number >> 32)
    var right = UInt32(truncatingIfNeeded: number)
    for round in 0..<Self.rounds {
      (left, right) = (right, left ^ mask(right, round, kind))
    }
    return UInt64(left) << 32 | UInt64(right)
  }

  private func decipher(_ hidden: UInt64, _ kind: ObjectKind) -> UInt64 {
    var left = UInt32(truncatingIfNeeded: hidden >> 32)
    var right = UInt32(truncatingIfNeeded: hidden)
    for round in (0..<Self.rounds).reversed() {
      (left, right) = (right ^ mask(left, round, kind), left)
    }
    return UInt64(left) << 32 | UInt64(right)
  }

  private static let rounds: UInt64 = 4

  private func mask(_ half: UInt32, _ round: UInt64, _ kind: ObjectKind) -> UInt32 {
    let salt = (kind.rawValue << 8 | round) << 32
    return UInt32(truncatingIfNeeded: Dice.mix(seed ^ (salt | UInt64(half))))
  }
}
