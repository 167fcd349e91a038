package import Units

/// The parameters of a new session: common ones, and any other by its name.
/// Source: https://docs.stripe.com/api/checkout/sessions/create
package struct CreateForm: Equatable, Sendable {
  package var mode: SessionMode
  package var items: [Item] = []
  /// Three-letter code; for setup mode, where no price has a currency.
  package var currency: Currency?
  package var customer: String?
  package var customerEmail: String?
  package var clientReferenceID: String?
  package var uiMode: String?
  package var successURL: String?
  package var cancelURL: String?
  package var returnURL: String?
  /// Unix seconds; 30 minutes to 24 hours ahead.
  package var expiresAt: Int?
  package var allowPromotionCodes: Bool?
  package var locale: String?
  /// Which of the account's payment methods are offered; empty for all. Since 2026-09-30.endive
  /// they cannot be listed any more, only filtered.
  package var allowedPaymentMethodTypes: [String] = []
  /// In order.
  package var metadata: [FormParameter] = []
  /// Sent after the others, unchanged: `tax_id_collection[enabled]`.
  package var others: [FormParameter] = []

  package init(mode: SessionMode = .payment) { self.mode = mode }

  /// A line item: what is sold, and how many.
  package struct Item: Equatable, Sendable {
    /// A price of the catalogue, or one for this session only.
    package enum Cost: Equatable, Sendable {
      /// `price_…`.
      case price(String)
      case inline(InlinePrice)
    }

    package var cost: Cost
    /// Nil for a price that is charged by usage.
    package var quantity: Int?

    package init(_ cost: Cost, quantity: Int? = 1) {
      self.cost = cost
      self.quantity = quantity
    }
  }

  /// A price that exists for this session only: `price_data`.
  package struct InlinePrice: Equatable, Sendable {
    /// A new product by its name, or one of the catalogue by its id.
    package enum Product: Equatable, Sendable {
      case name(String)
      /// `prod_…`.
      case id(String)
    }

    package var product: Product
    package var currency: Currency
    /// Minor units; a text, because Stripe allows fractions of them.
    package var unitAmount: String
    /// Nil to charge only once.
    package var interval: String?
    package var intervalCount: Int?

    package init(
      _ product: Product, unitAmount: String, _ currency: Currency, every interval: String? = nil,
      count intervalCount: Int? = nil
    ) {
      self.product = product
      self.currency = currency
      self.unitAmount = unitAmount
      self.interval = interval
      self.intervalCount = intervalCount
    }
  }
}

// MARK: - Parameters

extension CreateForm {
  /// As the request sends them, in the order of the API's reference.
  package var parameters: [FormParameter] {
    var all: [FormParameter] = []
    all.append("mode", mode.name)
    for (index, item) in items.enumerated() {
      all += Self.parameters(of: item, "line_items[\(index)]")
    }
    all.append("currency", currency?.code)
    all.append("customer", customer)
    all.append("customer_email", customerEmail)
    all.append("client_reference_id", clientReferenceID)
    all.append("ui_mode", uiMode)
    all.append("success_url", successURL)
    all.append("cancel_url", cancelURL)
    all.append("return_url", returnURL)
    all.append("expires_at", expiresAt.map(String.init))
    all.append("allow_promotion_codes", allowPromotionCodes.map(String.init))
    all.append("locale", locale)
    for (index, type) in allowedPaymentMethodTypes.enumerated() {
      all.append("allowed_payment_method_types[\(index)]", type)
    }
    for entry in metadata { all.append("metadata[\(entry.name)]", entry.value) }
    return all + others
  }

  private static func parameters(of item: Item, _ name: String) -> [FormParameter] {
    var parameters: [FormParameter] = []
    switch item.cost {
    case .price(let id): parameters.append("\(name)[price]", id)
    case .inline(let price):
      let data = "\(name)[price_data]"
      parameters.append("\(data)[currency]", price.currency.code)
      switch price.product {
      case .name(let text): parameters.append("\(data)[product_data][name]", text)
      case .id(let id): parameters.append("\(data)[product]", id)
      }
      let isWhole = Int(price.unitAmount) != nil
      parameters.append(
        "\(data)[unit_amount\(isWhole ? "" : "_decimal")]", price.unitAmount)
      parameters.append("\(data)[recurring][interval]", price.interval)
      parameters.append(
        "\(data)[recurring][interval_count]",
        price.interval == nil ? nil : price.intervalCount.map(String.init))
    }
    parameters.append("\(name)[quantity]", item.quantity.map(String.init))
    return parameters
  }
}

// MARK: - Checks

extension CreateForm {
  /// What Stripe would refuse, as far as till can know; sentences, empty when all is well.
  package func problems(at now: Int) -> [String] {
    let page = uiMode.map { UIMode($0) } ?? .hostedPage
    let never = FormParameter("redirect_on_completion", "never")
    let checks: [(Bool, String)] = [
      (
        mode == .setup || !items.isEmpty || hasOther("line_items"),
        "\(mode.name) mode needs at least one line item"
      ),
      (mode != .setup || items.isEmpty, "setup mode takes no line items"),
      (items.count <= 100, "at most 100 line items are allowed"),
      (
        mode != .subscription || items.contains(where: \.mayRecur) || hasOther("line_items"),
        "subscription mode needs a recurring price"
      ),
      (
        page != .hostedPage || successURL != nil || hasOther("success_url"),
        "a success URL is needed"
      ),
      // Elements need it only for payment methods that redirect away from the page.
      (
        page != .embeddedPage || returnURL != nil || hasOther("return_url")
          || others.contains(never),
        "an embedded page needs a return URL"
      ),
      (
        returnURL == nil || !others.contains(never),
        "a page that never redirects takes no return URL"
      ),
      (customer == nil || customerEmail == nil, "give a customer or an e-mail, not both"),
      (
        expiresAt.map { (1_800...86_400).contains($0.subtractingSaturating(now)) } ?? true,
        "it must expire between 30 minutes and 24 hours from now"
      ),
      (
        (clientReferenceID?.unicodeScalars.count ?? 0) <= 200,
        "the client reference may have 200 characters"
      ),
      (metadata.count <= 50, "at most 50 metadata entries are allowed"),
      (
        metadata.allSatisfy { $0.name.count <= 40 && $0.value.count <= 500 },
        "metadata names may have 40 characters, values 500"
      ),
    ]
    return checks.filter { !$0.0 }.map(\.1)
  }

  /// Whether a parameter, or a part of it, is among those that are sent unchanged.
  private func hasOther(_ name: String) -> Bool {
    others.contains { $0.name == name || $0.name.hasPrefix("\(name)[") }
  }
}

extension CreateForm.Item {
  /// Unknown for a price by id, so it may.
  fileprivate var mayRecur: Bool {
    if case .inline(let price) = cost { price.interval != nil } else { true }
  }
}
