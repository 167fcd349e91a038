/// Creating sessions.
/// Source: https://docs.stripe.com/api/checkout/sessions/create
extension SandboxStore {
  mutating func createSession(
    _ sent: Node, at now: Int, into writer: inout JSONWriter
  ) throws(APIError) {
    let parameters = try ParameterRule.check(sent, CreateRules.create)
    let expansion = try expansion(parameters, of: .session)
    let record = try draft(parameters, serial: ledger.count, at: now)
    _ = ledger.append(created: now)
    ledger.keep(record)
    events?.insert(record.life, of: record.serial)
    renderer(at: now).write(record, expansion, into: &writer)
  }

  private func draft(
    _ parameters: Node, serial: Int, at now: Int
  ) throws(APIError) -> SessionRecord {
    guard let mode = parameters["mode"]?.string.flatMap(SessionRecord.Mode.init) else {
      throw .required("mode")
    }
    try refuseContradictions(parameters, mode)
    var record = SessionRecord(
      serial: serial, mode: mode, life: try life(parameters, mode, serial, at: now),
      person: ledger.generator.person(serial))
    try setAddresses(parameters, of: &record)
    try setCustomer(parameters, of: &record)
    record.locale = parameters["locale"]?.string
    record.clientReferenceID = parameters["client_reference_id"]?.string
    record.metadata = updated([], with: parameters["metadata"])
    record.customFields = try customFields(parameters)
    record.settings = settings(parameters)
    if mode != .setup { try setOrder(parameters, of: &record) }
    return record
  }

  private func refuseContradictions(
    _ parameters: Node, _ mode: SessionRecord.Mode
  ) throws(APIError) {
    for (one, other) in [
      ("customer", "customer_email"), ("customer", "customer_account"),
      ("allow_promotion_codes", "discounts"),
    ] where parameters[one] != nil && parameters[other] != nil {
      throw .invalid(
        "You may only specify one of these parameters: \(one), \(other).", param: one)
    }
    if parameters["customer_update"] != nil, parameters["customer"] == nil {
      throw .invalid(
        "`customer_update` can only be used with `customer`.", param: "customer_update")
    }
    func only(_ name: String, in modes: [SessionRecord.Mode]) throws(APIError) {
      guard parameters[name] != nil, !modes.contains(mode) else { return }
      throw .invalid("You can not pass `\(name)` in `\(mode.rawValue)` mode.", param: name)
    }
    try only("line_items", in: [.payment, .subscription])
    try only("discounts", in: [.payment, .subscription])
    try only("payment_intent_data", in: [.payment])
    try only("invoice_creation", in: [.payment])
    try only("submit_type", in: [.payment, .subscription])
    try only("subscription_data", in: [.subscription])
    try only("setup_intent_data", in: [.setup])
    try only("customer_creation", in: [.payment, .setup])
    try only("shipping_options", in: [.payment])
    if mode == .setup, parameters["currency"] == nil, parameters["payment_method_types"] == nil {
      throw .required("currency")
    }
  }

  private func life(
    _ parameters: Node, _ mode: SessionRecord.Mode, _ serial: Int, at now: Int
  ) throws(APIError) -> Life {
    let expiresAt = parameters["expires_at"]?.int ?? now + 86_400
    guard expiresAt >= now + 30 * 60 else {
      throw .invalid(
        "The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.",
        param: "expires_at")
    }
    guard expiresAt <= now + 86_400 else {
      throw .invalid(
        "The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.",
        param: "expires_at")
    }
    var life = Life(created: now, expiresAt: expiresAt)
    // With traffic somebody may come along and pay.
    if options.traffic {
      let plan = ledger.generator.facts(serial, created: now).life
      life.completesAt = plan.completesAt.flatMap { $0 < expiresAt ? $0 : nil }
    }
    life.isFree = mode == .setup
    return life
  }

  private func setAddresses(
    _ parameters: Node, of record: inout SessionRecord
  ) throws(APIError) {
    let asked = parameters["ui_mode"]?.string ?? "hosted_page"
    let former = ["hosted": "hosted_page", "embedded": "embedded_page", "custom": "elements"]
    record.uiMode = former[asked] ?? asked
    record.successURL = parameters["success_url"]?.string
    record.cancelURL = parameters["cancel_url"]?.string
    record.returnURL = parameters["return_url"]?.string
    let isHosted = record.uiMode == "hosted_page"
    let forbidden = isHosted ? ["return_url"] : ["success_url", "cancel_url"]
    for name in forbidden where parameters[name] != nil {
      throw .invalid(
        "You can not pass `\(name)` if `ui_mode` is `\(record.uiMode)`.", param: name)
    }
    let returns = parameters["redirect_on_completion"]?.string != "never"
    if isHosted, record.successURL == nil { throw .required("success_url") }
    if record.isEmbedded, returns, record.returnURL == nil { throw .required("return_url") }
    for name in ["success_url", "cancel_url", "return_url"] {
      guard let url = parameters[name]?.string, !url.contains("://") else { continue }
      throw .invalid(
        "Not a valid URL", code: "url_invalid", param: name)
    }
  }

  private func setCustomer(
    _ parameters: Node, of record: inout SessionRecord
  ) throws(APIError) {
    for (name, kind) in [("customer", ObjectKind.customer), ("customer_account", .account)] {
      guard let id = parameters[name]?.string else { continue }
      guard let number = ids.number(of: id, kind), number < ledger.generator.people,
        !Person(number: number).isDeleted
      else { throw .missing(kind, id, param: name) }
      record.person = number
      record.customer = number
      record.hasAccount = kind == .account
    }
    guard let email = parameters["customer_email"]?.string else { return }
    let halves = email.split(separator: "@", omittingEmptySubsequences: false)
    guard halves.count == 2, halves.allSatisfy({ !$0.isEmpty && !$0.contains(" ") }) else {
      throw .invalid(
        "Invalid email address: \(email)", code: "email_invalid", param: "customer_email")
    }
    record.customerEmail = email
  }

  private func customFields(
    _ parameters: Node
  ) throws(APIError) -> [SessionRecord.CustomField] {
    var fields: [SessionRecord.CustomField] = []
    for (index, field) in (parameters["custom_fields"]?.elements ?? []).enumerated() {
      let path = "custom_fields[\(index)]"
      guard let key = field["key"]?.string else { throw .required("\(path)[key]") }
      guard let type = field["type"]?.string else { throw .required("\(path)[type]") }
      guard let label = field["label"]?["custom"]?.string else {
        throw .required("\(path)[label][custom]")
      }
      let options = field["dropdown"]?["options"]?.elements.map {
        SessionRecord.Metadata(key: $0["label"]?.string ?? "", value: $0["value"]?.string ?? "")
      }
      if type == "dropdown", options == nil { throw .required("\(path)[dropdown][options]") }
      fields.append(
        SessionRecord.CustomField(
          key: key, label: label, type: type, isOptional: field["optional"]?.bool ?? false,
          options: options ?? [],
          answer: type == "numeric" ? "42" : options?.first?.value ?? "As you like it"))
    }
    return fields
  }

  private func settings(_ parameters: Node) -> [String: Node] {
    var settings: [String: Node] = [:]
    for member in parameters.members
    where CreateRules.configuration[member.name] != nil
      && !CreateRules.unanswered.contains(member.name)
    {
      settings[member.name] = member.value
    }
    settings["after_expiration"] = parameters["after_expiration"]
    if settings["automatic_tax"]?["enabled"]?.bool == true {
      settings["automatic_tax"] = [
        "enabled": true, "liability": ["type": "self"], "provider": "stripe",
        "status": "requires_location_inputs",
      ]
    }
    if let id = parameters["payment_method_configuration"] {
      settings["payment_method_configuration_details"] = ["id": id, "parent": nil]
    }
    return settings
  }

  /// Metadata with changes: an empty value takes a key out, an empty `metadata` all of them.
  func updated(
    _ metadata: [SessionRecord.Metadata], with changes: Node?
  ) -> [SessionRecord.Metadata] {
    guard let changes else { return metadata }
    guard case .object(let members) = changes else { return [] }
    var result = metadata
    for member in members {
      let value = member.value.string ?? ""
      let index = result.firstIndex { $0.key == member.name }
      switch (index, value.isEmpty) {
      case (let index?, true): result.remove(at: index)
      case (let index?, false): result[index].value = value
      case (nil, true): break
      case (nil, false): result.append(SessionRecord.Metadata(key: member.name, value: value))
      }
    }
    return result
  }
}
