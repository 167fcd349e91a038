import Checkout
import Screen

/// Opening links in the user's browser: only https, and only Stripe's own hosts; of a sandbox also
/// its pay pages on this machine.
extension State {
  /// Stripe's Dashboard has no page for sessions: what was paid stands for one, else a search.
  private var dashboardURL: String? {
    let ids: [String?]
    if let related = detail.related {
      ids = [related.id.text]
    } else {
      let session = detail.content?.stored.session
      ids =
        ["payment_intent", "subscription", "setup_intent"].map { session?.id(of: $0) }
        + [selected?.id]
    }
    let owner = account.id.flatMap { StripeID($0) }
    return ids.lazy.compactMap { $0.flatMap { StripeID($0) } }
      .compactMap { $0.dashboardURL(livemode: account.isLive, account: owner) }.first
  }

  private var sandboxReason: String? {
    account.isSandbox ? "the sandbox has no Dashboard on the web" : nil
  }

  var dashboardAvailability: Availability {
    if let sandboxReason { return .disabled(sandboxReason) }
    return dashboardURL == nil ? .disabled("no session is selected") : .enabled
  }

  var checkoutPageAvailability: Availability {
    if let reason = copyURLAvailability.reason { return .disabled(reason) }
    return detail.content == nil ? .disabled("the session is being read") : .enabled
  }

  mutating func openDashboard() -> [Effect] { browse(dashboardURL) }
  /// A page at Stripe opens at once; another host that the profile allows is named first.
  mutating func openCheckoutPage() -> [Effect] {
    let url = detail.content?.stored.session.url
    guard let url, !BrowserAddress.isAllowed(url, besides: account.apiBase),
      BrowserAddress.isAllowed(url, hosts: account.checkoutHosts)
    else { return browse(url) }
    return open(HostMenu(url: url))
  }

  /// The host of an address, fit for the screen.
  static func host(of url: String) -> String {
    let start = url.firstRange(of: "://")?.upperBound ?? url.startIndex
    return Sanitiser.display(String(url[start...].prefix { !"/?#".contains($0) }))
  }

  mutating func browse(_ url: String?) -> [Effect] {
    guard let url else { return [] }
    guard
      BrowserAddress.isAllowed(url, besides: account.apiBase, hosts: account.checkoutHosts)
    else {
      message = Message(
        "only https pages of Stripe and of the profile's checkout_hosts are opened; y copies "
          + "this one", .warning)
      return []
    }
    return [.system(.browse(url: url))]
  }

  mutating func takeBrowsed(_ url: String, _ program: String?) {
    guard let program else {
      overlays.slip(LinkMenu(url: url))
      return
    }
    message = Message("opened \(Self.host(of: url)) with \(program)", .success)
  }
}
