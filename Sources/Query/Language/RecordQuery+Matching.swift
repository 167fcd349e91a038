package import JSON
import Units

extension RecordQuery {
  /// Whether an object matches the query, as the cache would decide. It reads only the object: what
  /// the cache takes from other objects, such as a card, is missing.
  package func matches(_ object: JSON, in table: FieldTable) -> Bool {
    let reader = ObjectConditions(object: object, table: table)
    return terms(in: table).allSatisfy { reader.holds($0.condition) != $0.isNegated }
  }
}

/// The conditions of a query, checked on one object. The cache has the same in SQL.
private struct ObjectConditions {
  let object: JSON
  let table: FieldTable

  func holds(_ condition: RecordQuery.Condition) -> Bool {
    switch condition {
    case .text(let folded):
      table.searchText(of: object).contains(SearchFolding.needle(folded))
    case .contains(let field, let folded):
      text(of: field).map { SearchFolding.fold($0).contains(SearchFolding.needle(folded)) } ?? false
    case .begins(let field, let prefix): text(of: field)?.hasPrefix(prefix) ?? false
    case .ends(let field, let end): text(of: field)?.hasSuffix(end) ?? false
    case .digits(let field, let digits):
      text(of: field).map { PhoneDigits.all(in: $0).contains(digits) } ?? false
    case .equals(let field, let wanted): value(of: field) == wanted
    case .amount(let field, let comparison, let amount):
      money(in: field).map { comparison.holds($0.thousandths, amount.thousandths(in: $0.code)) }
        ?? false
    case .between(.created, let seconds): object["created"]?.int.map(seconds.contains) ?? false
    case .between(let field, let seconds): value(of: field).int.map(seconds.contains) ?? false
    case .entry(let map, let key, let value): entry(map, key)?.comparedText == value
    case .hasEntry(let map, let key): entry(map, key) != nil
    case .has(let field): has(field)
    case .holds(let text): JSONValueSearch(text).matches(object.compactBytes)
    case .any(let conditions): conditions.contains(where: holds)
    case .all(let conditions): conditions.allSatisfy(holds)
    }
  }

  private func value(of name: FieldName) -> FieldValue { table[name]?.value(of: object) ?? .null }
  private func text(of name: FieldName) -> String? { value(of: name).text }

  private func entry(_ map: FieldName, _ key: String) -> JSON? {
    table[map]?.map(in: object)?.entry(key)
  }

  private func has(_ name: FieldName) -> Bool {
    switch table[name]?.type {
    case .flag, .map: value(of: name) == .int(1)
    default: !value(of: name).isNull
    }
  }

  /// Amounts of all currencies compare in thousandths of the major unit.
  private func money(in name: FieldName) -> (thousandths: Int, code: String)? {
    guard case .amount(let currency) = table[name]?.type, let amount = value(of: name).int,
      let code = text(of: currency)
    else { return nil }
    let factor =
      Currency.zeroDecimal.contains(code) ? 1000 : Currency.threeDecimal.contains(code) ? 1 : 10
    let (product, overflow) = amount.multipliedReportingOverflow(by: factor)
    return overflow ? nil : (product, code)
  }
}

extension RecordQuery.MajorAmount {
  fileprivate func thousandths(in code: String) -> Int {
    Currency.threeDecimal.contains(code) ? thousandths : withoutThousandths ?? thousandths
  }
}

extension RecordQuery.Comparison {
  fileprivate func holds(_ one: Int, _ other: Int) -> Bool {
    switch self {
    case .equal: one == other
    case .less: one < other
    case .lessOrEqual: one <= other
    case .greater: one > other
    case .greaterOrEqual: one >= other
    }
  }
}
