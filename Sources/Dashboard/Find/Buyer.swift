package import Checkout
import Screen

/// All sessions of whoever bought the selected one: same customer id, else same e-mail.
enum Buyer {
  /// The look-up that finds them; nil for a guest who left no address.
  private static func lookup(_ state: State) -> Lookup? {
    guard let selected = state.selected else { return nil }
    return selected.customer.map { .customer($0) } ?? selected.email.map { .email($0) }
  }

  static func availability(_ state: State) -> Availability {
    if state.selected == nil { return .disabled("no session is selected") }
    return lookup(state) == nil
      ? .disabled("this session has neither a customer nor an e-mail") : .enabled
  }

  /// Shows what the cache has at once; Stripe's own filter is asked behind it.
  static func show(_ state: inout State) -> [Effect] {
    guard let buyer = lookup(state) else { return [] }
    state.show(
      FoundList(lookup: buyer, answer: FoundSessions(ids: [], hasMore: true), isBuyer: true))
    if case .email(let email) = buyer {
      // Exactly this address, as Stripe's own filter takes it.
      state.list.narrowing.scope = []
      state.list.server.email = email
      state.applyQuery()
    }
    return [state.list.fetch(.newest)]
  }

  /// Points out payments of the buyer that look alike, once: the title has no room for it.
  static func settle(_ state: inout State) {
    guard let warning = state.list.buyerSummary?.warning, state.list.found?.warned != warning else {
      return
    }
    state.list.found?.warned = warning
    state.message = Message(Sanitiser.display(warning), .warning)
  }
}

extension ListState {
  /// What the sessions of a buyer come to, as far as their rows are here; nil for any other list.
  package var buyerSummary: BuyerSummary? {
    guard found?.isBuyer == true else { return nil }
    return BuyerSummary(rows.compactMap(\.session))
  }
}
