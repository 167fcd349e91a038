import JSON

extension CreateForm {
  /// "Another like this one": a new session with the settings of an existing one.
  ///
  /// What belongs to one purchase is not copied: who paid and how, the expiry, consents. Inline
  /// prices become inactive as soon as they are created, so they are written out again. `Uncopied`
  /// lists what else is not copied.
  package init(similarTo session: Session, items: [LineItem]) {
    let json = session.json
    self.init(mode: session.mode ?? .payment)
    self.items = items.compactMap(Item.init(similarTo:))
    currency = mode == .setup ? session.currency : nil
    customer = session.id(of: "customer")
    customerEmail = customer == nil ? json["customer_email"]?.string : nil
    clientReferenceID = session.clientReferenceID
    uiMode = session.uiMode?.name
    successURL = json["success_url"]?.string
    cancelURL = json["cancel_url"]?.string
    returnURL = json["return_url"]?.string
    allowPromotionCodes = json["allow_promotion_codes"]?.bool
    locale = json["locale"]?.string
    allowedPaymentMethodTypes = Self.methods(of: json)
    metadata =
      json["metadata"]?.members.compactMap { member in
        member.value.string.map { FormParameter(member.name, $0) }
      } ?? []
    others = Copied.all.flatMap { $0.parameters(of: json, self) }
    others += Self.discounts(of: json, allowPromotionCodes)
    others += Self.shipping(of: json)
    if let details = json.value("payment_method_configuration_details"),
      let id = details["id"]?.string, allowedPaymentMethodTypes.isEmpty
    {
      others.append(FormParameter("payment_method_configuration", id))
    }
  }

  /// If the Dashboard's settings chose the methods, they are a result and not part of the request.
  private static func methods(of json: JSON) -> [String] {
    if let allowed = json.value("allowed_payment_method_types") {
      return allowed.elements.compactMap(\.string)
    }
    let isDynamic = json.value("payment_method_configuration_details") != nil
    return isDynamic ? [] : json["payment_method_types"]?.elements.compactMap(\.string) ?? []
  }

  /// Only discounts from the request, not those that the customer entered.
  private static func discounts(of json: JSON, _ allowsCodes: Bool?) -> [FormParameter] {
    guard allowsCodes != true else { return [] }
    let discounts = json["discounts"].map { Array($0.elements) } ?? []
    return discounts.enumerated().flatMap { index, discount in
      for name in ["promotion_code", "coupon"] {
        guard let value = discount[name], let id = value.string ?? value["id"]?.string else {
          continue
        }
        return [FormParameter("discounts[\(index)][\(name)]", id)]
      }
      return []
    }
  }

  private static func shipping(of json: JSON) -> [FormParameter] {
    let options = json["shipping_options"].map { Array($0.elements) } ?? []
    return options.enumerated().compactMap { index, option in
      let rate = option["shipping_rate"]
      return (rate?.string ?? rate?["id"]?.string).map {
        FormParameter("shipping_options[\(index)][shipping_rate]", $0)
      }
    }
  }
}

/// A setting that means the same when it is sent back.
private struct Copied {
  let name: String
  /// Members of Stripe's answer that a request must not have.
  var answersOnly: Set<String> = []
  /// The modes that accept it; nil for every mode.
  var modes: [SessionMode]?
  /// The pages that accept it; nil for every page.
  var pages: [UIMode]?
  /// Whether it is only meaningful without a customer.
  var isForGuests = false

  static let all = [
    Copied(name: "adaptive_pricing"),
    Copied(
      name: "after_expiration", answersOnly: ["expires_at", "url"], pages: withoutElements),
    Copied(name: "automatic_tax", answersOnly: ["provider", "status"]),
    Copied(name: "billing_address_collection"),
    Copied(name: "branding_settings", pages: withoutElements),
    Copied(name: "consent_collection"),
    Copied(name: "custom_fields", answersOnly: ["value"], pages: withoutElements),
    Copied(name: "custom_text", pages: withoutElements),
    Copied(name: "customer_creation", modes: [.payment, .setup], isForGuests: true),
    Copied(name: "excluded_payment_method_types"),
    Copied(name: "integration_identifier"),
    Copied(name: "invoice_creation", modes: [.payment]),
    Copied(name: "managed_payments"),
    Copied(name: "name_collection"),
    Copied(name: "optional_items", pages: withoutElements),
    Copied(name: "origin_context", pages: withoutElements),
    Copied(name: "payment_method_collection", modes: [.subscription]),
    Copied(name: "payment_method_options"),
    Copied(name: "permissions", pages: [.embeddedPage, .elements]),
    Copied(name: "phone_number_collection", modes: [.payment, .subscription]),
    Copied(name: "redirect_on_completion", pages: [.embeddedPage]),
    Copied(name: "saved_payment_method_options", modes: [.payment, .subscription]),
    Copied(name: "shipping_address_collection", modes: [.payment, .subscription]),
    Copied(name: "submit_type", modes: [.payment, .subscription], pages: withoutElements),
    Copied(name: "tax_id_collection"),
    Copied(name: "wallet_options"),
  ]

  private static let withoutElements: [UIMode] = [.hostedPage, .embeddedPage, .form]

  func parameters(of json: JSON, _ form: CreateForm) -> [FormParameter] {
    let page = form.uiMode.map { UIMode($0) } ?? .hostedPage
    guard modes?.contains(form.mode) ?? true, pages?.contains(page) ?? true,
      !isForGuests || form.customer == nil
    else { return [] }
    return parameters(name, json[name])
  }

  private func parameters(_ path: String, _ value: JSON?) -> [FormParameter] {
    guard let value, !value.isNull else { return [] }
    switch value.kind {
    case .object:
      // In a custom field, only the part for its own type is more than an empty object.
      return value.members.flatMap { member in
        answersOnly.contains(member.name)
          ? [] : parameters("\(path)[\(member.name)]", member.value)
      }
    case .array:
      return value.elements.enumerated().flatMap { parameters("\(path)[\($0)]", $1) }
    default:
      let text = value.string ?? value.source
      return text.isEmpty ? [] : [FormParameter(path, text)]
    }
  }
}

extension CreateForm {
  /// What a new session cannot copy from this one, in words for people.
  package static func uncopied(of session: Session) -> [String] {
    let json = session.json
    return uncopiable.compactMap { path, words in
      let value = path.reduce(Optional(json)) { $0?.value($1) }
      guard let value, value.kind != .array || value.count > 0 else { return nil }
      return words
    }
  }

  /// Stripe does not say how these were requested, or does not accept them again.
  private static let uncopiable: [(path: [String], words: String)] = [
    (["payment_intent"], "its payment's"),
    (["subscription"], "its subscription's"),
    (["setup_intent"], "its setup's"),
    (["customer_account"], "its account"),
    (["payment_link"], "its payment link"),
  ]
}

extension CreateForm.Item {
  /// Nil for an item without a price, because it could not be ordered.
  fileprivate init?(similarTo item: LineItem) {
    guard let price = item.price else { return nil }
    let quantity = price.recurrence?.isMetered == true ? nil : item.quantity ?? 1
    guard price.isActive == false, let currency = price.currency,
      let amount = price.unitAmount.map(String.init) ?? price.unitAmountDecimal
    else {
      self.init(.price(price.id), quantity: quantity)
      return
    }
    let product: CreateForm.InlinePrice.Product =
      item.description.map { .name($0) } ?? price.productID.map { .id($0) } ?? .name(item.id)
    let inline = CreateForm.InlinePrice(
      product, unitAmount: amount, currency, every: price.recurrence?.interval,
      count: price.recurrence?.count)
    self.init(.inline(inline), quantity: quantity)
  }
}
