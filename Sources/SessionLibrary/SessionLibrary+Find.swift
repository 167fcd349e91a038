package import Checkout
import Query
import RecordCache
import Stripe

extension SessionLibrary {
  /// How many rows are read at once.
  private static let window = 1000
  /// The least length of a text for which similar ones are looked for.
  private static let shortestNear = 4

  /// Finds sessions by a pasted text: in the cache first, then at Stripe where it has a filter for
  /// it. Plain text is only looked for in the cache, and text with fields where no filter has them.
  package func find(_ lookup: Lookup) async throws(LibraryError) -> FoundSessions {
    let known = try await findCached(lookup)
    return known.isFinal ? known : try await ask(for: lookup, beyond: known)
  }

  /// What an id or an address has found or, where that is nothing, what the words beside it find in
  /// the cache.
  package func found(
    _ outcome: FoundSessions, orBy rest: String?
  ) async throws(LibraryError) -> FoundSessions {
    guard outcome.ids.isEmpty, let rest else { return outcome }
    let beside = try await findText(rest)
    var outcome = outcome
    guard !beside.ids.isEmpty else {
      if outcome.near.isEmpty { outcome.near = beside.near }
      return outcome
    }
    outcome.ids = beside.ids
    outcome.hasMore = beside.hasMore
    outcome.query = beside.query
    outcome.areHolding = beside.areHolding
    outcome.part = beside.part ?? rest
    outcome.reason = nil
    outcome.near = []
    return outcome
  }

  // MARK: - The cache

  /// What the cache alone finds, and whether Stripe could add to it: the sessions that are named,
  /// or else those that hold an id as a text, in their metadata or in any other field.
  package func findCached(_ lookup: Lookup) async throws(LibraryError) -> FoundSessions {
    let named = try await findNamed(lookup)
    guard named.ids.isEmpty, let id = lookup.idText else { return named }
    var holding = named
    try await list(
      ListQuery(query: .terms(id, .text(SearchFolding.fold(id)))), into: &holding)
    if holding.ids.isEmpty, lookup.isOnlyHeld {
      try await listHolding([id], of: id, into: &holding)
    }
    holding.reason = nil
    return holding.ids.isEmpty ? named : holding
  }

  /// The cached sessions that an id or a part of one identifies, and whether Stripe could add any.
  package func findNamed(_ lookup: Lookup) async throws(LibraryError) -> FoundSessions {
    let outcome = try await cachedWhole(lookup)
    guard outcome.ids.isEmpty, let query = lookup.idQuery else { return outcome }
    // What is no whole id may be a part of one.
    var parts = FoundSessions()
    try await list(ListQuery(query: query), into: &parts)
    return parts.ids.isEmpty ? outcome : parts
  }

  private func cachedWhole(_ lookup: Lookup) async throws(LibraryError) -> FoundSessions {
    switch lookup {
    case .session(let id): try await cachedSession(id)
    case .invoice(let id): try await cachedInvoice(id)
    case .text(let text): try await findText(text)
    case .related(let id): try await cachedRelated(id)
    case .part: FoundSessions()
    case .paymentIntent(let id): try await cached(\.paymentIntent, id, isUnique: true)
    case .subscription(let id): try await cached(\.subscription, id, isUnique: true)
    case .customer(let id): try await cached(\.customer, id)
    case .paymentLink(let id): try await cached(\.paymentLink, id)
    case .email(let email): try await cachedEmail(email)
    }
  }

  private func cachedSession(_ id: String) async throws(LibraryError) -> FoundSessions {
    let isKnown = try await session(id) != nil
    var outcome = FoundSessions(ids: isKnown ? [id] : [])
    outcome.isFinal = isKnown
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
    try await list(ListQuery(query: .terms(id, .equals(.invoice, .text(id)))), into: &outcome)
    outcome.isFinal = !outcome.ids.isEmpty
    return outcome
  }

  private func cachedRelated(_ id: StripeID) async throws(LibraryError) -> FoundSessions {
    var outcome = FoundSessions()
    // Of these objects, Stripe lists sessions only for an account.
    if id.kind == .account { outcome.isFinal = false }
    guard id.kind != .account, id.kind.leadsToSession else {
      if outcome.isFinal {
        outcome.reason =
          "\(id.kind.rawValue)_ cannot be followed: Stripe lists no sessions by it; only the cache "
          + "was looked at"
      }
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

  /// What Stripe can be asked for a text with fields.
  func stripeFilter(of text: String) -> SessionFilter? {
    (try? SessionQuery(parsing: text, now: now(), zone: zone()))?.stripeFilter
  }

  /// Words, or a query when the text has fields. Where nothing has all of it, the labels of what
  /// was pasted are left out.
  private func findText(_ text: String) async throws(LibraryError) -> FoundSessions {
    var outcome = FoundSessions()
    var query = SessionQuery(words: text)
    var mistake: QueryError?
    do throws(QueryError) {
      let parsed = try parsed(text)
      if !parsed.terms.isEmpty { query = parsed }
    } catch { mistake = error }
    let stripeFilter = query.stripeFilter
    // SQLite takes no expression of so many words. Each value is still compared with the whole text.
    if query.terms.count <= SessionQuery.mostConditions {
      try await list(ListQuery(query: query), into: &outcome)
    }
    if outcome.ids.isEmpty, let pasted = try? parsed(text, isPasted: true),
      !pasted.terms.isEmpty, pasted.terms != query.terms
    {
      try await list(ListQuery(query: pasted), into: &outcome)
      query = pasted
    }
    if outcome.ids.isEmpty {
      let texts = [text, query.remainder, TaxNumber.joined(in: text)].compactMap(\.self)
      try await listHolding(texts, of: text, into: &outcome)
    }
    if outcome.ids.isEmpty, !Lookup.text(text).isQuery {
      var asked: [SessionQuery.Term] = []
      for isOfNumbers in [false, true] where outcome.ids.isEmpty {
        guard let part = query.codes(isOfNumbers: isOfNumbers, { try? parsed($0) }),
          part.terms != asked
        else { continue }
        asked = part.terms
        var found = outcome
        try await list(ListQuery(query: part), into: &found)
        found.part = part.source
        if !found.ids.isEmpty { outcome = found }
      }
    }
    if outcome.ids.isEmpty {
      outcome.mistake = mistake
      outcome.reason = mistake?.message
    }
    outcome.isFinal = mistake != nil || stripeFilter == nil
    if outcome.ids.isEmpty, query.remainder.utf8.count >= Self.shortestNear {
      outcome.near = try await near(query.remainder, .name, .email, .reference)
    }
    return outcome
  }

  /// A minus excludes only in a query: any other text is taken as it is.
  private func parsed(_ text: String, isPasted: Bool = false) throws(QueryError) -> SessionQuery {
    try SessionQuery(
      parsing: text, in: Session.fields, now: now(), zone: zone(), isPasted: isPasted,
      excludes: Lookup.text(text).isQuery)
  }

  /// Sessions with a value that is one of the texts and nothing else, in any field or line item: a
  /// tax id, a coupon, an answer. It reads every object, so it is done only where the index has
  /// found nothing. `source` is what was typed.
  private func listHolding(
    _ texts: [String], of source: String, into outcome: inout FoundSessions
  ) async throws(LibraryError) {
    var holding = outcome
    let texts = Set(texts).filter { !$0.isEmpty }.sorted()
    try await list(
      ListQuery(query: .terms(source, .any(texts.map { .holds($0) }))), into: &holding)
    guard !holding.ids.isEmpty else { return }
    // A few ids say it all, and need not be searched for again whenever the list changes.
    if !holding.hasMore {
      holding.query = .terms(source, .any(holding.ids.map { .begins(.id, $0) }))
    }
    holding.areHolding = true
    holding.reason = nil
    outcome = holding
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
    (outcome.ids, outcome.hasMore) = try await newest(query, most: mostFound, \.id)
    outcome.query = query.query
  }

  /// Something of the newest rows of a list, and whether it has more of them.
  func newest<Part>(
    _ query: ListQuery, most: Int, _ part: (SessionSummary) -> Part
  ) async throws(LibraryError) -> (parts: [Part], hasMore: Bool) {
    var window = try await rows(query, .top, limit: min(Self.window, most))
    var parts = window.rows.map(part)
    while parts.count < most, !window.reachesBottom, let last = window.rows.last {
      window = try await rows(
        query, .after(position: last.position), limit: min(Self.window, most - parts.count))
      parts += window.rows.map(part)
    }
    return (parts, !window.reachesBottom)
  }
}

extension Lookup {
  /// A whole id, which may also be a text of a session; nil for anything else.
  fileprivate var idText: String? {
    switch self {
    case .session(let id), .paymentIntent(let id), .subscription(let id), .customer(let id),
      .paymentLink(let id), .invoice(let id):
      id
    case .related(let id): id.text
    case .part, .email, .text: nil
    }
  }

  /// Whether it leads to no session, so that only what sessions hold can be compared with it.
  fileprivate var isOnlyHeld: Bool {
    if case .related(let id) = self { !id.kind.leadsToSession } else { false }
  }
}

extension SessionQuery {
  /// Longer than a year.
  private static let shortestCode = 5
  /// Digits.
  private static let shortestPhone = 7
  private static let longestPhone = 17

  /// The numbers and codes of a text, without the words around them: of “Where is my order #10591?”
  /// the number. Nil where there is none, or nothing else. One group of a telephone number is in
  /// those of strangers, so groups are looked for as the number that they are together.
  /// `isOfNumbers`: of `order-6735`, only the number.
  fileprivate func codes(
    isOfNumbers: Bool, _ read: (String) -> SessionQuery?
  ) -> SessionQuery? {
    guard !terms.contains(where: \.isNegated), terms.count <= Self.mostConditions else {
      return nil
    }
    let words = source.split(separator: " ").map(String.init)
      .filter { $0.contains { $0.isLetter || $0.isNumber } }
    var parts: [SessionQuery] = []
    var isOtherText = false
    var index = 0
    while index < words.count {
      let groups = words[index...].prefix(while: Self.isOfDigits)
      index += max(1, groups.count)
      if groups.count > 1 {
        guard let phone = Self.phone(groups, read) else { continue }
        parts.append(phone)
        isOtherText = true
      } else {
        let word = Self.unmarked(words[index - 1])
        if isOfNumbers, let number = Self.orderNumber(in: word) {
          parts.append(SessionQuery(words: number))
          isOtherText = true
        } else if word.utf8.count >= Self.shortestCode, word.contains(where: \.isNumber) {
          parts.append(SessionQuery(words: word))
        }
      }
    }
    let codes = parts.map(\.source).joined(separator: " ")
    // Groups without the signs between them are another text.
    guard !parts.isEmpty, isOtherText ? codes != source : parts.count < words.count else {
      return nil
    }
    return SessionQuery(source: codes, terms: parts.flatMap(\.terms))
  }

  private static func isOfDigits(_ word: String) -> Bool {
    let word = unmarked(word)
    return !word.isEmpty && word.allSatisfy { $0.isNumber || "+()-./".contains($0) }
  }

  /// The telephone number in groups of digits. A number before it begins otherwise.
  private static func phone(
    _ groups: ArraySlice<String>, _ read: (String) -> SessionQuery?
  ) -> SessionQuery? {
    let words = groups.map { $0.filter { !"[]{}".contains($0) } }
    let start = words.firstIndex { $0.first.map { "0+(".contains($0) } == true } ?? 0
    let number = words[start...].joined(separator: " ")
    let count = number.count(where: \.isNumber)
    guard (shortestPhone...longestPhone).contains(count), let query = read(number),
      query.terms.count == 1
    else { return nil }
    return query
  }

  fileprivate static func terms(_ source: String, _ conditions: Condition...) -> SessionQuery {
    SessionQuery(source: source, terms: conditions.map { Term($0) })
  }
}
