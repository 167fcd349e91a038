package import Checkout
import Screen

/// All sessions of the buyer of the selected one: the same customer id, or the same e-mail. These are
/// two sets, and Stripe has a filter for each: the title says which one it is, and the key for the
/// buyer shows the other one.
enum Buyer {
  /// The look-up that finds them; nil for a guest who left no address.
  private static func lookup(_ state: State) -> Lookup? {
    guard let selected = state.selected else { return nil }
    let (customer, email) = lookups(of: selected)
    return state.list.isOfBuyerByCustomer ? email ?? customer : customer ?? email
  }

  private static func lookups(of session: SessionSummary) -> (customer: Lookup?, email: Lookup?) {
    (session.customer.map { .customer($0) }, session.email.map { .email($0) })
  }

  static func availability(_ state: State) -> Availability {
    if state.selected == nil { return .disabled("no session is selected") }
    return lookup(state) == nil
      ? .disabled("this session has neither a customer nor an e-mail") : .enabled
  }

  /// Shows what is cached at once, and then asks Stripe with its own filter.
  static func show(_ state: inout State) -> [Effect] {
    guard let selected = state.selected, let buyer = lookup(state) else { return [] }
    let (customer, email) = lookups(of: selected)
    state.show(
      FoundList(lookup: buyer, answer: FoundSessions(ids: [], hasMore: true), isBuyer: true))
    if case .email(let email) = buyer {
      // Exactly this address, as Stripe's filter compares it.
      state.list.narrowing.scope = []
      state.list.server.email = email
      state.applyQuery()
    }
    if customer != nil, email != nil {
      let (this, other) =
        buyer == customer ? ("customer id", "e-mail address") : ("e-mail address", "customer id")
      state.message = Message(
        "those with the same \(this); \(state.keymap[.buyer]) shows those with the same \(other)")
    }
    return [state.list.fetch(.newest)]
  }

  /// Warns once about payments of the buyer that look alike: the title has no room for it.
  static func settle(_ state: inout State) {
    guard let warning = state.list.buyerSummary?.warning, state.list.found?.warned != warning else {
      return
    }
    state.list.found?.warned = warning
    state.message = Message(Sanitiser.display(warning), .warning)
  }
}

extension ListState {
  /// Whether it lists a buyer's sessions by the customer's id.
  fileprivate var isOfBuyerByCustomer: Bool {
    guard found?.isBuyer == true, case .customer? = found?.lookup else { return false }
    return true
  }

  /// What names a list of a buyer's sessions.
  var buyerTitle: String { "Buyer by \(isOfBuyerByCustomer ? "customer id" : "e-mail")" }

  /// The totals of a buyer's sessions, from the rows that have been read; nil for any other list.
  package var buyerSummary: BuyerSummary? {
    guard found?.isBuyer == true else { return nil }
    return BuyerSummary(rows.compactMap(\.session))
  }
}
