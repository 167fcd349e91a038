extension StripeID {
  /// Where the Stripe Dashboard shows the object; nil for kinds that have no page.
  ///
  /// Sessions have no page, but the Dashboard's search finds what belongs to them. With the
  /// account's id, the address works even while another account is selected in the browser.
  package func dashboardURL(livemode: Bool, account: StripeID? = nil) -> String? {
    guard let page else { return nil }
    let owner = account?.kind == .account ? account.map { "/\($0.text)" } : nil
    return "https://dashboard.stripe.com\(owner ?? "")\(livemode ? "" : "/test")/\(page)"
  }

  private var page: String? {
    switch kind {
    case .session: "search?query=\(text)"
    case .paymentIntent, .charge, .payment: "payments/\(text)"
    case .setupIntent: "setup_intents/\(text)"
    case .customer, .guestCustomer: "customers/\(text)"
    case .subscription: "subscriptions/\(text)"
    case .invoice: "invoices/\(text)"
    case .paymentLink: "payment-links/\(text)"
    case .price: "prices/\(text)"
    case .product: "products/\(text)"
    case .coupon: "coupons/\(text)"
    case .promotionCode: "promotion_codes/\(text)"
    case .taxRate: "tax-rates/\(text)"
    case .shippingRate: "shipping-rates/\(text)"
    case .dispute: "disputes/\(text)"
    case .event: "events/\(text)"
    case .request: "logs/\(text)"
    case .refund, .paymentMethod, .lineItem, .subscriptionItem, .discount, .balanceTransaction,
      .account, .file:
      nil
    }
  }
}

/// Which addresses may be opened in the user's browser.
package enum BrowserAddress {
  /// Only https, and only Stripe's own hosts: `stripe.com` and names that end in `.stripe.com`.
  ///
  /// Anything that browsers and this check could read differently is refused: user names, ports,
  /// escapes in the host, backslashes, spaces and everything outside ASCII.
  ///
  /// A sandbox on this machine serves its payment pages at its own address: addresses that begin
  /// with `sandbox` and `/c/` are allowed, too.
  ///
  /// `hosts` are the ones in the user's configuration, for checkout pages under a shop's own
  /// domain. Source: https://docs.stripe.com/payments/checkout/custom-domains
  package static func isAllowed(
    _ address: String, besides sandbox: String? = nil, hosts: [String] = []
  ) -> Bool {
    if let sandbox, sandbox.hasPrefix("http://127.0.0.1:"), address.hasPrefix(sandbox + "/c/") {
      return address.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\\") }
    }
    let scheme = "https://"
    guard address.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\\") }),
      address.prefix(scheme.count).lowercased() == scheme
    else { return false }
    let host = address.dropFirst(scheme.count).prefix { !"/?#".contains($0) }.lowercased()
    guard host == "stripe.com" || host.hasSuffix(".stripe.com") || hosts.contains(host) else {
      return false
    }
    return host.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
      !label.isEmpty && label.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
    }
  }
}
