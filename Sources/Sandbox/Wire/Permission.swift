/// What a restricted key needs for a request.
/// Source: https://docs.stripe.com/keys/restricted-api-keys
package struct Permission: Hashable, Sendable {
  /// As in `rak_checkout_session_read`.
  let resource: String
  let writes: Bool

  /// `checkout_session_read`, with or without `rak_` before it; nil if there is no such permission.
  package init?(_ name: String) {
    let name = name.hasPrefix("rak_") ? name.dropFirst(4) : name[...]
    guard let line = name.lastIndex(of: "_") else { return nil }
    let access = name[name.index(after: line)...]
    guard access == "read" || access == "write", Self.resources.contains(String(name[..<line]))
    else { return nil }
    resource = String(name[..<line])
    writes = access == "write"
  }

  private init(resource: String, writes: Bool) {
    self.resource = resource
    self.writes = writes
  }

  /// Stripe's name for it.
  package var name: String { "rak_\(resource)_\(writes ? "write" : "read")" }

  /// Every name that there is, for messages.
  package static var names: [String] {
    resources.sorted().flatMap { ["\($0)_read", "\($0)_write"] }
  }

  private static var resources: Set<String> { Set(ofPath.values).union(ofField.values) }

  /// By the first part of the path.
  static let ofPath = [
    "account": "accounts_kyc_basic", "accounts": "accounts_kyc_basic",
    "charges": "charge", "checkout": "checkout_session", "coupons": "coupon",
    "customers": "customer", "disputes": "dispute", "events": "event", "invoices": "invoice",
    "payment_intents": "payment_intent", "payment_links": "payment_link",
    "payment_methods": "payment_method", "payment_pages": "checkout_session", "prices": "plan",
    "products": "product", "promotion_codes": "promotion_code", "refunds": "charge",
    "setup_intents": "setup_intent", "shipping_rates": "shipping_rate",
    "subscriptions": "subscription",
  ]

  /// By the field that has to be expanded.
  private static let ofField = [
    "balance_transaction": "balance_transaction", "customer": "customer", "coupon": "coupon",
    "default_payment_method": "payment_method", "invoice": "invoice", "latest_charge": "charge",
    "latest_invoice": "invoice", "payment_intent": "payment_intent",
    "payment_link": "payment_link", "payment_method": "payment_method", "product": "product",
    "promotion_code": "promotion_code", "setup_intent": "setup_intent",
    "shipping_rate": "shipping_rate", "subscription": "subscription",
  ]

  /// Everything that a request needs: for its endpoint, and for what it expands.
  static func needed(_ request: SandboxRequest, path: [String]) -> [Permission] {
    // The sandbox's own endpoints need what Stripe's for the same objects do.
    let first = path.first { $0 != "test_helpers" }
    guard let resource = first.flatMap({ ofPath[$0] }) else { return [] }
    var needed = [Permission(resource: resource, writes: request.method != "GET")]
    let expanded = (try? request.parameters.get())?["expand"]?.members ?? []
    for name in expanded.compactMap(\.value.string).flatMap({ $0.split(separator: ".") }) {
      guard let resource = ofField[String(name)] else { continue }
      needed.append(Permission(resource: resource, writes: false))
    }
    return needed
  }
}

extension Set<Permission> {
  /// Writing includes reading.
  func allows(_ needed: Permission) -> Bool {
    contains { $0.resource == needed.resource && ($0.writes || !needed.writes) }
  }
}
