/// The endpoints behind Stripe's own page, as far as the Stripe CLI's triggers replay them.
///
/// They are not documented. Source: the fixtures of `stripe trigger`, and what Stripe's mobile
/// libraries are tested with.
extension SandboxStore {
  private static let confirmRules: [String: ParameterRule] = [
    "eid": .text, "expand": .expand, "expected_amount": .integer(0...999_999_999_999),
    "expected_payment_method_type": .text, "key": .text, "payment_method": .text,
    "return_url": .text,
  ]

  mutating func answerPaymentPage(
    _ method: String, _ path: [String], _ sent: Node, at now: Int, into writer: inout JSONWriter
  ) throws(APIError) -> Bool {
    guard path.first == "payment_pages", path.count >= 2 else {
      guard path == ["payment_methods"], method == "POST" else { return false }
      try createPaymentMethod(sent, at: now, into: &writer)
      return true
    }
    let record = try session(path[1])
    switch (method, path.count) {
    case ("GET", 2): break
    case ("POST", 3) where path[2] == "init" || path[2] == "poll": break
    case ("POST", 3) where path[2] == "confirm": try confirm(record, sent, at: now)
    default: return false
    }
    writePage(ledger[record.serial], at: now, into: &writer)
    return true
  }

  private mutating func confirm(
    _ record: SessionRecord, _ sent: Node, at now: Int
  ) throws(APIError) {
    let parameters = try check(sent, Self.confirmRules)
    var record = record
    if let id = parameters["payment_method"]?.string, let details = shelf[id]?["billing_details"] {
      var buyer = Contact(billing: details)
      // An address that the session already has stays, and no session is completed without one.
      let known = renderer(for: record, at: now).email(of: record)
      buyer.email = known ?? buyer.email ?? record.contact.email
      record.buyer = buyer
      record.locate(in: record.taxCountry)
    }
    if let expected = parameters["expected_amount"]?.int, expected != record.amountTotal {
      throw .invalid(
        "The amount of this Checkout Session has changed: it is \(record.amountTotal), and "
          + "\(expected) was expected.", param: "expected_amount")
    }
    let id = parameters["payment_method"]?.string
    var value: TestValue?
    if let id {
      if let named = TestValue(name: id) {
        value = named
      } else if let known = methods[id] {
        try checkUse(of: known, id, by: record, at: now)
        value = known.value
      } else {
        throw .missing(.paymentMethod, id, param: "payment_method")
      }
    }
    let request = cause
    cause = nil
    defer { cause = request }
    let outcome = try pay(record, with: value, at: now)
    if case .declined(let decline) = outcome { throw .declined(decline) }
  }

  /// Makes sure that a payment method that has paid belongs to the customer who pays with it now.
  private func checkUse(
    of method: MadeMethod, _ id: String, by record: SessionRecord, at now: Int
  ) throws(APIError) {
    guard let payer = method.payer.map({ ledger[$0] }) else { return }
    guard let keeper = payer.keeper(at: now) else {
      throw .invalid(
        "This PaymentMethod was previously used without being attached to a Customer or was "
          + "detached from a Customer, and may not be used again.", param: "payment_method")
    }
    guard keeper == record.customer else {
      throw .invalid(
        "The customer does not have a payment method with the ID \(id). The payment method must be "
          + "attached to the customer.", param: "payment_method")
    }
  }

  private func writePage(
    _ record: SessionRecord, at now: Int, into writer: inout JSONWriter
  ) {
    let renderer = renderer(for: record, at: now)
    let course = record.course(at: renderer.now)
    let status = record.life.status(at: renderer.now)
    writer.object { writer in
      writer.field("id", ids.id(.paymentPage, record.serial))
      writer.field("object", "checkout.session")
      writer.field("config_id", ids.letters(32, for: record.serial))
      writer.field("currency", record.currency)
      writer.field("init_checksum", ids.letters(32, for: ~record.serial & 0xFFFF_FFFF))
      writer.object("line_item_group") { writer in
        writer.field("currency", record.currency)
        writer.array("line_items", record.items) { writer, item in
          renderer.write(item, of: record, .none, into: &writer)
        }
        writer.field("subtotal", record.amountSubtotal)
        writer.field("total", record.amountTotal)
      }
      writer.field("livemode", ids.livemode)
      writer.field("mode", record.mode.rawValue)
      if record.mode == .setup {
        renderer.writeSetupIntent(of: record, Expansion.none, into: &writer)
      } else {
        renderer.writePaymentIntent(of: record, Expansion.none, into: &writer)
      }
      writer.array("payment_method_types", record.offeredMethods) { $0.write($1) }
      writer.field("session_id", ids.id(.session, record.serial))
      let state =
        course.isPending && record.mode != .setup
        ? "processing_async_payment" : status == .complete ? "succeeded" : status.rawValue
      writer.field("state", state)
      writer.field("status", status.rawValue)
      writer.object("total_summary") {
        $0.field("due", record.amountTotal)
        $0.field("subtotal", record.amountSubtotal)
        $0.field("total", record.amountTotal)
      }
    }
  }

  // MARK: Payment methods

  private static let methodRules: [String: ParameterRule] = [
    "allow_redisplay": .choice(["always", "limited", "unspecified"]), "billing_details": .anything,
    "expand": .expand, "metadata": .metadata, "type": .text,
  ].merging(PaymentMethod.typed.map { ($0.type, .anything) }) { own, _ in own }

  /// Source: https://docs.stripe.com/api/payment_methods/create
  private mutating func createPaymentMethod(
    _ sent: Node, at now: Int, into writer: inout JSONWriter
  ) throws(APIError) {
    let parameters = try check(sent, Self.methodRules)
    guard let type = parameters["type"]?.string else { throw .required("type") }
    let types = PaymentMethod.typed.map(\.type)
    _ = try ValueCheck.check(.string(type), .choice(types), "type")
    guard let form = PaymentMethod[type]?.form else { return }
    let hasToken = form.numbering == .card && parameters[type]?["token"] != nil
    let member = hasToken ? "token" : form.parameter
    let path = "\(type)[\(member)]"
    guard let text = parameters[type]?[member]?.text, !text.isEmpty else { throw .required(path) }
    if hasToken, TestValue(name: text) == nil {
      throw APIError(
        code: "resource_missing", message: "No such token: '\(text)'", param: path)
    }
    guard var value = try testValue(text, param: path) else { return }
    let number = ObjectIDs.shelf + shelf.count
    value.means.method = number
    let id = ids.id(.paymentMethod, number)
    let details = form.kept(value.means, ids.letters(16, for: value.means.fingerprint))
    let billing: Node = ["address": nil, "email": nil, "name": nil, "phone": nil, "tax_id": nil]
    let metadata = (parameters["metadata"]?.members ?? []).filter { $0.value.string != "" }
    let method: Node = [
      "id": .string(id), "object": "payment_method",
      "allow_redisplay": parameters["allow_redisplay"] ?? "unspecified",
      "billing_details": billing.filled(from: parameters["billing_details"]), "created": .int(now),
      "customer": nil, "livemode": .bool(ids.livemode), "metadata": .object(metadata),
      "type": .string(type),
    ]
    let object = Node.object(method.members + [Node.Member(name: type, value: details)])
    shelf.add(object)
    methods[id] = MadeMethod(value: value)
    changes += 1
    writer.write(object)
  }
}

/// A payment method that a request made.
struct MadeMethod: Sendable {
  let value: TestValue
  /// The serial of the last session that was completed with it.
  var payer: Int?
}

extension SessionRecord {
  /// The customer who keeps what the session was completed with.
  fileprivate func keeper(at now: Int) -> Int? {
    savesMethod || mode == .setup ? customer(at: now) : nil
  }
}
