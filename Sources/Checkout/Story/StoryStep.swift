package import Units

/// One thing that happened to a session.
package struct StoryStep: Equatable, Sendable {
  /// The word for programs. Within one second, things happen in the order of the cases.
  package enum Kind: String, CaseIterable, Sendable {
    case created
    /// It was opened with the recovery link of another session, or another with its own link.
    case recovered
    case submitted
    case actionRequired = "action_required"
    case processing
    case declined
    case authorized
    case paid
    case completed
    case saved
    case subscribed
    case invoiced
    case renewed
    case renewalFailed = "renewal_failed"
    case canceled
    case expired
    case refunded
    case refundFailed = "refund_failed"
    case disputed
    case disputeClosed = "dispute_closed"
    /// till saw a field change.
    case updated
  }

  /// How exactly the time is known.
  package enum Exactness: Equatable, Sendable {
    /// Stripe recorded it.
    case exact
    /// Taken from something that happens at about the same time.
    case about
    /// Between this time in Unix seconds and the step's own.
    case since(Int)
    /// At or before the step's own time.
    case atLatest
  }

  package let kind: Kind
  /// Unix seconds; if the time is not known exactly, the latest possible one.
  package let at: Int
  package let exactness: Exactness
  /// A sentence without a full stop and without anything that a customer typed.
  package let text: String
  /// The values of metadata or another field before and after; they may be about a person.
  package let values: String?
  /// The object that the step is about, such as a charge.
  package let id: String?
  /// Within one second, it comes after the steps of this kind, and not in the place of its own.
  let follows: Kind?

  package init(
    _ kind: Kind, at: Int, _ exactness: Exactness, _ text: String, values: String? = nil,
    id: String? = nil, after follows: Kind? = nil
  ) {
    self.kind = kind
    self.at = at
    self.exactness = exactness
    self.text = text
    self.values = values
    self.id = id
    self.follows = follows
  }

  /// A step whose time Stripe recorded.
  package init(_ kind: Kind, at: Int, _ text: String, id: String? = nil) {
    self.init(kind, at: at, .exact, text, id: id)
  }
}

extension StoryStep {
  /// The text with the values that changed.
  package var fullText: String { values.map { "\(text) \($0)" } ?? text }

  /// The time, for people: `2026-11-14 09:38:55 UTC`, `about …`, `between … and …`, `… at the
  /// latest`.
  package func timeText(in zone: ZoneRule) -> String {
    let time = Moment(at).text(in: zone)
    return switch exactness {
    case .exact: time
    case .about, .since(at): "about \(time)"
    case .since(let start): "between \(Moment(start).text(in: zone)) and \(time)"
    case .atLatest: "\(time) at the latest"
    }
  }

  /// Whether this step has a more exact time for the same thing than another step.
  func isBetter(than other: StoryStep) -> Bool { exactness.rank < other.exactness.rank }
}

extension StoryStep {
  /// Its place within one second.
  var place: (Int, Int) { ((follows ?? kind).rank, follows == nil ? 0 : 1) }
}

extension StoryStep.Exactness {
  fileprivate var rank: Int {
    switch self {
    case .exact: 0
    case .about: 1
    case .since: 2
    case .atLatest: 3
    }
  }
}

extension StoryStep.Kind {
  fileprivate var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
