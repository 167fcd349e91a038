package import Screen

/// All that can happen to the dashboard: what the run loop sees, and the answers, by who gives
/// them.
package enum Event: Equatable, Sendable {
  /// Comes before every batch of other events.
  case clock(Clock)
  case key(Key)
  case resize(Size)
  /// The program has started: Stripe is asked for what is new.
  case started
  /// The program was started with something to look for.
  case lookUp(String)

  case cache(CacheAnswer)
  case stripe(StripeAnswer)
  case firestore(FirestoreAnswer)
  case http(HTTPNotice)
  case system(SystemAnswer)

  package var isKey: Bool { if case .key = self { true } else { false } }
}

/// What the HTTP client reports about its requests, whoever made them.
package enum HTTPNotice: Equatable, Sendable {
  case activity(RequestActivity)
  case ended(RequestRecord)
}
