/// Updating sessions.
/// Source: https://docs.stripe.com/api/checkout/sessions/update
extension SandboxStore {
  mutating func updateSession(
    _ id: String, _ sent: Node, at now: Int, into writer: inout JSONWriter
  ) throws(APIError) {
    let parameters = try check(sent, UpdateRules.update)
    let expansion = try expansion(parameters, of: .session)
    var record = try session(id)
    try refuseUpdates(parameters, of: record, at: now)
    record.metadata = updated(record.metadata, with: parameters["metadata"])
    guard record.metadata.count <= 50 else {
      throw .invalid("Metadata can have at most 50 keys.", param: "metadata")
    }
    if let lines = parameters["line_items"]?.elements {
      guard !lines.isEmpty else { throw .required("line_items") }
      record.items = try items(lines, of: record)
      try checkPrices(of: record)
      try checkMinimum(of: record, with: record.coupon)
      record.recompute()
    }
    if parameters["shipping_options"] != nil {
      record.shippingRates = try shippingRates(parameters, of: record)
    }
    if parameters["line_items"] != nil || parameters["shipping_options"] != nil {
      try OrderTotal(record: record, version: version).check()
      record.life.isFree = record.isFree
    }
    if let sent = parameters["payment_intent_data"] {
      var data = record.hidden["payment_intent_data"] ?? [:]
      for member in sent.members { data.set(member.name, member.value) }
      record.hidden["payment_intent_data"] = data
    }
    if let details = parameters["collected_information"]?["shipping_details"] {
      record.shippingDetails = shippingDetails(details)
    }
    // A session whose time was stopped continues from that moment.
    let moment = ledger.moment(record.serial, now)
    if moment < now { record.takeOver(at: moment) }
    keep(record, at: now)
    renderer(at: now).write(record, expansion, into: &writer)
  }

  /// Metadata can always be changed. The rest only while the session is open, and only if the page
  /// is not Stripe's own.
  private func refuseUpdates(
    _ parameters: Node, of record: SessionRecord, at now: Int
  ) throws(APIError) {
    for name in ["collected_information", "line_items", "payment_intent_data", "shipping_options"]
    where parameters[name] != nil {
      guard record.life.status(at: ledger.moment(record.serial, now)) == .open else {
        throw .invalid(
          "You can only update `\(name)` of a Checkout Session whose status is `open`.",
          param: name)
      }
      guard record.uiMode != "hosted_page" else {
        throw .invalid(
          "You cannot update `\(name)` when `ui_mode` is `hosted_page`.", param: name)
      }
      guard record.mode != .setup else {
        throw .invalid("You can not pass `\(name)` in `setup` mode.", param: name)
      }
    }
  }

  private func shippingDetails(_ sent: Node) -> Node {
    let shape: Node = [
      "address": [
        "city": nil, "country": nil, "line1": nil, "line2": nil, "postal_code": nil, "state": nil,
      ], "name": nil,
    ]
    return shape.filled(from: sent)
  }
}
