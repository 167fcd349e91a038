import Units

extension LineItem {
  /// What does not fit on the item's line, one line each: recurrence, tiers, who may change the
  /// quantity, discounts and taxes.
  package var detailTexts: [String] {
    var lines = [price == nil ? "no price is known" : price?.recurrence?.text ?? ""]
    lines += price?.tierTexts ?? []
    lines.append(
      quantity == nil ? "no quantity: charged by what is used" : adjustableText ?? "")
    lines += discountTexts.map { "discount \($0)" }
    lines += taxTexts.map { "tax \($0)" }
    lines.append(amountText)
    lines.append([price?.id, price?.productID].compactMap(\.self).joined(separator: " · "))
    return lines.filter { !$0.isEmpty }
  }

  /// The parts of the total, if there is more than the subtotal.
  private var amountText: String {
    let parts = [("discount", discount), ("tax", tax)].filter { ($0.1?.minorUnits ?? 0) != 0 }
    guard !parts.isEmpty else { return "" }
    return ([("subtotal", subtotal)] + parts)
      .compactMap { label, money in money.map { "\(label) \($0.text)" } }
      .joined(separator: " · ")
  }
}
