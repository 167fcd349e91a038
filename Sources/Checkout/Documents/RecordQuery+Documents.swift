package import Query
package import Units

extension RecordQuery {
  /// Reads a query over documents.
  ///
  /// `waiting` ends without a write, so the cache keeps it and `unanswered` as one state: the age
  /// decides which of the two it is.
  ///
  /// - Parameters:
  ///   - text: what was typed.
  ///   - now: what relative times and ages are counted from, in Unix seconds.
  ///   - zone: where days begin.
  /// - Throws: a `QueryError` that points at the character and says what is allowed.
  package init(
    documents text: String, now: Int, zone: ZoneRule = .utc
  ) throws(QueryError) {
    let query = try RecordQuery(
      parsing: text, in: CheckoutDocument.fieldTable, now: now, zone: zone)
    self = query.with(
      query.terms.map { Term($0.condition.dated(at: now), isNegated: $0.isNegated) })
  }
}

extension RecordQuery.Condition {
  /// The condition that a document is in a state at a time in Unix seconds.
  package static func document(in state: DocumentState, at now: Int) -> Self {
    let youngest = now.subtractingSaturating(DocumentState.patience - 1)
    let unanswered = equals(.state, CheckoutDocument.value(of: .unanswered))
    return switch state {
    case .waiting: .all([unanswered, .between(.created, youngest...Int(Int32.max))])
    case .unanswered:
      .all([unanswered, .between(.created, 0...max(0, youngest.subtractingSaturating(1)))])
    case .created, .failed, .mobile: .equals(.state, CheckoutDocument.value(of: state))
    }
  }

  fileprivate func dated(at now: Int) -> Self {
    switch self {
    case .equals(.state, let value):
      DocumentState.allCases.first { CheckoutDocument.value(of: $0) == value }
        .map { .document(in: $0, at: now) } ?? self
    case .any(let parts): .any(parts.map { $0.dated(at: now) })
    case .all(let parts): .all(parts.map { $0.dated(at: now) })
    default: self
    }
  }
}

extension CheckoutDocument {
  fileprivate static func value(of state: DocumentState) -> FieldValue {
    fieldTable[.state]?.value(word: state.rawValue) ?? .null
  }
}
