package import JSON

/// What a session's state means, in one sentence that can be read to a customer.
///
/// It says what Stripe's object says and no more: with the payment intent expanded it can name a
/// decline, without it that a payment may have failed. The sentences stand in `Verdict.table`.
package struct Verdict: Equatable, Sendable {
  package enum Tone: Sendable, CaseIterable {
    /// Paid, or nothing to pay.
    case good
    /// The customer or a bank has yet to do something.
    case waiting
    /// Somebody should look at it.
    case attention
    /// It failed.
    case bad
    /// Over, without harm.
    case neutral
  }

  /// Without a full stop.
  package let sentence: String
  package let tone: Tone
  /// The row of the table that it comes from.
  package let rule: String

  /// Judges a session at a time in Unix seconds. The payment intent, if it was read by itself, must
  /// be no older than the session.
  package init(of session: Session, at now: Int, paymentIntent: JSON? = nil) {
    let facts = VerdictFacts(session, now: now, paymentIntent: paymentIntent)
    let row = Self.table.first { $0.matches(facts) } ?? Self.unknown
    rule = row.name
    tone = row.tone
    sentence = row.sentence(facts) + (facts.isRecovered ? " (recovered from an expired one)" : "")
  }
}
