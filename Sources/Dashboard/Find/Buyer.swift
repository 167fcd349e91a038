package import Checkout
import Screen

/// All sessions of whoever bought the selected one: same customer id, else same e-mail.
extension State {
  /// The look-up that finds them; nil for a guest who left no address.
  private var buyer: Lookup? {
    guard let selected else { return nil }
    return selected.customer.map { .customer($0) } ?? selected.email.map { .email($0) }
  }

  var buyerAvailability: Availability {
    if selected == nil { return .disabled("no session is selected") }
    return buyer == nil
      ? .disabled("this session has neither a customer nor an e-mail") : .enabled
  }

  /// Shows what the cache has at once; Stripe's own filter is asked behind it.
  mutating func showBuyer() -> [Effect] {
    guard let buyer else { return [] }
    show(FoundList(lookup: buyer, answer: FoundSessions(ids: [], hasMore: true), isBuyer: true))
    if case .email(let email) = buyer {
      // Exactly this address, as Stripe's own filter takes it.
      list.narrowing.scope = []
      list.server.email = email
      applyQuery()
    }
    return [list.fetch(.newest)]
  }

  /// Points out payments of the buyer that look alike, once: the title has no room for it.
  mutating func settleBuyer() {
    guard let warning = list.buyerSummary?.warning, list.found?.warned != warning else { return }
    list.found?.warned = warning
    message = Message(Sanitiser.display(warning), .warning)
  }
}

extension ListState {
  /// What the sessions of a buyer come to, as far as their rows are here; nil for any other list.
  package var buyerSummary: BuyerSummary? {
    guard found?.isBuyer == true else { return nil }
    return BuyerSummary(rows.compactMap(\.session))
  }
}
