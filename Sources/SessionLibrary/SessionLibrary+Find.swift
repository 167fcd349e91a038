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
    case .paymentIntent(let id): try await find(\.paymentIntent, id, isUnique: true)
    case .subscription(let id): try await find(\.subscription, id, isUnique: true)
    case .customer(let id): try await find(\.customer, id)
    case .paymentLink(let id): try await find(\.paymentLink, id)
    case .email(let email): try await find(\.email, email)
    }
  }

  private func findSession(_ id: String) async throws(LibraryError) -> FindOutcome {
    var outcome = FindOutcome()
    if try await session(id) != nil {
      outcome.ids = [id]
      return outcome
    }
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

  private func findText(_ text: String) async throws(LibraryError) -> FindOutcome {
    var outcome = FindOutcome()
    try await list(ListQuery(query: SessionQuery(words: text)), into: &outcome)
    return outcome
  }

  private func list(
    _ query: ListQuery, into outcome: inout FindOutcome
  ) async throws(LibraryError) {
    let window = try await rows(query, .top, limit: Self.mostFound)
    outcome.ids = window.rows.map(\.id)
    outcome.hasMore = !window.reachesBottom
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
