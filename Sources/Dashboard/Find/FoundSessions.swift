package import Checkout
import Screen

/// What a look-up has found, and how.
package struct FoundSessions: Equatable, Sendable {
  /// Newest first.
  package var ids: [String]
  /// Requests that it took; none when the cache answered.
  package var requests: Int
  /// What Stripe was asked: `payment_intent=pi_…`; empty when it was not.
  package var asked: String
  /// Whether there are more than `ids` names.
  package var hasMore: Bool

  package init(ids: [String], requests: Int = 0, asked: String = "", hasMore: Bool = false) {
    self.ids = ids
    self.requests = requests
    self.asked = asked
    self.hasMore = hasMore
  }

  /// `asked Stripe, 1 request`, or that the cache knew.
  var origin: String {
    switch requests {
    case 0: "from the cache, no request"
    case 1: "asked Stripe, 1 request"
    default: "asked Stripe, \(requests) requests"
    }
  }
}

/// The look-up whose sessions the list shows.
package struct FoundList: Equatable, Sendable {
  package let lookup: Lookup
  package let answer: FoundSessions

  /// `found 2`, and where they come from.
  var title: [String] {
    let count = answer.ids.count
    let number = answer.hasMore ? "more than \(count)" : "\(count)"
    return [count == 0 ? "nothing found" : "found \(number)", answer.origin]
  }

  /// Why the list is empty: what was looked at, and what was not.
  package func emptyLines(_ facts: ListFacts, _ zone: ZoneRule) -> [String] {
    let looked = "\(facts.cached.grouped) cached sessions"
    let lines =
      if answer.requests == 0 {
        [
          "Nothing was found for “\(lookup.value)” in \(looked).",
          "Stripe was not asked: it has no search for text in sessions.",
          facts.coverage.isWhole
            ? "These are all there are; f finds an id or an e-mail with Stripe."
            : "Not looked at: sessions that are not cached. s loads all; f asks for an id or e-mail.",
        ]
      } else {
        [
          "Nothing was found for “\(lookup.value)”.",
          "Looked at: \(looked), and Stripe (\(Sanitiser.display(answer.asked))): "
            + "\(answer.requests == 1 ? "1 request" : "\(answer.requests) requests").",
        ]
      }
    let advice =
      lookup.isQuery ? ["This is a query: / takes it here, “till search” on the command line."] : []
    return lines + advice + ["Esc goes back."]
  }
}

extension Lookup {
  /// What was pasted, without what stood around it. Fit for the screen.
  package var value: String {
    switch self {
    case .session(let text), .paymentIntent(let text), .subscription(let text),
      .customer(let text), .paymentLink(let text), .invoice(let text), .email(let text),
      .text(let text):
      Sanitiser.display(text)
    }
  }

  /// What it is taken for, and who will answer.
  package var explanation: String {
    switch self {
    case .session: "a session: the cache answers, else Stripe"
    case .paymentIntent: "a payment intent: the cache answers, else Stripe"
    case .subscription: "a subscription: the cache answers, else Stripe"
    case .customer: "a customer: Stripe is asked for all sessions"
    case .paymentLink: "a payment link: Stripe is asked for all sessions"
    case .invoice: "an invoice: the cache answers, else Stripe is asked what it belongs to"
    case .email: "an e-mail: Stripe is asked for all sessions"
    case .text: "text: looked for in the cache; Stripe has no search for sessions"
    }
  }

  /// The list that shows what was found: Stripe's own filter where more pages can follow, else
  /// exactly the sessions that were named.
  func narrow(_ list: inout ListState, to ids: [String]) {
    switch self {
    case .customer(let id): list.server.customer = id
    case .paymentLink(let id): list.server.paymentLink = id
    case .email(let email): list.server.email = email
    case .session, .paymentIntent, .subscription, .invoice, .text:
      list.scope = SessionQuery.Term(.any(ids.map { .id(.session, $0) }))
    }
  }
}
