package import Checkout
import Query
import RecordCache
import Stripe

extension SessionLibrary {
  /// How many sessions a look-up returns at most.
  private static let mostFound = 100
  /// The least length of a text for which similar ones are looked for.
  private static let shortestNear = 4

  /// Finds sessions by a pasted text: in the cache first, then at Stripe where it has a filter for
  /// it. Plain text is only looked for in the cache.
  package func find(_ lookup: Lookup) async throws(LibraryError) -> FoundSessions {
    let known = try await findCached(lookup)
    return known.isFinal ? known : try await ask(for: lookup, beyond: known)
  }

  // MARK: - The cache

  /// What the cache alone finds, and whether Stripe could add to it.
  package func findCached(_ lookup: Lookup) async throws(LibraryError) -> FoundSessions {
    switch lookup {
    case .session(let id): try await cachedSession(id)
    case .invoice(let id): try await cachedInvoice(id)
    case .text(let text): try await findText(text)
    case .related(let id): try await cachedRelated(id)
    case .part(let beginning, let end): try await findPart(beginning, end)
    case .paymentIntent(let id): try await cached(\.paymentIntent, id, isUnique: true)
    case .subscription(let id): try await cached(\.subscription, id, isUnique: true)
    case .customer(let id): try await cached(\.customer, id)
    case .paymentLink(let id): try await cached(\.paymentLink, id)
    case .email(let email): try await cachedEmail(email)
    }
  }

  private func cachedSession(_ id: String) async throws(LibraryError) -> FoundSessions {
    var outcome = FoundSessions()
    if try await session(id) != nil {
      outcome.ids = [id]
      return outcome
    }
    // A text shorter than an id may be the beginning of one.
    try await list(ListQuery(query: .terms(id, .begins(.id, id))), into: &outcome)
    outcome.isFinal = !outcome.ids.isEmpty
    return outcome
  }

  /// By one of Stripe's filters. `isUnique`: there is at most one session, so a cached one is the
  /// whole answer.
  func cached(
    _ field: WritableKeyPath<SessionFilter, String?>, _ value: String, isUnique: Bool = false
  ) async throws(LibraryError) -> FoundSessions {
    var filter = SessionFilter.all
    filter[keyPath: field] = value
    var outcome = FoundSessions()
    try await list(ListQuery(filter: filter), into: &outcome)
    outcome.isFinal = isUnique && !outcome.ids.isEmpty
    return outcome
  }

  private func cachedInvoice(_ id: String) async throws(LibraryError) -> FoundSessions {
    var outcome = FoundSessions()
    let named = SessionQuery(source: id, terms: [SessionQuery.Term(.begins(.invoice, id))])
    let window = try await rows(ListQuery(query: named), .top, limit: Self.mostFound)
    // The query also finds ids that only begin like it.
    outcome.ids = window.rows.first { $0.invoice == id }.map { [$0.id] } ?? []
    outcome.isFinal = !outcome.ids.isEmpty
    return outcome
  }

  private func cachedRelated(_ id: StripeID) async throws(LibraryError) -> FoundSessions {
    var outcome = FoundSessions()
    guard id.kind.leadsToSession else {
      outcome.reason = "\(id.kind.rawValue)_ cannot be followed: Stripe lists no sessions by it"
      return outcome
    }
    guard id.kind == .setupIntent else {
      outcome.isFinal = RelatedObject(id.kind) == nil
      return outcome
    }
    try await list(
      ListQuery(query: .terms(id.text, .begins(.setupIntent, id.text))), into: &outcome)
    if outcome.ids.isEmpty {
      outcome.reason =
        "Stripe lists no sessions by their setup intent; only the cache was looked at"
    }
    return outcome
  }

  func cachedEmail(_ email: String) async throws(LibraryError) -> FoundSessions {
    var outcome = FoundSessions()
    try await list(
      ListQuery(query: .terms(email, .text(SearchFolding.fold(email)))), into: &outcome)
    outcome.isFinal = false
    return outcome
  }

  /// Words, or a query when the text has fields; a single word also finds ids that end in it.
  private func findText(_ text: String) async throws(LibraryError) -> FoundSessions {
    var outcome = FoundSessions()
    let query =
      (try? SessionQuery(parsing: text, now: now(), zone: zone())).flatMap {
        $0.terms.isEmpty ? nil : $0
      }
      ?? SessionQuery(words: text)
    try await list(ListQuery(query: query), into: &outcome)
    let isEnd =
      text.utf8.count >= 6 && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
    if outcome.ids.isEmpty, isEnd {
      try await list(ListQuery(query: .terms(text, .ends(.id, text))), into: &outcome)
    }
    if outcome.ids.isEmpty, text.utf8.count >= Self.shortestNear {
      outcome.near = try await near(text, .name, .email)
    }
    return outcome
  }

  private func findPart(
    _ beginning: String, _ end: String
  ) async throws(LibraryError) -> FoundSessions {
    var outcome = FoundSessions()
    for field in Session.fields.fields {
      guard case .id(let prefix) = field.type, beginning.hasPrefix(prefix) else { continue }
      try await list(
        ListQuery(
          query: .terms(beginning, .begins(field.name, beginning), .ends(field.name, end))),
        into: &outcome)
      break
    }
    return outcome
  }

  /// Cached values of fields that differ in a letter or two.
  func near(_ text: String, _ fields: FieldName...) async throws(LibraryError) -> [String] {
    var all: [String] = []
    for field in fields {
      all += try await caching { () throws(CacheError) in
        try await cache.values(of: field, near: text)
      }
    }
    return Array(all.prefix(3))
  }

  func list(
    _ query: ListQuery, into outcome: inout FoundSessions
  ) async throws(LibraryError) {
    let window = try await rows(query, .top, limit: Self.mostFound)
    outcome.ids = window.rows.map(\.id)
    outcome.hasMore = !window.reachesBottom
    outcome.query = query.query
  }
}

extension SessionQuery {
  fileprivate static func terms(_ source: String, _ conditions: Condition...) -> SessionQuery {
    SessionQuery(source: source, terms: conditions.map { Term($0) })
  }
}
