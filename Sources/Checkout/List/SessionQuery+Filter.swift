package import Query

extension RecordQuery {
  /// The filter by which Stripe can answer a query over sessions, with the rest left to the cache;
  /// nil where Stripe has none. A status or a time alone is left out beside other conditions: most
  /// of what it lets through would not match them.
  package var stripeFilter: SessionFilter? {
    var filter = SessionFilter()
    var isWhole = true
    for term in terms {
      guard !term.isNegated, filter.narrow(to: term.condition, in: source) else {
        isWhole = false
        continue
      }
    }
    let isOfSome = filter.conditions(in: Session.fields).contains { $0.field.name != .status }
    guard filter != .all, isWhole || isOfSome else { return nil }
    return filter
  }
}

extension RecordFilter {
  /// The last second of the year 9999: no session is later.
  private static let lastSecond = 253_402_300_799

  /// Takes a condition; false if Stripe has no filter for it. `source` has the letters of an address
  /// as they were typed.
  fileprivate mutating func narrow(
    to condition: RecordQuery.Condition, in source: String
  ) -> Bool {
    switch condition {
    case .equals(.status, let value):
      guard let status = Session.fields[.status]?.word(value) else { return false }
      self[.status] = status
    case .contains(.email, _), .text, .any:
      let address = EmailScanner.emails(in: source).first {
        condition.isAddress(SearchFolding.fold($0))
      }
      guard let address else { return false }
      email = address
    case .begins(let name, let id):
      // Stripe compares whole ids.
      guard Session.fields[name]?.parameter != nil, Lookup(id)?.isUnmistakable == true else {
        return false
      }
      self[name] = id
    case .between(.created, let seconds):
      if seconds.lowerBound > 0 { created.gte = max(created.gte ?? 0, seconds.lowerBound) }
      if seconds.upperBound < Self.lastSecond {
        created.lte = min(created.lte ?? Self.lastSecond, seconds.upperBound)
      }
    default: return false
    }
    return true
  }
}

extension RecordQuery.Condition {
  /// Whether it is met by an address, among other readings of the same word.
  fileprivate func isAddress(_ folded: String) -> Bool {
    switch self {
    case .contains(.email, let text), .text(let text): text == folded
    case .any(let parts): parts.contains(.text(folded))
    default: false
    }
  }
}
