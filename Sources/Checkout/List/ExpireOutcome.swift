/// The result of trying to expire a session.
package enum ExpireOutcome: Equatable, Sendable {
  /// Stripe expired it; this is its answer.
  case expired(StoredSession)
  /// It was no longer open when it was read again, so nothing was sent.
  case notOpen(StoredSession)
  /// The answer was lost, and reading the session again did not show that it is expired.
  case unknown
  /// The user stopped it before it was sent, or after a refusal: nothing has happened.
  case stopped
}
