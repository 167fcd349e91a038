/// What happens to a session and when, in Unix seconds. A session's state follows from this and the
/// time.
///
/// Nothing has to run for time to pass: what was planned for a time in the past has happened. What
/// the API did (`expiredAt`) counts at any time.
struct Life: Equatable, Sendable {
  var created: Int
  var expiresAt: Int
  /// When the customer finishes; nil if never.
  var completesAt: Int?
  /// When the money of a delayed payment method arrives or fails to arrive.
  var settlement: Settlement?
  /// When the expire endpoint was called.
  var expiredAt: Int?
  /// Whether nothing has to be paid: setup, a trial, a free order.
  var isFree = false

  struct Settlement: Equatable, Sendable {
    var at: Int
    var succeeds: Bool
    /// Why the money does not arrive, if the bank gives a reason of its own.
    var decline: SessionRecord.Decline?
  }

  enum Status: String, Sendable { case open, complete, expired }

  enum PaymentStatus: String, Sendable {
    case paid, unpaid
    case notRequired = "no_payment_required"
  }

  /// When the link that opens it again ends, which Stripe lets live for 30 days.
  /// Source: https://docs.stripe.com/payments/checkout/abandoned-carts
  var recoveryEndsAt: Int { (expiredAt ?? expiresAt) + 30 * 86_400 }

  func status(at now: Int) -> Status {
    if expiredAt != nil { return .expired }
    if let completesAt, completesAt <= now { return .complete }
    return expiresAt <= now ? .expired : .open
  }

  func paymentStatus(at now: Int) -> PaymentStatus {
    guard status(at: now) == .complete else { return .unpaid }
    if isFree { return .notRequired }
    guard let settlement else { return .paid }
    return settlement.at <= now && settlement.succeeds ? .paid : .unpaid
  }
}
