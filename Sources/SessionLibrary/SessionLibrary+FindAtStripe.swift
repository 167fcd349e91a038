package import Checkout
import JSON
import Query
import RecordCache
import Stripe

extension SessionLibrary {
  /// Asks Stripe for what the cache could not answer, or not completely. What is cached stays found
  /// where Stripe finds nothing.
  package func ask(
    for lookup: Lookup, beyond known: FoundSessions
  ) async throws(LibraryError) -> FoundSessions {
    var outcome = try await answer(to: lookup, beyond: known)
    if outcome.ids.isEmpty, !known.ids.isEmpty {
      outcome.ids = known.ids
      outcome.query = known.query
      outcome.hasMore = known.hasMore
    }
    return outcome
  }

  private func answer(
    to lookup: Lookup, beyond known: FoundSessions
  ) async throws(LibraryError) -> FoundSessions {
    switch lookup {
    case .session(let id): try await askForSession(id)
    case .invoice(let id): try await askForInvoice(id)
    case .related(let id) where id.kind == .account: try await ask(\.customerAccount, id.text)
    case .related(let id): try await askForRelated(id)
    case .paymentIntent(let id): try await ask(\.paymentIntent, id)
    case .subscription(let id): try await ask(\.subscription, id)
    case .customer(let id): try await ask(\.customer, id)
    case .paymentLink(let id): try await ask(\.paymentLink, id)
    case .email(let email): try await askForEmail(email)
    case .text(let text): try await askForText(text) ?? known
    case .part: known
    }
  }

  private func askForSession(_ id: String) async throws(LibraryError) -> FoundSessions {
    var outcome = FoundSessions()
    outcome.requests = 1
    outcome.asked = id
    let session = try await ifKnown { () throws(LibraryError) in
      try await read(id).stored.session.id
    }
    outcome.ids = session.map { [$0] } ?? []
    return outcome
  }

  private func ask(
    _ field: WritableKeyPath<SessionFilter, String?>, _ value: String
  ) async throws(LibraryError) -> FoundSessions {
    var filter = SessionFilter.all
    filter[keyPath: field] = value
    var outcome = FoundSessions()
    outcome.asked = filter.asked
    let stripeHasMore: Bool
    (outcome.requests, stripeHasMore) = try await loadMost(of: filter)
    try await list(ListQuery(filter: filter), into: &outcome)
    outcome.hasMore = outcome.hasMore || stripeHasMore
    return outcome
  }

  /// Loads the newest sessions of a filter, page after page, until there are as many as a look-up
  /// returns.
  private func loadMost(
    of filter: SessionFilter
  ) async throws(LibraryError) -> (requests: Int, hasMore: Bool) {
    var (requests, received) = (0, 0)
    var edge = PageCursor.newest
    var walk = SessionWalk()
    while true {
      requests += 1
      let page = try await ifKnown { () throws(LibraryError) in try await ask(filter, edge) }
      guard let page else { return (requests, false) }
      do throws(StripeError) {
        try walk.take(Page(elements: page.sessions, hasMore: page.hasMore))
      } catch { throw .stripe(error) }
      let hasMore = try await keep(page).hasMore
      received += page.sessions.count
      guard hasMore, received < mostFound, let last = page.sessions.last else {
        return (requests, hasMore)
      }
      edge = .after(last.id)
    }
  }

  /// By one of Stripe's filters, unless the cache has the only session there can be.
  private func find(
    _ field: WritableKeyPath<SessionFilter, String?>, unique value: String
  ) async throws(LibraryError) -> FoundSessions {
    let known = try await cached(field, value, isUnique: true)
    return known.isFinal ? known : try await ask(field, value)
  }

  /// Through the subscription or the payment that the invoice belongs to.
  /// Source: https://docs.stripe.com/api/invoices/object
  private func askForInvoice(_ id: String) async throws(LibraryError) -> FoundSessions {
    var outcome = FoundSessions()
    let invoice = try await ifKnown { () throws(LibraryError) in
      try await asking { () throws(StripeError) in try await source.object(.invoice, id) }
    }
    let payment = invoice?["payments"]?["data"]?.elements.first { _ in true }?["payment"]
    let subscription =
      invoice?.id(at: "subscription")
      ?? invoice?["parent"]?["subscription_details"]?.id(at: "subscription")
    if let subscription {
      outcome = try await find(\.subscription, unique: subscription)
    } else if let intent = invoice?.id(at: "payment_intent") ?? payment?.id(at: "payment_intent") {
      outcome = try await find(\.paymentIntent, unique: intent)
    }
    outcome.asked = outcome.asked.isEmpty ? id : "\(id), \(outcome.asked)"
    outcome.requests += 1
    return outcome
  }

  /// nil when Stripe does not know it: that is an answer, too.
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

  /// Cached sessions with an address in any of its fields, and those that Stripe finds by what the
  /// customer typed. Stripe compares letter by letter: an address with capitals is also asked for
  /// in small letters.
  private func askForEmail(_ email: String) async throws(LibraryError) -> FoundSessions {
    var filter = SessionFilter.all
    filter.email = email
    let answer = try await askForAll(of: filter)
    var outcome = try await cachedEmail(email)
    outcome.isFinal = true
    outcome.requests = answer.requests
    outcome.asked = answer.asked
    outcome.hasMore = outcome.hasMore || answer.hasMore
    if outcome.ids.isEmpty {
      if outcome.near.isEmpty { outcome.near = try await near(email, .email) }
      outcome.reason = outcome.reason ?? Self.comparesLetters
    }
    return outcome
  }

  private static let comparesLetters =
    "Stripe compares addresses letter by letter, capitals too: one that was typed with other "
    + "capitals is found once it is cached"

  /// Asks for the newest sessions of a filter; with an address in capitals, also in small letters.
  private func askForAll(
    of filter: SessionFilter
  ) async throws(LibraryError) -> (asked: String, requests: Int, hasMore: Bool) {
    var filters = [filter]
    if let email = filter.email, email != email.lowercased() {
      var small = filter
      small.email = email.lowercased()
      filters.append(small)
    }
    var (requests, hasMore) = (0, false)
    for filter in filters {
      let answer = try await loadMost(of: filter)
      requests += answer.requests
      hasMore = hasMore || answer.hasMore
    }
    return (filters.map(\.asked).joined(separator: ", "), requests, hasMore)
  }

  /// By the filters that a text with fields has; nil where it has none. The cache then compares all
  /// of it.
  private func askForText(_ text: String) async throws(LibraryError) -> FoundSessions? {
    guard let filter = stripeFilter(of: text) else { return nil }
    let answer = try await askForAll(of: filter)
    var outcome = try await findCached(.text(text))
    outcome.isFinal = true
    outcome.requests = answer.requests
    outcome.asked = answer.asked
    outcome.hasMore = outcome.hasMore || answer.hasMore
    // Where the address is cached, the other conditions leave its sessions out.
    if outcome.ids.isEmpty, outcome.reason == nil, let email = filter.email,
      try await cachedEmail(email).ids.isEmpty
    {
      outcome.reason = Self.comparesLetters
    }
    return outcome
  }

  /// Through the payment that an object belongs to, or the session that an event is about.
  private func askForRelated(_ id: StripeID) async throws(LibraryError) -> FoundSessions {
    var outcome = FoundSessions()
    guard let kind = RelatedObject(id.kind) else { return outcome }
    let object = try await ifKnown { () throws(LibraryError) in
      try await asking { () throws(StripeError) in try await source.object(kind, id.text) }
    }
    let about = id.kind == .event ? object?["data"]?["object"] : object
    if let session = about?["id"]?.string, session.hasPrefix("cs_") {
      outcome = try await find(.session(session))
    } else if let intent = about?.id(at: "payment_intent")
      ?? about?["id"]?.string.flatMap({ $0.hasPrefix("pi_") ? $0 : nil })
    {
      outcome = try await find(\.paymentIntent, unique: intent)
    } else if let subscription = about?.id(at: "subscription") {
      outcome = try await find(\.subscription, unique: subscription)
    } else if object != nil {
      outcome.reason = "\(id.text) names no payment, subscription or session"
    }
    outcome.requests += 1
    outcome.asked = outcome.asked.isEmpty ? id.text : "\(id.text), \(outcome.asked)"
    return outcome
  }
}

extension JSON {
  /// The id in an expandable field.
  fileprivate func id(at name: String) -> String? {
    guard let value = self.value(name) else { return nil }
    return value.string ?? value["id"]?.string
  }
}

extension SessionFilter {
  /// The filter in the API's own terms.
  fileprivate var asked: String {
    let bounds = [
      ("gt", created.gt), ("gte", created.gte), ("lt", created.lt), ("lte", created.lte),
    ]
    return
      (conditions(in: Session.fields).map { "\($0.parameter ?? $0.name.text)=\($1)" }
      + bounds.compactMap { bound, second in second.map { "created[\(bound)]=\($0)" } })
      .joined(separator: "&")
  }
}
