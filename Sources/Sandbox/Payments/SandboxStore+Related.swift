/// The objects that a session leads to.
extension SandboxStore {
  static let retrieveRules: [String: ParameterRule] = ["expand": .expand]

  func retrieveAccount(_ sent: Node, into writer: inout JSONWriter) throws(APIError) {
    _ = try expansion(check(sent, Self.retrieveRules), of: .leaf)
    writer.object { writer in
      writer.field("id", account)
      writer.field("object", "account")
      writer.object("business_profile") {
        $0.field("name", "Kaffeerösterei „Zum Löwen“")
        $0.field("url", "https://shop.example.com")
      }
      writer.field("business_type", "company")
      writer.field("charges_enabled", true)
      writer.field("country", "DE")
      writer.field("created", 1_600_000_000)
      writer.field("default_currency", "eur")
      writer.field("details_submitted", true)
      writer.field("email", "owner@shop.example.com")
      writer.field("metadata", [:] as Node)
      writer.field("payouts_enabled", true)
      writer.object("settings") {
        $0.object("dashboard") {
          $0.field("display_name", "till sandbox")
          $0.field("timezone", "Europe/Berlin")
        }
      }
      writer.field("type", "standard")
    }
  }

  func retrievePaymentIntent(
    _ id: String, _ sent: Node, at now: Int, into writer: inout JSONWriter
  ) throws(APIError) {
    let (record, renderer, expansion) = try related(
      .paymentIntent, id, sent, of: .paymentIntent, param: "intent", at: now
    ) { $0.mode != .setup && $0.hasTried(at: $1) }
    writer.object { renderer.paymentIntentFields(of: record, expansion, into: &$0) }
  }

  func retrieveSetupIntent(
    _ id: String, _ sent: Node, at now: Int, into writer: inout JSONWriter
  ) throws(APIError) {
    let (record, renderer, expansion) = try related(
      .setupIntent, id, sent, of: .setupIntent, param: "intent", at: now
    ) { $0.hasSetupIntent(at: $1) }
    writer.object { renderer.setupIntentFields(of: record, expansion, into: &$0) }
  }

  func retrieveSubscription(
    _ id: String, _ sent: Node, at now: Int, into writer: inout JSONWriter
  ) throws(APIError) {
    let (record, renderer, expansion) = try related(
      .subscription, id, sent, of: .subscription, param: "id", at: now
    ) { $0.hasSubscription(at: $1) }
    writer.object { renderer.subscriptionFields(of: record, expansion, into: &$0) }
  }

  func retrieveInvoice(
    _ id: String, _ sent: Node, at now: Int, into writer: inout JSONWriter
  ) throws(APIError) {
    let (record, renderer, expansion) = try related(
      .invoice, id, sent, of: .invoice, param: "invoice", at: now
    ) { $0.hasInvoice(at: $1) }
    writer.object { renderer.invoiceFields(of: record, expansion, into: &$0) }
  }

  func retrievePaymentLink(
    _ id: String, _ sent: Node, at now: Int, into writer: inout JSONWriter
  ) throws(APIError) {
    _ = try expansion(check(sent, Self.retrieveRules), of: .paymentLink)
    guard let number = ids.number(of: id, .paymentLink), number < Facts.paymentLinks else {
      throw .notFound(.paymentLink, id, param: "payment_link")
    }
    let renderer = renderer(at: now)
    writer.object { renderer.paymentLinkFields(number, into: &$0) }
  }

  // MARK: Charges, refunds, disputes

  func retrieveCharge(
    _ id: String, _ sent: Node, at now: Int, into writer: inout JSONWriter
  ) throws(APIError) {
    let parameters = try check(sent, Self.retrieveRules)
    let expansion = try expansion(parameters, of: .charge)
    guard var (record, number) = part(.charge, id) else {
      throw .notFound(.charge, id, param: "id")
    }
    if let renewal = record.renewal(256 - number) { (record, number) = (renewal, 0) }
    let renderer = renderer(for: record, at: now)
    let course = record.course(at: renderer.now)
    guard record.mode != .setup, course.attempts.indices.contains(number) else {
      throw .notFound(.charge, id, param: "id")
    }
    writer.object {
      renderer.chargeFields(course.attempts[number], of: record, course, expansion, into: &$0)
    }
  }

  func listCharges(
    _ sent: Node, at now: Int, into writer: inout JSONWriter
  ) throws(APIError) {
    let parameters = try check(sent, Self.partRules)
    let expansion = try expansion(parameters, of: .list(of: .charge))["data"] ?? .none
    try list(
      parameters, .charge, "/v1/charges", at: now, into: &writer,
      count: { record, course in record.mode == .setup ? 0 : course.attempts.count },
      id: { record, number in ids.id(.charge, record.serial << 8 | number) }
    ) { writer, renderer, record, course, number in
      renderer.chargeFields(course.attempts[number], of: record, course, expansion, into: &writer)
    }
  }

  func retrieveRefund(
    _ id: String, _ sent: Node, at now: Int, into writer: inout JSONWriter
  ) throws(APIError) {
    let expansion = try expansion(check(sent, Self.retrieveRules), of: .refund)
    guard let (record, number) = part(.refund, id) else {
      throw .notFound(.refund, id, param: "id")
    }
    let renderer = renderer(for: record, at: now)
    let course = record.course(at: renderer.now)
    guard let refund = course.refunds.first(where: { $0.made.number == number }) else {
      throw .notFound(.refund, id, param: "id")
    }
    writer.object { renderer.refundFields(refund, of: record, course, expansion, into: &$0) }
  }

  func listRefunds(
    _ sent: Node, at now: Int, into writer: inout JSONWriter
  ) throws(APIError) {
    let parameters = try check(sent, Self.partRules)
    let expansion = try expansion(parameters, of: .list(of: .refund))["data"] ?? .none
    try list(
      parameters, .refund, "/v1/refunds", at: now, into: &writer,
      count: { $1.refunds.count },
      id: { record, number in ids.id(.refund, record.serial << 8 | number) }
    ) { writer, renderer, record, course, number in
      renderer.refundFields(
        course.refunds[number], of: record, course, expansion, into: &writer)
    }
  }

  func retrieveDispute(
    _ id: String, _ sent: Node, at now: Int, into writer: inout JSONWriter
  ) throws(APIError) {
    _ = try expansion(check(sent, Self.retrieveRules), of: .dispute)
    guard let (record, _) = part(.dispute, id) else {
      throw .notFound(.dispute, id, param: "id")
    }
    let renderer = renderer(for: record, at: now)
    let course = record.course(at: renderer.now)
    guard let dispute = course.dispute else { throw .notFound(.dispute, id, param: "id") }
    writer.object { renderer.disputeFields(dispute, of: record, course, into: &$0) }
  }

  func listDisputes(
    _ sent: Node, at now: Int, into writer: inout JSONWriter
  ) throws(APIError) {
    let parameters = try check(sent, Self.partRules)
    _ = try expansion(parameters, of: .list(of: .dispute))
    try list(
      parameters, .dispute, "/v1/disputes", at: now, into: &writer,
      count: { $1.dispute == nil ? 0 : 1 },
      id: { record, _ in ids.id(.dispute, record.serial << 8) }
    ) { writer, renderer, record, course, _ in
      guard let dispute = course.dispute else { return }
      renderer.disputeFields(dispute, of: record, course, into: &writer)
    }
  }

  private static let partRules = pagingRules.merging([
    "charge": .text, "created": .interval, "customer": .text, "payment_intent": .text,
  ]) { $1 }

  /// A list of what belongs to one session's payment, newest first. Stripe can also list those of
  /// the whole account. Here, a request that does not name the payment gets those of the latest
  /// sessions.
  private func list(
    _ parameters: Node, _ kind: ObjectKind, _ url: String, at now: Int,
    into writer: inout JSONWriter, count: (SessionRecord, Course) -> Int,
    id: (SessionRecord, Int) -> String,
    write: (inout JSONWriter, SessionRenderer, SessionRecord, Course, Int) -> Void
  ) throws(APIError) {
    let records = try owners(parameters)
    var parts: [(record: SessionRecord, course: Course, number: Int)] = []
    for record in records {
      let course = record.course(at: ledger.moment(record.serial, now))
      parts += (0..<count(record, course)).reversed().map { (record, course, $0) }
    }
    let cursor = try cursor(parameters, kind) { sought in
      parts.firstIndex { id($0.record, $0.number) == sought }
    }
    let page = ListPage(cursor, limit: limit(parameters), in: parts.indices) { _ in true }
    writer.object { writer in
      writer.field("object", "list")
      writer.array("data", page.offsets) { writer, offset in
        let (record, course, number) = parts[offset]
        writer.object { write(&$0, renderer(for: record, at: now), record, course, number) }
      }
      writer.field("has_more", page.hasMore)
      writer.field("url", url)
    }
  }

  /// The sessions whose payments the request is about.
  private func owners(_ parameters: Node) throws(APIError) -> [SessionRecord] {
    if let intent = parameters["payment_intent"]?.string {
      guard let serial = ledger.existing(ids.number(of: intent, .paymentIntent)) else {
        throw .missing(.paymentIntent, intent, param: "payment_intent")
      }
      return [ledger[serial]]
    }
    if let charge = parameters["charge"]?.string {
      guard let (record, _) = part(.charge, charge) else {
        throw .missing(.charge, charge, param: "charge")
      }
      return [record]
    }
    return (0..<ledger.count).suffix(Self.recent).reversed().map { ledger[$0] }
  }

  private static let recent = 1000

  /// The session that a part of its payment belongs to, and which part it is.
  func part(_ kind: ObjectKind, _ id: String) -> (SessionRecord, Int)? {
    guard let number = ids.number(of: id, kind), let serial = ledger.existing(number >> 8) else {
      return nil
    }
    return (ledger[serial], number & 0xFF)
  }

  /// The session behind the id of an object that belongs to one session.
  private func related(
    _ kind: ObjectKind, _ id: String, _ sent: Node, of fields: Expandable, param: String,
    at now: Int, exists: (SessionRecord, Int) -> Bool
  ) throws(APIError) -> (SessionRecord, SessionRenderer, Expansion) {
    let parameters = try check(sent, Self.retrieveRules)
    let expansion = try expansion(parameters, of: fields)
    guard let record = payer(ids.number(of: id, kind)) else {
      throw .notFound(kind, id, param: param)
    }
    let renderer = renderer(for: record, at: now)
    guard exists(record, renderer.now) else { throw .notFound(kind, id, param: param) }
    return (record, renderer, expansion)
  }
}
