import Units

/// What became of a document, in one word.
package enum DocumentState: String, Sendable, CaseIterable {
  /// The function created a session; everything after that is in Stripe.
  case created
  /// Too young to worry about.
  case waiting
  /// It never became a session, and says why.
  case failed
  /// There was no answer: the function did not run, or crashed.
  case unanswered
  /// A PaymentIntent, SetupIntent or subscription for a mobile app: not a Checkout Session.
  case mobile

  /// Seconds within which the function usually answers; after that the web SDK gives up.
  /// Source: https://github.com/invertase/stripe-firebase-extensions/tree/next/firestore-stripe-web-sdk
  package static let patience = 30
}

extension DocumentState {
  /// The state of a document without an answer.
  static func unanswered(since created: DocumentTime, at now: Int) -> DocumentState {
    now.subtractingSaturating(created.seconds) < patience ? .waiting : .unanswered
  }
}

extension CheckoutDocument {
  /// The state at a time in Unix seconds.
  package func state(at now: Int) -> DocumentState {
    outcome ?? .unanswered(since: created, at: now)
  }

  /// What the answer was; nil without one. A session counts more than an error next to it, because
  /// the extension never writes both.
  var outcome: DocumentState? {
    if sessionID != nil { return .created }
    if error != nil { return .failed }
    return isMobileAnswer ? .mobile : nil
  }

  /// Apps can ask for mobile themselves; only an answer has a customer, a time or secrets.
  private var isMobileAnswer: Bool {
    if Self.secretNames.contains(where: { fields[$0]?.string != nil }) { return true }
    return client == "mobile" && (customer != nil || fields["created"] != nil)
  }

  /// With these, anybody can pay or read a customer's payment methods, so they are never shown,
  /// kept or exported.
  package static let secretNames = [
    "ephemeralKeySecret", "paymentIntentClientSecret", "setupIntentClientSecret",
  ]
}

/// Finds documents that look like one purchase that was started twice: a double click, or a retry.
///
/// The extension creates a session for each of them, and a customer for a new user.
package enum DuplicateDocuments {
  /// Seconds between one document and the next of the same user.
  package static let window = 5 * 60

  /// What the check needs to know about a document.
  package struct Candidate: Sendable {
    package var id: String
    package var user: String
    package var created: DocumentTime
    /// Whether it has failed: another try after that is not a duplicate.
    package var isFailed: Bool

    package init(id: String, user: String, created: DocumentTime, isFailed: Bool) {
      self.id = id
      self.user = user
      self.created = created
      self.isFailed = isFailed
    }
  }

  /// The ids of documents that belong together, oldest first; only groups of two and more.
  package static func groups(_ candidates: [Candidate]) -> [[String]] {
    let sorted = candidates.filter { !$0.isFailed }.sorted {
      ($0.user, $0.created, $0.id) < ($1.user, $1.created, $1.id)
    }
    var groups: [[String]] = []
    var last: Candidate?
    for candidate in sorted {
      if let previous = last, previous.user == candidate.user,
        candidate.created.seconds - previous.created.seconds <= window
      {
        groups[groups.count - 1].append(candidate.id)
      } else {
        groups.append([candidate.id])
      }
      last = candidate
    }
    return groups.filter { $0.count > 1 }
  }
}

extension DuplicateDocuments.Candidate {
  package init(_ document: CheckoutDocument) {
    self.init(
      id: document.id, user: document.user, created: document.created,
      isFailed: document.sessionID == nil && document.error != nil)
  }
}
