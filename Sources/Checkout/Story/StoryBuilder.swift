import JSON
import Query
import Units

/// Collects the steps of a story. If several objects tell about the same thing, it becomes one
/// step, from the object that knows the time best.
struct StoryBuilder {
  let sources: StorySources
  let zone: ZoneRule
  let session: Session
  let intent: JSON?
  /// Oldest first, including charges from events.
  let charges: [Charge]
  /// The events about this session, oldest first.
  let events: [StoryEvent]
  var also: [Story.Fact] = []
  private var steps: [String: StoryStep] = [:]
  private var order: [String] = []

  init(_ sources: StorySources, _ zone: ZoneRule) {
    self.sources = sources
    self.zone = zone
    session = sources.session
    intent = sources.intent
    events = sources.ownEvents
    charges = sources.charges
  }

  mutating func add(_ key: String, _ step: StoryStep) {
    if let known = steps[key] {
      if step.isBetter(than: known) { steps[key] = step }
    } else {
      steps[key] = step
      order.append(key)
    }
  }

  var sortedSteps: [StoryStep] {
    let told = order.compactMap { steps[$0] }
    return told.enumerated().sorted { left, right in
      if left.element.at != right.element.at { return left.element.at < right.element.at }
      let places = (left.element.place, right.element.place)
      return places.0 == places.1 ? left.offset < right.offset : places.0 < places.1
    }.map(\.element)
  }

  // MARK: - Reading

  func events(_ types: String...) -> [StoryEvent] { events.filter { types.contains($0.type) } }

  func firstEvent(_ types: String...) -> StoryEvent? { events.first { types.contains($0.type) } }

  /// The change of a field to a value, as till saw it.
  func change(_ field: String, to value: String) -> RecordChange? {
    sources.changes.last { $0.field == field && $0.to == value }
  }

  /// `28 Nov 2026`.
  func day(_ seconds: Int) -> String { Moment(seconds).date(in: zone).words(withYear: true) }

  func money(_ object: JSON, _ name: String) -> String? {
    guard let amount = object[name]?.int, let currency = object["currency"]?.string else {
      return nil
    }
    return Money(amount, Currency(currency)).text
  }

  // MARK: - What is not known

  var unknown: [String] {
    [
      withheldNote, unreadNote, eventsNote, triesNote, refundsNote, disputeNote, pageNote,
      closingNote,
    ].compactMap(\.self)
  }

  private var withheldNote: String? {
    missing(sources.withheld).map {
      "the key may not read everything around the session: missing are \($0)"
    }
  }

  private var unreadNote: String? {
    missing(sources.unread).map { "not everything around the session was read: missing are \($0)" }
  }

  /// Words for some parts of the session, if it has them.
  private func missing(_ paths: Set<String>) -> String? {
    let parts = StoryPart.all.filter { part in
      paths.contains(part.path) && session.id(of: String(part.path.prefix { $0 != "." })) != nil
    }
    return parts.isEmpty ? nil : parts.map(\.words).joined(separator: ", ")
  }

  private var eventsNote: String? {
    switch sources.reach {
    case .notAsked, .whole: nil
    case .noRequestLeft:
      "events were not read, as other requests came first: what changed has no exact time"
    case .refused:
      "the key may not read events: when something changed is told from charges and invoices alone"
    case .unlisted:
      "events were not listed: when something changed is told from charges and invoices alone"
    case .tooOld: "Stripe keeps events for 30 days: what changed before has no exact time"
    case .part(let from, let until):
      "other events took the place: those of this session were looked at from "
        + "\(Moment(from).text(in: zone)) to \(Moment(until).text(in: zone)) only"
    }
  }

  private var triesNote: String? {
    let isRead = session.json["invoice"]?.isNull != false || sources.invoice != nil
    guard !sources.hasAllCharges, sources.paymentIntentID != nil || !isRead else { return nil }
    return charges.isEmpty
      ? "charges were not read: tries to pay and refunds are not known"
      : "charges were not read: tries to pay before the latest are not known"
  }

  /// A charge and its events count a refund that is still under way like one that has arrived.
  private var refundsNote: String? {
    guard charges.contains(where: { $0.refunded != nil && $0.refunds.isEmpty }) else { return nil }
    return "refunds were not read: whether one is still under way is not known"
  }

  /// An event does not tell what became of a dispute afterwards.
  private var disputeNote: String? {
    guard sources.disputes.isEmpty,
      sources.knownDisputes.contains(where: { Self.disputeEndings[$0["status"]?.string] == nil })
    else { return nil }
    return "the dispute is told as an event showed it: what was answered since is not known"
  }

  private var pageNote: String? {
    let tried: Set<StoryStep.Kind> = [.submitted, .actionRequired, .declined]
    guard charges.isEmpty, session.status != .complete,
      !steps.values.contains(where: { tried.contains($0.kind) })
    else { return nil }
    return "whether the page was opened, and why the customer left it, is not recorded by Stripe"
  }

  private var closingNote: String? {
    guard session.status == .expired, firstEvent("checkout.session.expired") == nil,
      let end = session.expiresAt, end > sources.readAt
    else { return nil }
    return "who closed the checkout before its time is not recorded"
  }

  // MARK: - Webhooks

  var webhooks: [Story.Webhook] {
    events.map {
      Story.Webhook(id: $0.id, type: $0.type, at: $0.created, pending: $0.pendingWebhooks)
    }
  }
}
