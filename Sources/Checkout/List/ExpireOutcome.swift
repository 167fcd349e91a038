/// What became of the wish to expire a session.
package enum ExpireOutcome: Equatable, Sendable {
  /// Stripe expired it; this is what it said.
  case expired(StoredSession)
  /// It was not open any more when it was read again: nothing was sent.
  case notOpen(StoredSession)
  /// The answer was lost, and reading the session again did not show that it is expired.
  case unknown
}
