package import Checkout
import Query
import Screen
package import Units

extension FoundSessions {
  /// The same, marked as final.
  var ended: FoundSessions {
    var ended = self
    ended.isFinal = true
    return ended
  }

  /// `asked Stripe, 1 request`, or that the cache knew. What is shown is read again from Stripe
  /// either way, which is no part of the look-up.
  var origin: String {
    guard isFinal else { return "from the cache, asking Stripe…" }
    return requests == 0
      ? "from the cache" : "asked Stripe, \(requests.counted("request"))"
  }
}

/// The look-up whose sessions the list shows.
package struct FoundList: Equatable, Sendable {
  package let lookup: Lookup
  package let answer: FoundSessions
  /// Whether it lists all sessions of one buyer, with a summary in a sentence.
  package let isBuyer: Bool
  /// When it was first shown, in Unix seconds: what was read earlier is read again when it is
  /// selected.
  var openedAt = 0
  /// The last warning about the buyer.
  var warned: String?
  /// How many there are, and whether there are more: first from the first page, then from the
  /// cache's count.
  private var count: Int
  private var hasMore: Bool

  init(lookup: Lookup, answer: FoundSessions, isBuyer: Bool = false) {
    self.lookup = lookup
    self.answer = answer
    self.isBuyer = isBuyer
    count = answer.ids.count
    hasMore = answer.hasMore
  }

  /// Takes the cache's count, which does not include what Stripe has not sent yet.
  mutating func take(_ facts: ListFacts) {
    count = facts.matching
    hasMore = answer.hasMore && answer.requests > 0 && !facts.coverage.reachesBeginning
  }

  /// `found 327 in 10,432 cached of 14 Nov → now`, and where they come from. The searched range is
  /// only said if Stripe was not asked.
  func title(in searched: String) -> [String] {
    let number = hasMore ? "more than \(count.grouped)" : count.grouped
    let isOfStripe = lookup.isUnmistakable && answer.part == nil
    let place = isOfStripe || searched.isEmpty ? "" : " in \(searched)"
    let part = answer.part.map { " by “\(Sanitiser.display($0))” alone" } ?? ""
    return [(count == 0 ? "nothing found" : "found \(number)") + part + place]
      + (answer.query?.withoutWords ?? []) + [answer.origin]
  }

  /// Why the list is empty: what was searched, and what was not.
  package func emptyLines(
    _ facts: ListFacts, _ zone: ZoneRule, now: Int, _ keymap: Keymap
  ) -> [String] {
    let looked = facts.coverage.scopeWithAge(of: facts.loaded, in: zone, now: now)
    let lines =
      if answer.requests == 0 {
        [
          answer.mistake == nil
            ? "Nothing was found for “\(lookup.value)” in \(looked)."
            : "“\(lookup.value)” is not understood. As a text, it was not found in \(looked).",
          facts.coverage.notLookedAt(keymap),
          lookup.isQuery
            ? "Stripe has no filter for all of this: only the cache was looked at."
            : "Stripe has no search for this: only the cache was looked at.",
        ]
      } else {
        [
          "Nothing was found for “\(lookup.value)”.",
          "Looked at: \(facts.cached.grouped) cached sessions, and Stripe "
            + "(\(Sanitiser.display(answer.asked))): "
            + "\(answer.requests.counted("request")).",
        ]
      }
    var more = [answer.reason.map { Sanitiser.display($0) + "." }].compactMap(\.self)
    if !answer.near.isEmpty {
      let first = answer.near.count > 1 ? "the first" : "it"
      more.append(
        "Did you mean \(Sanitiser.display(answer.near.joined(separator: ", ")))? "
          + "\(keymap[word: .open]) looks for \(first).")
    }
    return lines + more + ["\(keymap[.cancel]) goes back."]
  }

  /// What a search does not compare and a look-up does.
  package static let unsearchedFields =
    "Not searched: tax ids, coupons, states of addresses, links and the like"

  package static func textIsNotForStripe(_ keymap: Keymap) -> String {
    "Stripe cannot search text; \(keymap[.find]) asks it for an id or an e-mail."
  }
}

extension Coverage {
  /// What a search of the cache did not cover, and the keys that load it.
  package func notLookedAt(_ keymap: Keymap) -> String {
    isWhole
      ? "Not looked at: what is newer, or has changed since. \(keymap[.reload]) asks Stripe for it."
      : "Not looked at: sessions that are not cached. \(keymap[.older]) loads older ones, "
        + "\(keymap[.sync]) loads all."
  }
}

extension Lookup {
  /// What was pasted, without the text around it. Sanitised.
  package var value: String {
    switch self {
    case .session(let text), .paymentIntent(let text), .subscription(let text),
      .customer(let text), .paymentLink(let text), .invoice(let text), .email(let text),
      .text(let text):
      Sanitiser.display(text)
    case .related(let id): Sanitiser.display(id.text)
    case .part(let beginning, let end): Sanitiser.display("\(beginning)…\(end)")
    }
  }

  /// What it was recognised as, and who will answer.
  package var explanation: String {
    switch self {
    case .session: "a session: the cache answers, else Stripe"
    case .paymentIntent: "a payment intent: the cache answers, else Stripe"
    case .subscription: "a subscription: the cache answers, else Stripe"
    case .customer: "a customer: Stripe is asked for all sessions"
    case .paymentLink: "a payment link: Stripe is asked for all sessions"
    case .invoice: "an invoice: the cache answers, else Stripe is asked what it belongs to"
    case .email: "an e-mail: looked for in the cache, and Stripe is asked"
    case .related(let id) where id.kind.leadsToSession:
      "\(id.kind.title): Stripe is asked what it belongs to"
    case .related(let id) where id.kind == .account:
      "an account: looked for in the cache, and Stripe is asked"
    case .related(let id):
      "\(id.kind.title): looked for in the cache; Stripe lists no sessions by it"
    case .part: "a shortened id: looked for in the cache"
    case .text(let text) where text.count == 4 && text.allSatisfy(\.isNumber):
      "four digits: looked for in the cache, also as the end of a card's number"
    case .text where isQuery:
      "a query: looked for in the cache; Stripe is asked where it has a filter"
    case .text: "text: looked for in the cache; Stripe has no search for sessions"
    }
  }

  /// Narrows the list to what was found: by the query of the answer, by Stripe's own filter if more
  /// pages can follow, else to exactly the sessions that were named.
  func narrow(_ list: inout ListState, to answer: FoundSessions) {
    switch self {
    // A query shows what the part of an id has found, which is no value for the filter.
    case .customer(let id) where answer.query == nil: list.server.customer = id
    case .paymentLink(let id) where answer.query == nil: list.server.paymentLink = id
    case .text(let text) where answer.query == nil:
      list.narrowing.scope = SessionQuery(words: text).terms
    case .session, .paymentIntent, .subscription, .customer, .paymentLink, .invoice, .email,
      .related, .part, .text:
      list.narrowing.scope =
        answer.query?.terms ?? [SessionQuery.Term(.any(answer.ids.map { .begins(.id, $0) }))]
    }
  }
}
