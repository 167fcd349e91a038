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
