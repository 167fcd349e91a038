import Checkout
import Screen
package import Widgets

/// Asks which one is meant, when several ids were pasted at once.
package struct LookupMenu: Menu {
  private let lookups: [Lookup]
  package var picker = Picker(isNarrowed: false)
  package var title: String { "Several were pasted: which one?" }

  private static let keys = "123456789" + letters

  /// Only those that get a letter: a list longer than a screen would not help.
  init(_ lookups: [Lookup]) { self.lookups = Array(lookups.prefix(Self.keys.count)) }

  package func items(_ state: State) -> [MenuItem] {
    zip(Self.keys, lookups).map { key, lookup in
      MenuItem(key, lookup.noun, preview: lookup.value) { FindPrompt.look(for: lookup, &$0) }
    }
  }
}

extension Lookup {
  /// What it was recognised as, in a word or two.
  fileprivate var noun: String {
    switch self {
    case .related(let id): id.kind.title
    case .session, .part: StripeID.Kind.session.title
    case .paymentIntent: StripeID.Kind.paymentIntent.title
    case .subscription: StripeID.Kind.subscription.title
    case .customer: StripeID.Kind.customer.title
    case .paymentLink: StripeID.Kind.paymentLink.title
    case .invoice: StripeID.Kind.invoice.title
    case .email: "e-mail"
    case .text: "text"
    }
  }
}
