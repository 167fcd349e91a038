import Checkout
import Screen

/// Opens links in the user's browser: only https and only Stripe's own hosts. For a sandbox, also
/// its pay pages on this machine.
enum Browse {
  /// Stripe's Dashboard has no page for sessions: the link goes to the payment, or else to a
  /// search.
  private static func dashboardURL(_ state: State) -> String? {
    let ids: [String?]
    if let related = state.detail.related {
      ids = [related.id.text]
    } else {
      let session = state.detail.content?.stored.session
      ids =
        ["payment_intent", "subscription", "setup_intent"].map { session?.id(of: $0) }
        + [state.selected?.id]
    }
    let owner = state.account.id.flatMap { StripeID($0) }
    return ids.lazy.compactMap { $0.flatMap { StripeID($0) } }
      .compactMap { $0.dashboardURL(livemode: state.account.isLive, account: owner) }.first
  }

  private static func sandboxReason(_ state: State) -> String? {
    state.account.isSandbox ? "the sandbox has no Dashboard on the web" : nil
  }

  static func dashboardAvailability(_ state: State) -> Availability {
    if let reason = sandboxReason(state) { return .disabled(reason) }
    return dashboardURL(state) == nil ? .disabled("no session is selected") : .enabled
  }

  static func checkoutPageAvailability(_ state: State) -> Availability {
    if let reason = Availability.page(state).reason { return .disabled(reason) }
    return state.detail.content == nil ? .disabled("the session is being read") : .enabled
  }

  static func openDashboard(_ state: inout State) -> [Effect] { open(dashboardURL(state), &state) }

  /// A page at Stripe opens at once; for another host that the profile allows, the user is asked
  /// first.
  static func openCheckoutPage(_ state: inout State) -> [Effect] {
    let url = state.detail.content?.stored.session.url
    guard let url, !BrowserAddress.isAllowed(url, besides: state.account.apiBase),
      BrowserAddress.isAllowed(url, hosts: state.account.checkoutHosts)
    else { return open(url, &state) }
    return state.open(HostMenu(url: url))
  }

  /// The host of an address, sanitised.
  static func host(of url: String) -> String {
    let start = url.firstRange(of: "://")?.upperBound ?? url.startIndex
    return Sanitiser.display(String(url[start...].prefix { !"/?#".contains($0) }))
  }

  static func open(_ url: String?, _ state: inout State) -> [Effect] {
    guard let url else { return [] }
    guard
      BrowserAddress.isAllowed(
        url, besides: state.account.apiBase, hosts: state.account.checkoutHosts)
    else {
      state.message = Message(
        "only https pages of Stripe and of the profile's checkout_hosts are opened; "
          + "\(state.keymap[.copyURL]) copies this one", .warning)
      return []
    }
    return [.system(.browse(url: url))]
  }

  static func takeBrowsed(_ url: String, _ program: String?, _ state: inout State) {
    guard let program else {
      state.overlays.slip(LinkMenu(url: url))
      return
    }
    state.message = Message("opened \(Self.host(of: url)) with \(program)", .success)
  }
}
