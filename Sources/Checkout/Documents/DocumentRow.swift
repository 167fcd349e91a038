import JSON
package import Query
package import Units

/// A document as a list shows it: a row of the cache.
package struct DocumentRow: Equatable, Sendable, Identifiable {
  package var row: RecordRow

  package init(_ row: RecordRow) { self.row = row }

  /// The path.
  package var id: String { row.id }
  /// The row's place in the cache's time order: larger is newer. Meaningless outside the cache.
  package var position: Int64 { row.position }
  /// Unix seconds, by Firestore's own clock.
  package var created: Int { row.created }

  private subscript(name: FieldName) -> FieldValue { row[name, CheckoutDocument.fieldTable] }

  /// The value of a field that has a column in the cache, in words; nil where there is none.
  package func word(_ name: FieldName) -> String? {
    CheckoutDocument.fieldTable[name]?.word(self[name])
  }

  /// The last part of the path.
  package var documentID: String { id.split(separator: "/").last.map(String.init) ?? id }
  package var user: String { self[.user].text ?? "" }
  /// `cs_…`, as the document claims.
  package var sessionID: String? { self[.session].text }
  package var error: String? { self[.error].text }

  /// The user from the path: the one in the row may have been changed to fit the screen.
  package static func user(inPath path: String) -> String? {
    let segments = path.split(separator: "/")
    return segments.count >= 3 ? String(segments[segments.count - 3]) : nil
  }

  /// The amount that the document itself states.
  package var amount: Money? {
    guard let amount = self[.amount].int, let currency = self[.currency].text else { return nil }
    return Money(amount, Currency(currency))
  }

  /// The state at a time in Unix seconds.
  package func state(at now: Int) -> DocumentState {
    let word = word(.state) ?? ""
    let state = DocumentState(rawValue: word) ?? .unanswered
    return state == .unanswered
      ? .unanswered(since: DocumentTime(seconds: created), at: now) : state
  }

  package var candidate: DuplicateDocuments.Candidate {
    DuplicateDocuments.Candidate(
      id: id, user: user, created: DocumentTime(seconds: created),
      isFailed: sessionID == nil && error != nil)
  }

  /// The session's id if Stripe's session can be read with a key of that mode.
  package func readableSession(isLive: Bool) -> String? {
    guard let id = sessionID.flatMap({ StripeID($0) }), id.kind == .session,
      id.livemode == isLive
    else { return nil }
    return id.text
  }
}

/// How many documents are in each state, and which look like one purchase that was started twice.
package struct DocumentCounts: Equatable, Sendable {
  package var byState: [DocumentState: Int]
  /// How many documents are within minutes of each other, by the path of each of them.
  package var groups: [String: Int]
  /// How many documents the views have, by their names.
  package var views: [String: Int] = [:]

  package init(byState: [DocumentState: Int] = [:], groups: [String: Int] = [:]) {
    self.byState = byState
    self.groups = groups
  }

  package var all: Int { byState.values.reduce(0, +) }

  /// Finds the groups again, among rows that are known to have duplicates.
  package mutating func group(_ rows: [DocumentRow]) {
    groups = [:]
    for group in DuplicateDocuments.groups(rows.map(\.candidate)) {
      for id in group { groups[id] = group.count }
    }
  }
}
