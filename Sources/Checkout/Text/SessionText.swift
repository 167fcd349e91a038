package import Units
import JSON

/// A session as labelled lines, for people and screen readers: no drawing.
///
/// Lines are raw: whoever prints them has to make each one harmless first.
package struct SessionText: Sendable {
  private let session: Session
  private let items: StoredLineItems?
  /// Unix seconds.
  private let now: Int
  private let zone: ZoneRule
  private let isMasked: Bool

  package init(
    of session: Session, items: StoredLineItems? = nil, at now: Int, in zone: ZoneRule = .utc,
    masked isMasked: Bool = false
  ) {
    self.session = session
    self.items = items
    self.now = now
    self.zone = zone
    self.isMasked = isMasked
  }

  package var lines: [String] {
    let groups = FieldGroup.groups(of: session)
    let verdict = Verdict(of: session, at: now, in: zone)
    let heading = ["Checkout Session \(session.id)", "\(verdict.sentence)."]
    let sections = [heading] + groups.map(lines(of:)) + [itemLines, blankLines(of: groups)]
    return Array(sections.filter { !$0.isEmpty }.joined(separator: [""]))
  }

  // MARK: - Groups

  private func lines(of group: FieldGroup) -> [String] {
    guard !group.isBlank else { return [] }
    return [group.title] + group.present.flatMap { lines(of: $0, depth: 1) }
  }

  private func lines(of field: Field, depth: Int) -> [String] {
    let field = isMasked && depth == 1 ? field.masked() : field
    let indent = String(repeating: "  ", count: depth)
    let value = text(of: field)
    let note = field.note.map { " (\($0))" } ?? ""
    let head = "\(indent)\(field.label):\(value.isEmpty ? "" : " ")\(value)\(note)"
    return [head] + field.present.flatMap { lines(of: $0, depth: depth + 1) }
  }

  private func text(of field: Field) -> String {
    switch field.kind {
    case .money(let money): money.fullText
    case .time(let seconds):
      "\(Moment(seconds).text(in: zone)) (\(Moment(seconds).relative(to: now, .long)))"
    default: field.text
    }
  }

  /// Null, absent and empty fields by name, because they are part of the answer.
  private func blankLines(of groups: [FieldGroup]) -> [String] {
    let names = groups.flatMap(\.fields).filter(\.isBlank).map(\.path.description)
    return names.isEmpty ? [] : ["Empty: \(names.joined(separator: ", "))"]
  }

  // MARK: - Line items

  private var itemLines: [String] {
    guard let items else { return [] }
    let count = items.items.count
    let title = items.isComplete ? "Line items: \(count)" : "Line items: the first \(count)"
    let lines = items.items.enumerated().map { "  \($0 + 1). \(LineItemText.line(of: $1))" }
    let totals = LineItemTotals(of: session, items: items.items, isComplete: items.isComplete)
    return [title] + lines + totals.rows.map { "  \($0.label): \($0.money.fullText)" }
      + [totals.includedTax.map { "  Tax included in prices: \($0.fullText)" }]
      .compactMap(\.self) + [totals.warning.map { "  Note: \($0)" }].compactMap(\.self)
      + [Presentment(of: session).map { "  Currency: \($0.text)" }].compactMap(\.self)
  }
}

/// A line item on one line.
package enum LineItemText {
  /// `2 × T-shirt, $10.99 each, every month: $21.98 USD`.
  package static func line(of item: LineItem) -> String {
    let quantity = item.quantity.map { "\($0) × " } ?? ""
    let name = item.description ?? item.price?.productName ?? item.id
    let parts = [
      "\(quantity)\(name)", item.unitText.map { item.quantity == 1 ? $0 : "\($0) each" },
      item.price?.recurrence?.text, item.adjustableText,
    ]
    let details = parts.compactMap(\.self) + item.discountTexts + item.taxTexts
    let total = item.total.map { ": \($0.fullText)" } ?? ""
    return details.joined(separator: ", ") + total
  }
}
