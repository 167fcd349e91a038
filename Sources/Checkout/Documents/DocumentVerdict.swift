import Units

/// What a document means, in one sentence that can be read to a customer. The sentences are in
/// `DocumentVerdict.table`.
package struct DocumentVerdict: Equatable, Sendable {
  /// Without a full stop, unless it ends with the extension's own words. Text from outside in it is
  /// not yet sanitised.
  package let sentence: String
  package let tone: Verdict.Tone
  /// The row of the table that it comes from.
  package let rule: String

  /// With a full stop.
  package var fullSentence: String {
    sentence.last.map { ".!?".contains($0) } == true ? sentence : sentence + "."
  }

  /// Judges a document by everything that is known about it.
  package init(_ facts: DocumentFacts) {
    let row = Self.table.first { $0.matches(facts) } ?? Self.unanswered
    rule = row.name
    // The document is as good or bad as its session.
    tone = row.name == Self.known ? facts.sessionTone : row.tone
    sentence = row.sentence(facts) + facts.duplicateWords
  }
}

/// A document, and what else is known about it.
package struct DocumentFacts: Sendable {
  package let document: CheckoutDocument
  /// Unix seconds.
  package let now: Int
  /// Every row of the verdict's table asks for it.
  let state: DocumentState
  /// Whether the key is a live one; nil when that is not known.
  package var isKeyLive: Bool?
  /// Stripe's session of that id, where it is known.
  package var session: Session?
  /// Whether Stripe has said that it has no session of that id.
  package var lacksSession = false
  /// `cus_…`, as the user's own document names it.
  package var userCustomer: String?
  /// How many documents the user created within minutes, including this one.
  package var group = 1

  package init(_ document: CheckoutDocument, at now: Int) {
    self.document = document
    self.now = now
    state = document.state(at: now)
  }

  var age: String {
    Moment.length(UInt(max(0, now.subtractingSaturating(document.created.seconds))), .long)
  }

  /// Users can write their own documents and name any session in them, so a session is trusted only
  /// if it belongs to the customer that the extension created for the user.
  package var trust: SessionTrust {
    guard let session else { return .unknown }
    guard let userCustomer else { return .unproven }
    guard let customer = session.id(of: "customer") else { return .unproven }
    return customer == userCustomer ? .proven : .another(customer: customer)
  }

  /// Whether the key's mode does not match the session's id, so that it cannot read the session.
  var isOfOtherMode: Bool {
    guard let isKeyLive, let isLive = document.isLive else { return false }
    return isKeyLive != isLive
  }

  var duplicateWords: String {
    group > 1
      ? " (one of \(group) of this user within minutes: perhaps a double click or a retry)" : ""
  }
}

/// Whether a document's session is its user's.
package enum SessionTrust: Equatable, Sendable {
  /// The session is not known here.
  case unknown
  /// Nothing shows whose it is: the user or the session has no customer.
  case unproven
  case proven
  /// It belongs to a different customer.
  case another(customer: String)

  /// What is known of it, for people; nil where the session is not known.
  package var words: String? {
    switch self {
    case .unknown: nil
    case .unproven: "nothing says whether the session is this user's"
    case .proven: "the session is this user's"
    case .another: "the session is another customer's"
    }
  }
}

extension DocumentVerdict {
  struct Row: Sendable {
    let name: String
    let tone: Verdict.Tone
    let matches: @Sendable (DocumentFacts) -> Bool
    let sentence: @Sendable (DocumentFacts) -> String

    init(
      _ name: String, _ tone: Verdict.Tone, _ state: DocumentState,
      if condition: @escaping @Sendable (DocumentFacts) -> Bool = { _ in true },
      sentence: @escaping @Sendable (DocumentFacts) -> String
    ) {
      self.name = name
      self.tone = tone
      self.sentence = sentence
      matches = { $0.state == state && condition($0) }
    }
  }

  /// The first row that matches is used, so specific rows come before general ones.
  static let table: [Row] = created + [waiting, failed, mobile, unanswered]

  private static let known = "created, session known"

  private static let created: [Row] = [
    Row("created, no session's id", .attention, .created, if: { !$0.hasPlausibleID }) {
      "Names “\($0.document.sessionID ?? "")” as its session, which is no session's id"
    },
    Row("created, of the other mode", .attention, .created, if: \.isOfOtherMode) {
      let (session, key) = $0.document.isLive == true ? ("live", "test") : ("test", "live")
      return "Became a session in \(session) mode, which a \(key) key cannot read"
    },
    Row("created, not at Stripe", .attention, .created, if: \.lacksSession) { _ in
      "Names a session that Stripe does not have: perhaps another account's"
    },
    Row("created, of another customer", .attention, .created, if: { $0.strangeCustomer != nil }) {
      "Names a session of another customer (\($0.strangeCustomer ?? "")): "
        + "the document may have been forged or edited"
    },
    Row("created, with an error", .attention, .created, if: { $0.document.error != nil }) {
      "Has a session and an error beside it, which the extension never writes together: "
        + "\($0.document.error ?? "")"
    },
    Row(known, .neutral, .created, if: { $0.session != nil }) {
      "Became a session: \($0.sessionWords)"
    },
    Row("created", .neutral, .created) { _ in "Became a session; Stripe knows what came of it" },
  ]

  private static let waiting = Row("waiting", .waiting, .waiting) {
    "Waiting for the extension for \($0.age); it usually answers within 7 seconds"
  }

  private static let failed = Row("failed", .bad, .failed) {
    "Never became a session: \($0.document.error ?? "")"
  }

  private static let mobile = Row("mobile", .neutral, .mobile) { _ in
    "For a mobile app's payment sheet: not a Checkout Session"
  }

  private static let unanswered = Row("unanswered", .bad, .unanswered) {
    "Not answered for \($0.age): the extension did not run, or died "
      + "(is it installed for this collection?)"
  }
}

extension DocumentFacts {
  fileprivate var hasPlausibleID: Bool {
    document.sessionID.flatMap { StripeID($0) }?.kind == .session
  }

  fileprivate var strangeCustomer: String? {
    if case .another(let customer) = trust { customer } else { nil }
  }

  private var verdict: Verdict? { session.map { Verdict(of: $0, at: now) } }

  fileprivate var sessionTone: Verdict.Tone { verdict?.tone ?? .neutral }

  /// The session's own verdict, as a continuation after a colon.
  fileprivate var sessionWords: String {
    guard let sentence = verdict?.sentence, let first = sentence.first else { return "" }
    return first.lowercased() + sentence.dropFirst()
  }
}
