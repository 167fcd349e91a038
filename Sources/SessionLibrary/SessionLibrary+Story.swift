package import Checkout
import JSON
import Query
import RecordCache
import Stripe
import Host
import Units

/// What turned out to be refused whatever the session is, so that it is not asked for again.
final class StoryLimits: Sendable {
  private struct State {
    /// Paths that cannot be expanded, nor anything below them.
    var paths: Set<String> = []
    /// Those of them for which the key has no permission.
    var forbidden: Set<String> = []
    var refusesCharges = false
    var refusesDisputes = false
    /// Why no events are listed.
    var events: StorySources.Reach?
  }

  private let state = Locked(State())

  var paths: Set<String> { state.withLock { $0.paths } }
  var forbidden: Set<String> { state.withLock { $0.forbidden } }
  var refusesCharges: Bool { state.withLock { $0.refusesCharges } }
  var refusesDisputes: Bool { state.withLock { $0.refusesDisputes } }
  var events: StorySources.Reach? { state.withLock { $0.events } }

  func refuse(paths: Set<String>, forbidden: Set<String>) {
    state.withLock {
      $0.paths.formUnion(paths)
      $0.forbidden.formUnion(forbidden)
    }
  }
  func refuseCharges() { state.withLock { $0.refusesCharges = true } }
  func refuseDisputes() { state.withLock { $0.refusesDisputes = true } }
  func refuseEvents(_ reason: StorySources.Reach) { state.withLock { $0.events = reason } }
}

extension SessionLibrary {
  /// What is cached of a session's story; nil when it was never read.
  package func story(_ id: String) async throws(LibraryError) -> StorySources? {
    let stored = try await caching { () throws(CacheError) in
      try await cache.relatedObject(Self.storyKey(id))
    }
    guard let sources = stored.flatMap({ StorySources(stored: $0.json) }) else { return nil }
    return try await withHistory(sources)
  }

  /// Adds the changes that till itself has seen, and the sessions opened from its recovery link.
  private func withHistory(_ sources: StorySources) async throws(LibraryError) -> StorySources {
    var sources = sources
    let id = sources.session.id
    sources.changes = try await caching { () throws(CacheError) in try await cache.changes(of: id) }
    let term = SessionQuery.Term(.equals(.recoveredFrom, .text(id)))
    let query = ListQuery(query: SessionQuery(source: "", terms: [term]))
    let recoveries = try await rows(query, .top, limit: 20).rows
    sources.recoveries = recoveries.reversed().map {
      .init(
        id: $0.id, created: $0.created, status: $0.status, isPaid: $0.paymentStatus == .paid)
    }
    return sources
  }

  /// Reads a session's story with at most three requests: the session with what belongs to it, the
  /// tries to pay, and the events, or the disputes of a disputed payment. What the key may not read,
  /// or what three requests cannot hold, is left out, and the story says so. A fourth is made only
  /// if the third, for the session and its payment, is refused for a part that no refusal named yet.
  ///
  /// - Throws: `.stripe` if the session itself cannot be read, `.cache` if the cache fails.
  package func loadStory(_ id: String) async throws(LibraryError) -> StorySources {
    var reading = StoryReading(library: self, id: id)
    let sources = try await reading.read()
    let stored = sources.stored
    if let json = try? JSON(parsing: stored) {
      let object = StoredObject(json, fetchedAt: sources.readAt)
      try await keeping { () throws(CacheError) in
        try await cache.store(object, id: Self.storyKey(id))
      }
    }
    let notes = PaymentNotes.of(sources)
    try await keeping { () throws(CacheError) in try await cache.note(notes, where: .id, is: id) }
    return try await withHistory(sources)
  }

  private static func storyKey(_ id: String) -> String { "story:\(id)" }
}

/// One reading of a story, and how many requests it has left.
private struct StoryReading {
  let library: SessionLibrary
  let id: String
  var left = 3
  /// The parts of the session that the key may not read.
  private var withheld: Set<String> = []
  /// The other parts that were not asked for.
  private var unread: Set<String> = []
  private var hasAskedDisputes = false

  init(library: SessionLibrary, id: String) {
    self.library = library
    self.id = id
  }

  /// What a permission is needed for. Source: https://docs.stripe.com/keys#limit-access
  private static let permissions = [
    "rak_payment_intent_read": "payment_intent", "rak_charge_read": StoryPart.latestCharge,
    "rak_balance_transaction_read": StoryPart.fees,
    "rak_balance_read": StoryPart.fees,
    "rak_subscription_read": "subscription", "rak_invoice_read": "invoice",
    "rak_setup_intent_read": "setup_intent",
  ]

  /// How long after its cause an event may come, in seconds.
  private static let delay = 300

  mutating func read() async throws(LibraryError) -> StorySources {
    let askedAt = library.now()
    let session = try await readSession()
    _ = try await library.keep(session.collapsed(StoryPart.fields), askedAt)
    var sources = StorySources(session, readAt: askedAt)
    sources.withheld = withheld
    sources.unread = unread
    let intent = sources.paymentIntentID
    // The customer has not pressed "Pay": there is nothing else to read.
    if session.status == .open, intent == nil, session.id(of: "setup_intent") == nil {
      sources.reach = .whole(until: askedAt)
      sources.listedCharges = []
      return sources
    }
    try await readCharges(of: intent, &sources)
    // An event shows a dispute as it was then, and on a busy account it is not among those listed.
    if sources.isDisputed { try await readDisputes(of: intent, &sources) }
    try await readEvents(&sources)
    if sources.isDisputed { try await readDisputes(of: intent, &sources) }
    return sources
  }

  /// A refusal, which leaves something out of the story, is returned and not thrown.
  private mutating func optional<Value>(
    _ body: () async throws(StripeError) -> Value
  ) async throws(LibraryError) -> Result<Value, StripeError> {
    left -= 1
    do throws(StripeError) {
      return .success(try await body())
    } catch {
      guard [.permission, .missing, .invalidRequest].contains(error.code) else {
        throw .stripe(error)
      }
      return .failure(error)
    }
  }

  // MARK: - The session

  private mutating func readSession() async throws(LibraryError) -> Session {
    let known = library.storyLimits.paths
    var refused: Set<String> = []
    /// Those that are refused for every session.
    var lasting: Set<String> = []
    var forbidden = library.storyLimits.forbidden
    /// Whether each refusal named the permission that is missing.
    var isNamed = true
    while true {
      var paths = Self.paths(without: known.union(refused))
      // The last request must not fail for the sake of a part. The payment tells most, and no
      // permission for it was named.
      // If that is refused after all, the session is still read.
      if left < 2 { paths.removeAll { left < 1 || !isNamed || !$0.hasPrefix("payment_intent") } }
      let missing = Self.missing(from: paths)
      withheld = missing.intersection(forbidden)
      unread = missing.subtracting(forbidden)
      left -= 1
      do throws(StripeError) {
        let session = try await library.source.retrieve(id, paths, .user)
        // Only now is it known that the paths were refused, and not the session.
        library.storyLimits.refuse(paths: lasting, forbidden: forbidden)
        return session
      } catch {
        if error.code == .missing {
          try await caching { () throws(CacheError) in
            try await library.cache.drop(id, isDoubtful: true)
          }
        }
        let isRefused = error.code == .permission || error.code == .invalidRequest
        guard isRefused, !paths.isEmpty, left >= 0 else { throw .stripe(error) }
        let permission = permission(for: paths, refusedBy: error)
        let parts = permission.map { [$0] } ?? quoted(paths, by: error)
        let heads = parts.isEmpty ? paths.map { String($0.prefix { $0 != "." }) } : parts
        refused.formUnion(heads)
        if !parts.isEmpty || error.code == .permission { lasting.formUnion(heads) }
        if let permission { forbidden.insert(permission) } else { isNamed = false }
        // The list of charges needs the same permission.
        if error.code == .permission, permission == StoryPart.latestCharge {
          library.storyLimits.refuseCharges()
        }
      }
    }
  }

  /// The part that needs the permission which a refusal names.
  private func permission(for paths: [String], refusedBy error: StripeError) -> String? {
    let part = Self.permissions.first { error.message.contains($0.key) }?.value
    return part.flatMap { part in
      paths.contains { "\($0).".hasPrefix("\(part).") } ? part : nil
    }
  }

  /// The parts whose path a refusal quotes.
  private func quoted(_ paths: [String], by error: StripeError) -> [String] {
    paths.filter { error.message.contains($0) }.map { String($0.prefix { $0 != "." }) }
  }

  /// The paths up to what cannot be expanded; without those of which nothing can.
  private static func paths(without refused: Set<String>) -> [String] {
    StoryPart.paths.compactMap { path in
      var allowed: [Substring] = []
      for name in path.split(separator: ".") {
        if refused.contains((allowed + [name]).joined(separator: ".")) { break }
        allowed.append(name)
      }
      return allowed.isEmpty ? nil : allowed.joined(separator: ".")
    }
  }

  /// The first part of each path that is not asked for.
  private static func missing(from asked: [String]) -> Set<String> {
    let parts = StoryPart.paths.compactMap { path -> String? in
      let longest = asked.filter { "\(path).".hasPrefix("\($0).") }.map(\.count).max() ?? 0
      guard longest < path.count else { return nil }
      let rest = path.dropFirst(longest == 0 ? 0 : longest + 1)
      return String(path.prefix(path.count - rest.count)) + rest.prefix { $0 != "." }
    }
    return Set(parts)
  }

  // MARK: - What belongs to it

  private mutating func readCharges(of intent: String?, _ sources: inout StorySources)
    async throws(LibraryError)
  {
    guard sources.session.json["payment_intent"]?["latest_charge"]?.isNull != true else {
      sources.listedCharges = []
      return
    }
    guard left > 0, let intent, !library.storyLimits.refusesCharges else { return }
    // The session came with the charge: the last request tells more about its dispute.
    guard left > 1 || !sources.isDisputed || library.storyLimits.refusesDisputes else { return }
    let source = library.source
    switch try await optional({ () throws(StripeError) in try await source.charges(intent) }) {
    case .success(let page): sources.listedCharges = page.elements
    case .failure(let error):
      if error.isOfEverySession { library.storyLimits.refuseCharges() }
    }
  }

  /// Once, as long as there is a request left.
  private mutating func readDisputes(of intent: String?, _ sources: inout StorySources)
    async throws(LibraryError)
  {
    guard left > 0, let intent, !hasAskedDisputes, !library.storyLimits.refusesDisputes else {
      return
    }
    hasAskedDisputes = true
    let source = library.source
    switch try await optional({ () throws(StripeError) in try await source.disputes(intent) }) {
    case .success(let disputes): sources.disputes = disputes
    case .failure(let error):
      if error.isOfEverySession { library.storyLimits.refuseDisputes() }
    }
  }

  private func isRemembered(_ session: Session, at now: Int) -> Bool {
    session.created > now - SessionLibrary.eventLifetime
  }

  private mutating func readEvents(_ sources: inout StorySources) async throws(LibraryError) {
    guard isRemembered(sources.session, at: sources.readAt) else {
      sources.reach = .tooOld
      return
    }
    if let reason = library.storyLimits.events {
      sources.reach = reason
      return
    }
    guard left > 0 else {
      sources.reach = .noRequestLeft
      return
    }
    let start = firstKnown(sources)
    let end = min(
      sources.readAt, max(lastKnown(sources).addingSaturating(Self.delay), start))
    let source = library.source
    let answer = try await optional { () throws(StripeError) in
      try await source.storyEvents(start...max(start, end))
    }
    switch answer {
    case .success(let page):
      sources.events = page.elements.filter { $0.belongs(to: sources) }
      let oldest = page.elements.last?.created ?? start
      sources.reach = page.hasMore ? .part(from: oldest, until: end) : .whole(until: end)
    case .failure(let error):
      sources.reach = error.code == .permission ? .refused : .unlisted
      if error.isOfEverySession { library.storyLimits.refuseEvents(sources.reach) }
    }
  }

  /// The earliest time of an event about the session that the story needs: nothing happens before
  /// the customer submits the page.
  private func firstKnown(_ sources: StorySources) -> Int {
    let submitted = sources.session.json["payment_intent"]?["created"]?.int
    return max(submitted ?? 0, sources.session.created)
  }

  /// The latest time at which something about the session is known to have happened: on a busy
  /// account a page of events does not reach far.
  private func lastKnown(_ sources: StorySources) -> Int {
    guard sources.session.json["subscription"]?.isNull != false else { return sources.readAt }
    // A dispute that was not read: when it began and ended, only events tell.
    guard !sources.isDisputed else { return sources.readAt }
    switch sources.session.status {
    case .complete, .expired:
      // A delayed payment succeeds or fails days later.
      if sources.session.paymentStatus == .unpaid, sources.session.status == .complete {
        return sources.readAt
      }
      let story = Story(sources)
      let isOpenEnded = story.steps.contains {
        if case .since = $0.exactness { true } else { false }
      }
      return isOpenEnded ? sources.readAt : story.steps.last?.at ?? sources.readAt
    default: return sources.readAt
    }
  }
}

extension StripeError {
  /// Whether a list is refused whatever it is asked about: the key may not read it, or the server
  /// has none, as some test servers. An error of the API with a code is about what was asked.
  fileprivate var isOfEverySession: Bool {
    code == .permission || (status == 404 && apiCode == nil)
  }
}
