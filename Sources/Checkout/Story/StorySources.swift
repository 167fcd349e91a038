package import JSON
package import Query

/// Everything that was read about one session: the sources of its verdict and its story.
package struct StorySources: Equatable, Sendable {
  package var session: Session
  /// When Stripe sent it, in Unix seconds.
  package var readAt: Int
  /// The payment intent, if it was read separately and not before the session.
  package var paymentIntent: JSON?
  /// Disputes of the payment, if they were read.
  package var disputes: [JSON] = []
  /// Events around the session, newest first as Stripe lists them.
  package var events: [StoryEvent] = []
  package var reach = Reach.notAsked
  /// What changed between two answers of Stripe, as the cache saw it.
  package var changes: [RecordChange] = []
  /// The sessions that were opened with the recovery link of this one.
  package var recoveries: [Recovery] = []
  /// Listed attempts to pay; nil if they were not listed.
  package var listedCharges: [Charge]?
  /// The parts of the session that were not read because the key may not read everything, such as
  /// `payment_intent.latest_charge`.
  package var withheld: Set<String> = []
  /// The parts of the session that were not read for another reason.
  package var unread: Set<String> = []

  /// Which part of the events was read.
  package enum Reach: Equatable, Sendable {
    case notAsked
    /// Refusals, or a dispute, have taken the requests of a story.
    case noRequestLeft
    /// The key has no permission to read them.
    case refused
    /// The server refused to list them, for another reason than the key.
    case unlisted
    /// The session is older than Stripe keeps events.
    case tooOld
    /// All of them since the session was created, up to the time in Unix seconds.
    case whole(until: Int)
    /// There were too many other events: only those between two times in Unix seconds.
    case part(from: Int, until: Int)
  }

  /// A session that was opened with this one's recovery link.
  package struct Recovery: Equatable, Sendable {
    package let id: String
    /// Unix seconds.
    package let created: Int
    /// What the cache knows of it.
    package let status: SessionStatus?
    package let isPaid: Bool

    package init(id: String, created: Int, status: SessionStatus? = nil, isPaid: Bool = false) {
      self.id = id
      self.created = created
      self.status = status
      self.isPaid = isPaid
    }
  }

  package init(_ session: Session, readAt: Int) {
    self.session = session
    self.readAt = readAt
  }
}

extension StorySources {
  /// The payment intent, or only its id if that is all there is.
  var intent: JSON? {
    let expanded = session.json["payment_intent"]
    guard let paymentIntent else { return expanded }
    guard let expanded, !expanded.isNull else { return invoiceIntent == nil ? nil : paymentIntent }
    return paymentIntent["id"]?.string == session.id(of: "payment_intent")
      ? paymentIntent : expanded
  }

  /// `pi_…`, of the session or of its first invoice.
  package var paymentIntentID: String? { session.id(of: "payment_intent") ?? invoiceIntent }

  /// The payment intent of the first invoice: a session in subscription mode has none itself.
  package var invoiceIntent: String? {
    invoice?["payments"]?["data"]?.elements.lazy
      .compactMap { payment in
        let intent = payment["payment"]?["payment_intent"]
        return intent?.string ?? intent?["id"]?.string
      }.first
  }

  var invoice: JSON? { object("invoice") }
  var subscription: JSON? { object("subscription") }
  var setupIntent: JSON? { object("setup_intent") }

  private func object(_ name: String) -> JSON? {
    session.json[name].flatMap { $0.kind == .object ? $0 : nil }
  }

  /// The events about this session, oldest first. Stripe lists the newest first, which decides
  /// among those of one second.
  var ownEvents: [StoryEvent] {
    events.reversed().filter { $0.belongs(to: self) }.sorted { $0.created < $1.created }
  }

  /// Every known attempt, oldest first. An event shows a charge as it was then, so the latest event
  /// counts, and a charge that was read counts before it.
  var charges: [Charge] {
    let told = ownEvents.reversed().filter { $0.type.hasPrefix("charge.") }
    return Charge.sorted(newestFirst: readCharges + told.compactMap { Charge($0.object) })
  }

  private var readCharges: [Charge] {
    (listedCharges ?? []) + [Charge(intent?["latest_charge"])].compactMap(\.self)
  }

  /// Whether a charge was read, and is not only as an event showed it.
  func hasRead(_ charge: Charge) -> Bool { readCharges.contains { $0.id == charge.id } }

  /// If the customer does not pass the bank's check, a try fails before there is a charge.
  var failuresWithoutCharge: [StoryEvent] {
    let failures = ownEvents.filter { $0.type == "payment_intent.payment_failed" }
    func charge(_ event: StoryEvent) -> String? {
      event.object.value("last_payment_error")?["charge"]?.string
    }
    let named = Set(failures.compactMap(charge))
    let charges = charges
    return failures.filter { event in
      guard let id = charge(event) else {
        // An old event may not name its charge.
        return !charges.contains {
          $0.outcome == .failed && $0.created == event.created && !named.contains($0.id)
        }
      }
      return !charges.contains { $0.id == id }
    }
  }

  /// Whether `charges` is certain to have all attempts: each has an event, too.
  var hasAllCharges: Bool { listedCharges != nil || hasAllEvents }

  /// Whether every event about the session was looked at.
  var hasAllEvents: Bool { if case .whole = reach { true } else { false } }

  /// Every known dispute as it was last seen.
  var knownDisputes: [JSON] {
    let told = ownEvents.reversed().filter { $0.type.hasPrefix("charge.dispute.") }
    var seen: Set<String> = []
    return (disputes + told.map(\.object)).filter { dispute in
      dispute["id"]?.string.map { seen.insert($0).inserted } ?? false
    }
  }

  package var isDisputed: Bool {
    charges.contains(where: \.isDisputed) || !knownDisputes.isEmpty
  }
}
