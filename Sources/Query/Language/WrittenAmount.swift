/// An amount in major units as it was typed: `50`, `49.99`, `-3.125`.
///
/// Amounts of sessions are whole thousandths in every currency. What is typed may lie between two of
/// them, and is compared exactly all the same.
struct WrittenAmount {
  /// The nearest thousandth that is not larger.
  let floor: Int
  private let isExact: Bool

  /// nil for anything but digits with at most one point between them.
  init?(_ text: Substring) {
    let isNegative = text.first == "-"
    let parts = text.dropFirst(isNegative ? 1 : 0)
      .split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let whole = parts.first, !whole.isEmpty, whole.count <= 12,
      parts.allSatisfy({ $0.allSatisfy { $0.isASCII && $0.isNumber } })
    else { return nil }
    let decimals = parts.count == 2 ? parts[1] : "0"
    let kept = decimals.prefix(3)
    guard !decimals.isEmpty,
      let value = Int(whole + kept + String(repeating: "0", count: 3 - kept.count))
    else { return nil }
    isExact = decimals.dropFirst(3).allSatisfy { $0 == "0" }
    floor = isNegative ? (isExact ? -value : -value - 1) : value
  }

  func condition(
    _ field: FieldName, _ comparison: RecordQuery.Comparison
  ) -> RecordQuery.Condition {
    let amount = RecordQuery.MajorAmount(thousandths: floor)
    return switch (comparison, isExact) {
    case (_, true): .amount(field, comparison, amount)
    case (.equal, false): .any([])
    case (.greater, false), (.greaterOrEqual, false): .amount(field, .greater, amount)
    case (.less, false), (.lessOrEqual, false): .amount(field, .lessOrEqual, amount)
    }
  }
}
