package import Units

/// What the list knows of a session: one row of the cache, without its JSON.
package struct SessionSummary: Equatable, Sendable, Identifiable {
  package var id: String
  /// The row's place in the cache's time order: larger is newer. Meaningless outside the cache.
  package var position: Int64
  /// Unix seconds.
  package var created: Int
  /// Unix seconds.
  package var expiresAt: Int?
  package var status: SessionStatus?
  package var paymentStatus: PaymentStatus?
  package var mode: SessionMode?
  /// In minor units of `currency`.
  package var amountTotal: Int?
  package var currency: Currency?
  package var email: String?
  package var customerName: String?
  package var customer: String?
  package var paymentIntent: String?
  package var subscription: String?
  package var invoice: String?
  package var paymentLink: String?
  package var clientReferenceID: String?
  /// Whether there is a URL to copy; the URL itself stays in the object.
  package var hasURL: Bool
  package var livemode: Bool
  /// When Stripe last said so, in Unix seconds.
  package var fetchedAt: Int

  package init(
    id: String, position: Int64 = 0, created: Int, expiresAt: Int? = nil,
    status: SessionStatus? = nil, paymentStatus: PaymentStatus? = nil, mode: SessionMode? = nil,
    amountTotal: Int? = nil, currency: Currency? = nil, email: String? = nil,
    customerName: String? = nil, customer: String? = nil, paymentIntent: String? = nil,
    subscription: String? = nil, invoice: String? = nil, paymentLink: String? = nil,
    clientReferenceID: String? = nil, hasURL: Bool = false, livemode: Bool = false,
    fetchedAt: Int = 0
  ) {
    self.id = id
    self.position = position
    self.created = created
    self.expiresAt = expiresAt
    self.status = status
    self.paymentStatus = paymentStatus
    self.mode = mode
    self.amountTotal = amountTotal
    self.currency = currency
    self.email = email
    self.customerName = customerName
    self.customer = customer
    self.paymentIntent = paymentIntent
    self.subscription = subscription
    self.invoice = invoice
    self.paymentLink = paymentLink
    self.clientReferenceID = clientReferenceID
    self.hasURL = hasURL
    self.livemode = livemode
    self.fetchedAt = fetchedAt
  }
}

extension SessionSummary {
  /// Who it is, as well as it is known.
  package var customerText: String {
    email ?? customerName ?? customer ?? clientReferenceID ?? "–"
  }
}

extension SessionSummary {
  /// What the list shows of a session that has just arrived.
  package init(_ session: Session, position: Int64, fetchedAt: Int) {
    self.init(
      id: session.id, position: position, created: session.created, expiresAt: session.expiresAt,
      status: session.status, paymentStatus: session.paymentStatus, mode: session.mode,
      amountTotal: session.amountTotal, currency: session.currency, email: session.email,
      customerName: session.customerName, customer: session.id(of: "customer"),
      paymentIntent: session.id(of: "payment_intent"),
      subscription: session.id(of: "subscription"), invoice: session.id(of: "invoice"),
      paymentLink: session.id(of: "payment_link"),
      clientReferenceID: session.clientReferenceID, hasURL: session.url != nil,
      livemode: session.livemode ?? session.id.hasPrefix("cs_live_"), fetchedAt: fetchedAt)
  }
}
