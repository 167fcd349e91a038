package import Units

/// A summary of one customer's sessions, in a sentence.
///
/// Two payments that look alike are pointed out together with the rule that found them. People also
/// order twice, so it never claims a double charge.
package struct BuyerSummary: Equatable, Sendable {
  /// Two paid sessions of the same amount in the same currency, created soon after each other.
  package struct Pair: Equatable, Sendable {
    package let first: String
    package let second: String
    package let amount: Money
    /// Seconds between the two.
    package let distance: Int
    /// The reference that both have, if there is one.
    package let reference: String?
  }

  /// Payments created at most this many seconds apart are pointed out.
  package static let window = 3_600

  private let sessions: [SessionSummary]
  /// The pairs that look alike, closest in time first.
  package let pairs: [Pair]

  /// - Parameter sessions: in any order, each once.
  package init(_ sessions: some Sequence<SessionSummary>) {
    self.sessions = sessions.sorted { $0.created < $1.created }
    let paid = self.sessions.filter { $0.status == .complete && $0.paymentStatus == .paid }
    var pairs: [Pair] = []
    for (index, first) in paid.enumerated() {
      for second in paid[(index + 1)...] {
        let distance = second.created.subtractingSaturating(first.created)
        guard distance <= Self.window else { break }
        guard let amount = first.amountTotal, amount > 0, let currency = first.currency,
          second.amountTotal == amount, second.currency == currency
        else { continue }
        let reference = first.clientReferenceID
        pairs.append(
          Pair(
            first: first.id, second: second.id, amount: Money(amount, currency),
            distance: distance,
            reference: reference == second.clientReferenceID ? reference : nil))
      }
    }
    self.pairs = pairs.sorted { $0.distance < $1.distance }
  }

  /// `5 sessions in 30 days, 2 paid, 1 open; two payments of €135.24 within 9 minutes (same amount
  /// within an hour: not always a double charge)`. Without a full stop.
  package var sentence: String {
    guard let oldest = sessions.first, let newest = sessions.last else { return "no sessions" }
    let count = sessions.count == 1 ? "1 session" : "\(sessions.count) sessions"
    let days = newest.created.subtractingSaturating(oldest.created) / 86_400 + 1
    let span = sessions.count == 1 ? "" : days == 1 ? " in a day" : " in \(days) days"
    let states: [(Int, String)] = [
      (sessions.count { $0.status == .complete && $0.paymentStatus == .paid }, "paid"),
      (sessions.count { $0.status == .open }, "open"),
      (sessions.count { $0.status == .complete && $0.paymentStatus == .unpaid }, "unpaid"),
      (
        sessions.count { $0.status == .complete && $0.paymentStatus == .noPaymentRequired }, "free"
      ),
      (sessions.count { $0.status == .expired }, "expired"),
    ]
    let other = states.reduce(sessions.count) { $0 - $1.0 }
    let parts = (states + [(other, "other")]).filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    return ([count + span] + parts).joined(separator: ", ") + (warning.map { "; \($0)" } ?? "")
  }

  /// What is unusual, and the rule that found it; nil if nothing is.
  package var warning: String? {
    guard let pair = pairs.first else { return nil }
    let time = Moment.length(UInt(max(0, pair.distance)), .long)
    let same = pair.reference.map { "same amount and reference \($0)" } ?? "same amount"
    let others = pairs.count > 1 ? ", and \(pairs.count - 1) more such pairs" : ""
    return "two payments of \(pair.amount.text) within \(time)\(others)"
      + " (\(same) within an hour: not always a double charge)"
  }
}
