/// The result of trying to expire a session.
package enum ExpireOutcome: Equatable, Sendable {
  /// Stripe expired it; this is its answer.
  case expired(StoredSession)
  /// It was no longer open when it was read again, so nothing was sent.
  case notOpen(StoredSession)
  /// No answer says whether it was carried out, and reading the session again did not show that it
  /// is expired. The sentence says what was wrong with the answer; server text in it is not yet
  /// sanitised.
  case unknown(String)
  /// The user stopped it before it was sent, or after a refusal: nothing has happened.
  case stopped
}
