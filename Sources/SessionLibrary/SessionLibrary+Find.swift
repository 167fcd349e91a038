package import Checkout
import Query
import RecordCache
import Stripe
import JSON

/// What a look-up has found, and how.
package struct FindOutcome: Equatable, Sendable {
  package enum Origin: Equatable, Sendable {
    /// What was cached answers.
    case cache
    /// Stripe was asked.
    case stripe
  }

  /// Newest first.
  package var ids: [String] = []
  package var origin = Origin.cache
  package var requests = 0
  /// What Stripe was asked, for people: `payment_intent=pi_…`; empty when it was not.
  package var asked = ""
  /// Whether there are more than `ids` names.
  package var hasMore = false
  /// The query of the cache that shows all of them; nil where the ids do.
  package var query: SessionQuery?
  /// Why it leads to no session, where it cannot; a sentence.
  package var reason: String?
  /// Where nothing was found: what is cached and written nearly so.
  package var near: [String] = []

  package init() {}
}

extension SessionLibrary {
  /// The sessions that a look-up names at the most.
  private static let mostFound = 100

  /// Finds sessions by what somebody pasted: in the cache first, then with Stripe where it has a
  /// filter for it. Plain text only the cache can answer.
  package func find(_ lookup: Lookup) async throws(LibraryError) -> FindOutcome {
    switch lookup {
    case .session(let id): try await findSession(id)
    case .invoice(let id): try await findInvoice(id)
    case .text(let text): try await findText(text)
    case .related(let id): try await findRelated(id)
    case .part(let beginning, let end): try await findPart(beginning, end)
    case .paymentIntent(let id): try await find(\.paymentIntent, id, isUnique: true)
    case .subscription(let id): try await find(\.subscription, id, isUnique: true)
    case .customer(let id): try await find(\.customer, id)
    case .paymentLink(let id): try await find(\.paymentLink, id)
    case .email(let email): try await findEmail(email)
    }
  }

  private func findSession(_ id: String) async throws(LibraryError) -> FindOutcome {
    var outcome = FindOutcome()
    if try await session(id) != nil {
      outcome.ids = [id]
      return outcome
    }
    // What is shorter than an id may be the beginning of one.
    try await list(ListQuery(query: .terms(id, .begins(.id, id))), into: &outcome)
    if !outcome.ids.isEmpty { return outcome }
    outcome.origin = .stripe
    outcome.requests = 1
    outcome.asked = id
    let session = try await ifKnown { () throws(LibraryError) in try await refresh(id).session.id }
    outcome.ids = session.map { [$0] } ?? []
    return outcome
  }

  /// By one of Stripe's filters. `isUnique`: there is one session at the most, so that one that is
  /// cached is the whole answer.
  private func find(
    _ field: WritableKeyPath<SessionFilter, String?>, _ value: String, isUnique: Bool = false
  ) async throws(LibraryError) -> FindOutcome {
    var filter = SessionFilter.all
    filter[keyPath: field] = value
    var outcome = FindOutcome()
    try await list(ListQuery(filter: filter), into: &outcome)
    if isUnique, !outcome.ids.isEmpty { return outcome }
    outcome.origin = .stripe
    outcome.requests = 1
    outcome.asked = filter.asked
    let page = try await ifKnown { () throws(LibraryError) in try await loadNewest(filter) }
    try await list(ListQuery(filter: filter), into: &outcome)
    outcome.hasMore = outcome.hasMore || page?.hasMore == true
    return outcome
  }

  /// A session that names the invoice, which is the only one; else by way of the subscription or the
  /// payment that the invoice belongs to.
  /// Source: https://docs.stripe.com/api/invoices/object
  private func findInvoice(_ id: String) async throws(LibraryError) -> FindOutcome {
    var outcome = FindOutcome()
    let named = SessionQuery(source: id, terms: [SessionQuery.Term(.begins(.invoice, id))])
    let window = try await rows(ListQuery(query: named), .top, limit: Self.mostFound)
    // What the query has found may only begin like it.
    if let session = window.rows.first(where: { $0.invoice == id }) {
      outcome.ids = [session.id]
      return outcome
    }
    let invoice = try await ifKnown { () throws(LibraryError) in
      try await asking { () throws(StripeError) in try await source.object(.invoice, id) }
    }
    let payment = invoice?["payments"]?["data"]?.elements.first { _ in true }?["payment"]
    let subscription =
      invoice?.id(at: "subscription")
      ?? invoice?["parent"]?["subscription_details"]?.id(at: "subscription")
    if let subscription {
      outcome = try await find(\.subscription, subscription, isUnique: true)
    } else if let intent = invoice?.id(at: "payment_intent") ?? payment?.id(at: "payment_intent") {
      outcome = try await find(\.paymentIntent, intent, isUnique: true)
    }
    outcome.origin = .stripe
    outcome.asked = outcome.asked.isEmpty ? id : "\(id), \(outcome.asked)"
    outcome.requests += 1
    return outcome
  }

  /// nil for what Stripe does not know: that is an answer, too.
  private func ifKnown<T>(
    _ ask: () async throws(LibraryError) -> T
  ) async throws(LibraryError) -> T? {
    do throws(LibraryError) {
      return try await ask()
    } catch {
      guard case .stripe(let reason) = error, reason.code == .missing else { throw error }
      return nil
    }
  }

  /// Words, or a query where it has fields; of a single word also ids that end in it.
  private func findText(_ text: String) async throws(LibraryError) -> FindOutcome {
    var outcome = FindOutcome()
    let query =
      (try? SessionQuery(parsing: text, now: now())).flatMap { $0.terms.isEmpty ? nil : $0 }
      ?? SessionQuery(words: text)
    try await list(ListQuery(query: query), into: &outcome)
    let isEnd =
      text.utf8.count >= 6 && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
    if outcome.ids.isEmpty, isEnd {
      try await list(ListQuery(query: .terms(text, .ends(.id, text))), into: &outcome)
    }
    return outcome
  }

  private func findPart(
    _ beginning: String, _ end: String
  ) async throws(LibraryError) -> FindOutcome {
    var outcome = FindOutcome()
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

  /// An address in any field where one can stand, as far as sessions are cached, and those that
  /// Stripe finds by what the customer typed. Stripe compares letter by letter: an address with
  /// capitals is asked for in small letters, too.
  private func findEmail(_ email: String) async throws(LibraryError) -> FindOutcome {
    let query = ListQuery(query: .terms(email, .text(SearchFolding.fold(email))))
    var outcome = FindOutcome()
    var spellings = [email]
    if email.lowercased() != email { spellings.append(email.lowercased()) }
    outcome.origin = .stripe
    for spelling in spellings {
      var filter = SessionFilter.all
      filter.email = spelling
      outcome.requests += 1
      outcome.asked += (outcome.asked.isEmpty ? "" : ", ") + filter.asked
      let page = try await ifKnown { () throws(LibraryError) in try await loadNewest(filter) }
      outcome.hasMore = outcome.hasMore || page?.hasMore == true
    }
    let asked = outcome.hasMore
    try await list(query, into: &outcome)
    outcome.hasMore = outcome.hasMore || asked
    if outcome.ids.isEmpty { outcome.near = try await near(email) }
    return outcome
  }

  /// Cached addresses that differ in a letter or two.
  private func near(_ email: String) async throws(LibraryError) -> [String] {
    let all = try await caching { () throws(CacheError) in
      try await cache.values(of: .email, near: email)
    }
    return Array(all.prefix(3))
  }

  /// By way of the payment that an object belongs to, or of the session that an event tells of.
  private func findRelated(_ id: StripeID) async throws(LibraryError) -> FindOutcome {
    var outcome = FindOutcome()
    guard id.kind.leadsToSession else {
      outcome.reason = "till cannot follow \(id.kind.rawValue)_: Stripe lists no sessions by it"
      return outcome
    }
    if id.kind == .setupIntent {
      try await list(
        ListQuery(query: .terms(id.text, .begins(.setupIntent, id.text))), into: &outcome)
      if outcome.ids.isEmpty {
        outcome.reason =
          "Stripe lists no sessions by their setup intent; only the cache was looked at"
      }
      return outcome
    }
    guard let kind = RelatedObject(id.kind) else { return outcome }
    let object = try await ifKnown { () throws(LibraryError) in
      try await asking { () throws(StripeError) in try await source.object(kind, id.text) }
    }
    let about = id.kind == .event ? object?["data"]?["object"] : object
    if let session = about?["id"]?.string, session.hasPrefix("cs_") {
      outcome = try await findSession(session)
    } else if let intent = about?.id(at: "payment_intent")
      ?? about?["id"]?.string.flatMap({ $0.hasPrefix("pi_") ? $0 : nil })
    {
      outcome = try await find(\.paymentIntent, intent, isUnique: true)
    } else if let subscription = about?.id(at: "subscription") {
      outcome = try await find(\.subscription, subscription, isUnique: true)
    } else if object != nil {
      outcome.reason = "\(id.text) names no payment, subscription or session"
    }
    outcome.origin = .stripe
    outcome.requests += 1
    outcome.asked = outcome.asked.isEmpty ? id.text : "\(id.text), \(outcome.asked)"
    return outcome
  }

  private func list(
    _ query: ListQuery, into outcome: inout FindOutcome
  ) async throws(LibraryError) {
    let window = try await rows(query, .top, limit: Self.mostFound)
    outcome.ids = window.rows.map(\.id)
    outcome.hasMore = !window.reachesBottom
    outcome.query = query.query
  }
}

extension JSON {
  /// The id behind an expandable field.
  fileprivate func id(at name: String) -> String? {
    guard let value = self.value(name) else { return nil }
    return value.string ?? value["id"]?.string
  }
}

extension SessionFilter {
  /// The filter in the API's own words.
  fileprivate var asked: String {
    conditions(in: Session.fields).map { "\($0.parameter ?? $0.name.text)=\($1)" }
      .joined(separator: "&")
  }
}

extension SessionQuery {
  fileprivate static func terms(_ source: String, _ conditions: Condition...) -> SessionQuery {
    SessionQuery(source: source, terms: conditions.map { Term($0) })
  }
}
