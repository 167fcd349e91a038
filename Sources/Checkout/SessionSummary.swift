package import Query
package import Units

/// What the list knows about a session: one row of the cache, without its JSON.
package struct SessionSummary: Equatable, Sendable, Identifiable {
  package var row: RecordRow

  package init(_ row: RecordRow) { self.row = row }

  /// The row of a session that has just arrived.
  package init(_ session: Session, position: Int64, fetchedAt: Int) {
    row = RecordRow(session.record, of: .session, position: position, fetchedAt: fetchedAt)
  }

  /// The row of a session that was read, outside the cache.
  package init(_ stored: StoredSession) {
    self.init(stored.session, position: 0, fetchedAt: stored.fetchedAt)
  }

  package var id: String { row.id }
  /// The row's place in the cache's time order: larger is newer. Meaningless outside the cache.
  package var position: Int64 {
    get { row.position }
    set { row.position = newValue }
  }
  /// Unix seconds.
  package var created: Int { row.created }
  /// When Stripe last sent this, in Unix seconds.
  package var fetchedAt: Int {
    get { row.fetchedAt }
    set { row.fetchedAt = newValue }
  }
}

extension SessionSummary {
  private subscript(name: FieldName) -> FieldValue {
    get { row[name, Session.fields] }
    set { row[name, Session.fields] = newValue }
  }

  /// The value of a field as the cache keeps it; null for one that is read from the object.
  package func value(of name: FieldName) -> FieldValue {
    switch name {
    case .id: .text(id)
    case .created: .int(created)
    default: self[name]
    }
  }

  private func word(_ name: FieldName) -> String? {
    Session.fields.word(for: self[name], of: name)
  }

  package var status: SessionStatus? { word(.status).map(SessionStatus.init) }
  package var paymentStatus: PaymentStatus? { word(.paymentStatus).map(PaymentStatus.init) }
  package var mode: SessionMode? { word(.mode).map(SessionMode.init) }
  /// Unix seconds.
  package var expiresAt: Int? { self[.expiresAt].int }
  /// In minor units of `currency`.
  package var amountTotal: Int? { self[.amount].int }
  package var currency: Currency? { self[.currency].text.map(Currency.init) }
  package var email: String? {
    get { self[.email].text }
    set { self[.email] = FieldValue(newValue) }
  }
  package var customerName: String? {
    get { self[.name].text }
    set { self[.name] = FieldValue(newValue) }
  }
  package var customer: String? { self[.customer].text }
  package var paymentIntent: String? { self[.paymentIntent].text }
  package var subscription: String? { self[.subscription].text }
  package var invoice: String? { self[.invoice].text }
  package var paymentLink: String? { self[.paymentLink].text }
  package var clientReferenceID: String? {
    get { self[.reference].text }
    set { self[.reference] = FieldValue(newValue) }
  }
  /// Whether there is a URL to copy; the URL itself stays in the object.
  package var hasURL: Bool { self[.url] == .int(1) }
  package var livemode: Bool { self[.livemode] == .int(1) }

  /// The customer, as well as it is known.
  package var customerText: String {
    email ?? customerName ?? customer ?? clientReferenceID ?? "–"
  }
}
