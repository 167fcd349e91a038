extension RecordQuery {
  /// The terms as they are compared with a record. A record may have several amounts, each with a
  /// currency of its own: `currency:eur amount>50` is about one of them.
  package func terms(in table: FieldTable) -> [Term] {
    let pairs = AmountPairs(table)
    guard pairs.areSeveral else { return terms }
    let required = pairs.joined(terms.filter { !$0.isNegated }.map(\.condition))
    let excluded = terms.filter(\.isNegated).map {
      Term(pairs.joined($0.condition), isNegated: true)
    }
    return required.map { Term($0) } + excluded
  }
}

/// Amounts of a record, and the field that has the currency of each.
private struct AmountPairs {
  typealias Condition = RecordQuery.Condition
  private typealias Pair = (amount: FieldName, currency: FieldName)

  private let pairs: [Pair]

  init(_ table: FieldTable) {
    pairs = table.fields.compactMap { field in
      guard case .amount(let currency) = field.type else { return nil }
      return (field.name, currency)
    }
  }

  var areSeveral: Bool { pairs.count > 1 }

  /// The same condition; wherever several conditions in it must hold, those on amount and currency
  /// hold for one pair.
  func joined(_ condition: Condition) -> Condition {
    switch condition {
    case .any(let parts): return .any(parts.map(joined))
    case .all(let parts):
      let parts = joined(parts)
      return parts.count == 1 ? parts[0] : .all(parts)
    default: return condition
    }
  }

  /// Conditions that must all hold. The two ends of a span belong together, and so do an amount and
  /// its currency. Two exact amounts do not: `$21.98 €19.50` is what a record has and what the
  /// customer saw.
  func joined(_ conditions: [Condition]) -> [Condition] {
    let conditions = conditions.map(joined)
    var others: [Condition] = []
    var currencies: [Condition] = []
    var ends: [Condition] = []
    var amounts: [[Condition]] = []
    for condition in conditions {
      let comparisons = comparisons(in: condition)
      if comparisons.contains(where: { $0 != .equal }) {
        ends.append(condition)
      } else if !comparisons.isEmpty {
        amounts.append([condition])
      } else {
        others.append(condition)
        if isOfAnyPair(condition) { currencies.append(condition) }
      }
    }
    amounts += canBeOne(ends) ? [ends] : ends.map { [$0] }
    if !canBeOne(currencies) { currencies = [] }
    return others
      + amounts.flatMap { amount in
        let all = canBeOne(amount + currencies) ? amount + currencies : amount
        let used = pairs.filter { pair in all.contains { uses(pair, $0) } }
        guard all.count > 1, used.count > 1 else { return amount }
        return [.any(used.map { pair in .all(all.map { only(pair, $0) }) })]
      }
  }

  // MARK: - Parts of a condition

  /// What a condition says about a pair, and everything in it that is about no amount or currency.
  private func only(_ pair: Pair, _ condition: Condition) -> Condition {
    switch condition {
    case .any(let parts): return .any(parts.map { only(pair, $0) }.filter { $0 != .any([]) })
    case .all(let parts):
      let parts = parts.map { only(pair, $0) }
      return parts.contains(.any([])) ? .any([]) : .all(parts)
    default:
      return pairs.contains { uses($0, condition) } && !uses(pair, condition)
        ? .any([]) : condition
    }
  }

  /// Whether a currency may be that of any pair. `session_currency:usd` is about the session.
  private func isOfAnyPair(_ condition: Condition) -> Bool {
    pairs.allSatisfy { uses($0, condition) }
  }

  private func uses(_ pair: Pair, _ condition: Condition) -> Bool {
    switch condition {
    case .any(let parts), .all(let parts): parts.contains { uses(pair, $0) }
    case .amount(let name, _, _): name == pair.amount
    case .equals(let name, _): name == pair.currency
    default: false
    }
  }

  private func comparisons(in condition: Condition) -> [RecordQuery.Comparison] {
    switch condition {
    case .any(let parts), .all(let parts): parts.flatMap(comparisons)
    case .amount(_, let comparison, _): [comparison]
    default: []
    }
  }

  /// Whether conditions may hold for one pair, as far as their currencies tell.
  private func canBeOne(_ conditions: [Condition]) -> Bool {
    common(conditions.compactMap(codes))?.isEmpty != true
  }

  /// The currencies that a condition allows; nil if it is about none.
  private func codes(in condition: Condition) -> Set<FieldValue>? {
    switch condition {
    case .any(let parts):
      let codes = parts.compactMap(codes)
      return codes.isEmpty ? nil : codes.reduce([]) { $0.union($1) }
    case .all(let parts): return common(parts.compactMap(codes))
    case .equals(let name, let value): return pairs.contains { $0.currency == name } ? [value] : nil
    default: return nil
    }
  }

  private func common(_ codes: [Set<FieldValue>]) -> Set<FieldValue>? {
    codes.first.map { codes.dropFirst().reduce($0) { $0.intersection($1) } }
  }
}
