/// What parameters of create forbid or demand because of the session's mode, its `ui_mode` and each
/// other. Source: the parameters' texts at https://docs.stripe.com/api/checkout/sessions/create
struct CreateConstraints {
  let parameters: Node
  let mode: SessionRecord.Mode
  /// As the newest version names it.
  let uiMode: String
  /// As the request names it, for messages.
  let uiModeAsked: String
  let version: StripeVersion

  func check() throws(APIError) {
    for condition in Self.contradictions { try condition.check(parameters, "") }
    for (path, modes) in Self.modes where given(path) && !modes.contains(mode) {
      throw .invalid(
        "You can not pass `\(path)` in `\(mode.rawValue)` mode.", param: path)
    }
    for (path, pages) in Self.pages where given(path) && !pages.contains(uiMode) {
      throw .invalid(
        "You can not pass `\(path)` if `ui_mode` is `\(uiModeAsked)`.", param: path)
    }
    try checkAddresses()
    try checkCustomer()
    if mode == .setup, parameters["currency"] == nil, parameters["payment_method_types"] == nil,
      parameters["allowed_payment_method_types"] == nil
    {
      throw .required("currency")
    }
  }

  // MARK: Tables

  private static let contradictions: [ParameterRule.Condition] = [
    .atMostOne(["customer", "customer_email"]), .atMostOne(["customer", "customer_account"]),
    .atMostOne(["customer_account", "customer_email"]),
    .atMostOne(["customer", "customer_creation"]),
    .atMostOne(["allow_promotion_codes", "discounts"]),
    .atMostOne(["payment_method_types", "payment_method_configuration"]),
    .atMostOne(["payment_method_types", "excluded_payment_method_types"]),
    .needs("customer_update", "customer"),
  ]

  /// Parameters that only some modes take.
  private static let modes: [(String, Set<SessionRecord.Mode>)] = [
    ("line_items", [.payment, .subscription]),
    ("discounts", [.payment, .subscription]),
    ("payment_intent_data", [.payment]),
    ("invoice_creation", [.payment]),
    ("submit_type", [.payment, .subscription]),
    ("subscription_data", [.subscription]),
    ("setup_intent_data", [.setup]),
    ("customer_creation", [.payment, .setup]),
    ("optional_items", [.payment, .subscription]),
    ("payment_method_collection", [.subscription]),
    ("phone_number_collection", [.payment, .subscription]),
    ("saved_payment_method_options", [.payment, .subscription]),
    ("shipping_address_collection", [.payment, .subscription]),
    ("shipping_options", [.payment]),
  ]

  private static let allPages: Set = ["hosted_page", "embedded_page", "elements", "form"]
  private static let withoutElements = allPages.subtracting(["elements"])

  /// Parameters that only some kinds of page take.
  private static let pages: [(String, Set<String>)] = [
    ("success_url", ["hosted_page", "form"]),
    ("cancel_url", ["hosted_page", "form"]),
    ("return_url", allPages.subtracting(["hosted_page"])),
    ("redirect_on_completion", ["embedded_page"]),
    ("permissions", ["embedded_page", "elements"]),
    ("after_expiration", withoutElements),
    ("branding_settings", withoutElements),
    ("custom_fields", withoutElements),
    ("custom_text", withoutElements),
    ("optional_items", withoutElements),
    ("origin_context", withoutElements),
    ("submit_type", withoutElements),
    ("tax_id_collection[required]", withoutElements),
  ]

  /// Whether a session of this kind can have been made with a parameter.
  static func allows(
    _ name: String, _ mode: SessionRecord.Mode, _ uiMode: String
  ) -> Bool {
    modes.allSatisfy { $0.0 != name || $0.1.contains(mode) }
      && pages.allSatisfy { $0.0 != name || $0.1.contains(uiMode) }
  }

  // MARK: Single rules

  private func checkAddresses() throws(APIError) {
    if uiMode == "hosted_page", parameters["success_url"] == nil { throw .required("success_url") }
    guard uiMode == "embedded_page" else { return }
    switch (parameters["redirect_on_completion"]?.string, given("return_url")) {
    case ("never", true):
      throw .invalid(
        "You can not pass `return_url` if `redirect_on_completion` is `never`.",
        param: "return_url")
    case ("never", false): break
    case (_, false): throw .required("return_url")
    case (_, true): break
    }
  }

  private func checkCustomer() throws(APIError) {
    let update = parameters["customer_update"]
    if update?["shipping"]?.string == "auto", !given("shipping_address_collection") {
      throw .invalid(
        "You can only pass `customer_update[shipping]` with `shipping_address_collection`.",
        param: "customer_update[shipping]")
    }
    if given("customer"), parameters["tax_id_collection"]?["enabled"]?.bool == true,
      update?["name"]?.string != "auto"
    {
      throw .invalid(
        "Tax ID collection requires updating business name on the customer. To enable tax ID "
          + "collection for an existing customer, please set `customer_update[name]` to `auto`.",
        param: "customer_update[name]")
    }
  }

  /// `a[b]`
  private func given(_ path: String) -> Bool {
    let names = path.split(whereSeparator: { $0 == "[" || $0 == "]" })
    let value = names.reduce(Optional(parameters)) { $0?[String($1)] }
    return value != nil && value != .some(.null)
  }
}
