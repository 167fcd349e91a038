import JSON
package import Units

/// What a list knows of a document, with its bytes to show the rest: small enough to hold thousands.
package struct DocumentSummary: Equatable, Sendable, Identifiable {
  /// The path.
  package let id: String
  package let user: String
  package let created: DocumentTime
  /// `cs_…`, as the document claims.
  package let sessionID: String?
  package let error: String?
  package let isMobile: Bool
  package let mode: String?
  package let amount: Money?
  /// All that is in it, in lower case, to be searched.
  package let text: String
  /// The REST form without white space; secrets are hidden.
  private let source: [UInt8]
  private let customers: CustomersCollection

  package init(_ document: CheckoutDocument, in customers: CustomersCollection) {
    id = document.id
    user = document.user
    created = document.created
    sessionID = document.sessionID
    error = document.error
    isMobile = document.outcome == .mobile
    mode = document.mode
    amount = document.amount
    text = "\(document.id)\n\(DocumentValue.map(document.fields).plainJSON)".lowercased()
    source = Array(document.json.compact.utf8)
    self.customers = customers
  }

  /// The whole document. Takes as long as parsing does.
  package var document: CheckoutDocument? {
    (try? JSON(parsing: source)).flatMap { CheckoutDocument($0, in: customers) }
  }

  /// The state at a time in Unix seconds.
  package func state(at now: Int) -> DocumentState {
    if sessionID != nil { return .created }
    if error != nil { return .failed }
    return isMobile ? .mobile : .unanswered(since: created, at: now)
  }

  package var candidate: DuplicateDocuments.Candidate {
    DuplicateDocuments.Candidate(
      id: id, user: user, created: created, isFailed: sessionID == nil && error != nil)
  }
}
