/// Creating sessions.
/// Source: https://docs.stripe.com/api/checkout/sessions/create
extension SandboxStore {
  mutating func createSession(
    _ sent: Node, at now: Int, into writer: inout JSONWriter
  ) throws(APIError) {
    let parameters = try check(sent, CreateRules.create)
    let expansion = try expansion(parameters, of: .session)
    let record = try draft(parameters, serial: ledger.count, at: now)
    _ = ledger.append(created: now)
    ledger.keep(record)
    changes += 1
    let told = planned(record.serial)
    events?.replace([], by: told)
    renderer(at: now).write(record, expansion, into: &writer)
  }

  private func draft(
    _ parameters: Node, serial: Int, at now: Int
  ) throws(APIError) -> SessionRecord {
    // Stripe has required a mode since 2022-08-01.
    guard let mode = parameters["mode"]?.string.flatMap(SessionRecord.Mode.init) else {
      throw .required("mode")
    }
    let asked = parameters["ui_mode"]?.string ?? (version < .dahlia ? "hosted" : "hosted_page")
    let uiMode = UIWords.current(asked)
    try CreateConstraints(
      parameters: parameters, mode: mode, uiMode: uiMode, uiModeAsked: asked, version: version
    ).check()
    var record = SessionRecord(
      serial: serial, mode: mode, life: try life(parameters, serial, at: now),
      person: ledger.generator.person(serial))
    record.uiMode = uiMode
    record.successURL = parameters["success_url"]?.string
    record.cancelURL = parameters["cancel_url"]?.string
    record.returnURL = parameters["return_url"]?.string
    try setCustomer(parameters, of: &record)
    record.locale = parameters["locale"]?.string
    record.clientReferenceID = parameters["client_reference_id"]?.string
    record.metadata = updated([], with: parameters["metadata"])
    record.customFields = try CustomFieldCheck.fields(parameters["custom_fields"])
    record.settings = settings(parameters)
    record.isMade = true
    for name in CreateRules.unanswered { record.hidden[name] = parameters[name] }
    if mode == .setup {
      record.currency = parameters["currency"]?.string
    } else {
      try setOrder(parameters, of: &record, at: now)
    }
    record.life.isFree = record.isFree
    guard !record.methods.isEmpty else {
      throw .invalid(
        "No valid payment method types for this Checkout Session. The account has these for its "
          + "currency: \(Shop.methods(in: record.currency).joined(separator: ", ")).", param: nil)
    }
    return record
  }

  private func life(
    _ parameters: Node, _ serial: Int, at now: Int
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
    // With traffic, a customer may come and pay.
    if options.traffic {
      let plan = ledger.generator.facts(serial, created: now).life
      life.completesAt = plan.completesAt.flatMap { $0 < expiresAt ? $0 : nil }
    }
    return life
  }

  private func setCustomer(
    _ parameters: Node, of record: inout SessionRecord
  ) throws(APIError) {
    for (name, kind) in [("customer", ObjectKind.customer), ("customer_account", .account)] {
      guard let id = parameters[name]?.string else { continue }
      guard let number = ids.number(of: id, kind), isCustomer(number) else {
        throw .missing(kind, id, param: name)
      }
      if number < ledger.generator.people { record.person = number }
      record.customer = number
      record.known = shelvedContact(number)
      record.taxExempt =
        shelf.customer(ids.id(.customer, number))?["tax_exempt"]?.string ?? "none"
      record.hasAccount = kind == .account
    }
    record.customerEmail = parameters["customer_email"]?.string
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
    if let id = parameters["payment_method_configuration"] {
      settings["payment_method_configuration_details"] = ["id": id, "parent": nil]
    }
    return settings
  }

  /// Metadata with changes: an empty value removes a key, an empty `metadata` removes all.
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

/// The values of `ui_mode`, which 2026-03-25.dahlia renamed.
enum UIWords {
  private static let former = [
    "hosted": "hosted_page", "embedded": "embedded_page", "custom": "elements",
  ]

  static func current(_ word: String) -> String { former[word] ?? word }

  /// `word` as a version calls it; unchanged if the version has no name for it.
  static func word(_ word: String, for version: StripeVersion) -> String {
    guard version < .dahlia else { return word }
    return former.first { $0.value == word }?.key ?? word
  }
}
