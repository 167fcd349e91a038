/// The objects that a session leads to.
extension SandboxStore {
  private static let retrieveRules: ParameterCheck.Rules = ["expand": .expand]

  func retrieveAccount(_ sent: Node, into writer: inout JSONWriter) throws(APIError) {
    _ = try check(sent, Self.retrieveRules)
    writer.object { writer in
      writer.field("id", ids.id(.account, 1 << 32))
      writer.field("object", "account")
      writer.object("business_profile") {
        $0.field("name", Shop.name)
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
    let (record, expansion) = try related(
      .paymentIntent, id, sent, of: .paymentIntent, param: "intent"
    ) { $0.hasPaymentIntent(at: clock(now)) }
    let renderer = renderer(at: now)
    writer.object { renderer.paymentIntentFields(of: record, expansion, into: &$0) }
  }

  func retrieveSubscription(
    _ id: String, _ sent: Node, at now: Int, into writer: inout JSONWriter
  ) throws(APIError) {
    let (record, expansion) = try related(
      .subscription, id, sent, of: .subscription, param: "id"
    ) { $0.hasSubscription(at: clock(now)) }
    let renderer = renderer(at: now)
    writer.object { renderer.subscriptionFields(of: record, expansion, into: &$0) }
  }

  func retrieveInvoice(
    _ id: String, _ sent: Node, at now: Int, into writer: inout JSONWriter
  ) throws(APIError) {
    let (record, expansion) = try related(.invoice, id, sent, of: .invoice, param: "invoice") {
      $0.hasInvoice(at: clock(now))
    }
    let renderer = renderer(at: now)
    writer.object { renderer.invoiceFields(of: record, expansion, into: &$0) }
  }

  func retrieveCustomer(
    _ id: String, _ sent: Node, at now: Int, into writer: inout JSONWriter
  ) throws(APIError) {
    _ = try check(sent, Self.retrieveRules)
    guard let number = ids.number(of: id, .customer), number < ledger.generator.people else {
      throw .notFound(.customer, id, param: "id")
    }
    let renderer = renderer(at: now)
    writer.object { renderer.customerFields(number, into: &$0) }
  }

  func retrievePaymentLink(
    _ id: String, _ sent: Node, at now: Int, into writer: inout JSONWriter
  ) throws(APIError) {
    _ = try check(sent, Self.retrieveRules)
    guard let number = ids.number(of: id, .paymentLink), number < Facts.paymentLinks else {
      throw .notFound(.paymentLink, id, param: "payment_link")
    }
    let renderer = renderer(at: now)
    writer.object { renderer.paymentLinkFields(number, into: &$0) }
  }

  /// The session behind the id of an object that belongs to one session.
  private func related(
    _ kind: ObjectKind, _ id: String, _ sent: Node, of fields: Expandable, param: String,
    exists: (SessionRecord) -> Bool
  ) throws(APIError) -> (SessionRecord, Expansion) {
    let parameters = try check(sent, Self.retrieveRules)
    let expansion = try expansion(parameters, of: fields)
    guard let serial = ledger.existing(ids.number(of: id, kind)), exists(ledger[serial]) else {
      throw .notFound(kind, id, param: param)
    }
    return (ledger[serial], expansion)
  }
}
