import JSON
import Units

/// Two sessions side by side, field by field: those that differ come first.
package struct SessionComparison: Equatable, Sendable {
  /// A field with its value in each of the two sessions.
  package struct Row: Equatable, Sendable {
    /// `Customer · E-mail`.
    package let label: String
    /// Nil for what one of them does not have.
    package let left: Field?
    package let right: Field?
    package let isDifferent: Bool
  }

  /// In the order of the detail pane, those that differ before those that do not.
  package let rows: [Row]

  package init(_ left: Session, _ right: Session) {
    let (one, other) = (Self.leaves(of: left), Self.leaves(of: right))
    let found = Dictionary(other.map { ($0.key, $0) }) { first, _ in first }
    var rows = one.map { leaf in Self.row(leaf, found[leaf.key]) }
    let known = Set(one.map(\.key))
    rows += other.filter { !known.contains($0.key) }.map { Self.row(nil, $0) }
    // A field that neither has is left out.
    rows.removeAll { ($0.left?.isBlank ?? true) && ($0.right?.isBlank ?? true) }
    self.rows = rows.filter(\.isDifferent) + rows.filter { !$0.isDifferent }
  }

  private struct Leaf {
    let key: JSONPath
    let label: String
    let field: Field

    /// As it was sent; nil for nothing.
    var value: String? { field.isBlank ? nil : field.json?.source ?? field.text }
    /// As it is shown; empty for nothing.
    var shown: String { field.isBlank ? "" : field.text }
  }

  private static func row(_ left: Leaf?, _ right: Leaf?) -> Row {
    // What is shown decides, not what was sent: 1000 is €10.00 in one session and $10.00 in the other,
    // and an empty text or white space between the members of a list makes no difference. Nothing is
    // the same in each currency.
    let isZero = left?.value == "0" && right?.value == "0"
    return Row(
      label: (left ?? right)?.label ?? "", left: left?.field, right: right?.field,
      isDifferent: (left?.shown ?? "") != (right?.shown ?? "") && !isZero)
  }

  /// The values of a session without the objects around them.
  private static func leaves(of session: Session) -> [Leaf] {
    var leaves: [Leaf] = []
    func collect(_ field: Field, _ labels: [String]) {
      let labels = labels + [field.label]
      guard field.children.isEmpty else {
        for child in field.children { collect(child, labels) }
        return
      }
      leaves.append(
        Leaf(
          key: field.path, label: labels.suffix(3).joined(separator: " · "), field: field))
    }
    for group in FieldGroup.groups(of: session) {
      for field in group.fields { collect(field, []) }
    }
    return leaves
  }
}

extension SessionComparison.Row {
  /// One row of the line items.
  init(label: String, left: String?, right: String?) {
    func field(_ text: String?) -> Field? {
      text.map {
        Field(
          label: label, text: $0, note: nil, kind: .text, path: JSONPath([]), personal: nil,
          json: nil, children: [])
      }
    }
    self.init(
      label: label, left: field(left), right: field(right), isDifferent: left != right)
  }
}

extension SessionComparison {
  /// The line items of two sessions, with equal ones side by side, then those of the same product.
  package static func items(_ left: [LineItem], _ right: [LineItem]) -> [Row] {
    var partners = [LineItem?](repeating: nil, count: left.count)
    var rest = right
    for name in LineItem.names {
      for (index, item) in left.enumerated() where partners[index] == nil {
        guard let wanted = name(item), let other = rest.firstIndex(where: { name($0) == wanted })
        else { continue }
        partners[index] = rest.remove(at: other)
      }
    }
    let pairs = zip(left.map(Optional.some), partners) + rest.map { (nil, $0) }
    return pairs.enumerated().map { index, pair in
      Row(label: "Line item \(index + 1)", left: pair.0?.line, right: pair.1?.line)
    }
  }
}

extension LineItem {
  /// What two items must have in common to stand side by side, the strictest first. A price that was
  /// made for one session has an id of its own, and so has its product.
  fileprivate static let names: [@Sendable (LineItem) -> String?] = [
    { $0.price?.id }, { $0.price?.productID },
    { item in
      item.description.map { "\($0), \(item.unitText ?? "–")" }
    }, { $0.description },
  ]

  /// `2 × T-shirt, $10.99, $21.98`.
  fileprivate var line: String {
    let name = description ?? price?.productName ?? "–"
    return [quantity.map { "\($0) × \(name)" } ?? name, unitText, total?.text]
      .compactMap(\.self).joined(separator: ", ")
  }
}

/// The lines of two texts, and which were added or removed.
package struct LineDifference: Equatable, Sendable {
  /// A line of the result; of many equal ones only the number is left.
  package enum Line: Equatable, Sendable {
    case same(String)
    case removed(String)
    case added(String)
    /// This many equal lines.
    case skipped(Int)
  }

  /// Equal lines that are shown around the different ones.
  private static let context = 3

  package let lines: [Line]
  /// For the places of lines that were removed or added: the line of the same name on the other side.
  package let partners: [Int: String]

  package init(_ old: [String], _ new: [String]) {
    var removed: Set<Int> = []
    var added: Set<Int> = []
    for change in new.difference(from: old) {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): added.insert(offset)
      }
    }
    var all: [Line] = []
    var (one, other) = (0, 0)
    while one < old.count || other < new.count {
      if removed.contains(one), one < old.count {
        all.append(.removed(old[one]))
        one += 1
      } else if added.contains(other), other < new.count {
        all.append(.added(new[other]))
        other += 1
      } else if one < old.count {
        all.append(.same(old[one]))
        one += 1
        other += 1
      } else {
        break
      }
    }
    lines = Self.shortened(all)
    partners = Self.partners(in: lines)
  }

  private static func partners(in lines: [Line]) -> [Int: String] {
    /// `  "amount": `, or nothing for an element of an array.
    func name(_ text: String) -> Substring {
      text.firstRange(of: "\": ").map { text[..<$0.upperBound] } ?? ""
    }
    var partners: [Int: String] = [:]
    var removed: [Substring: ArraySlice<(Int, String)>] = [:]
    for (index, line) in lines.enumerated() {
      switch line {
      case .removed(let text): removed[name(text), default: []].append((index, text))
      case .added(let text):
        guard let (other, old) = removed[name(text)]?.popFirst() else { continue }
        partners[other] = text
        partners[index] = old
      case .same, .skipped: removed = [:]
      }
    }
    return partners
  }

  private static func shortened(_ all: [Line]) -> [Line] {
    var isShown = [Bool](repeating: false, count: all.count)
    for (index, line) in all.enumerated() {
      if case .same = line { continue }
      let around = max(0, index - context)...min(all.count - 1, index + context)
      for near in around { isShown[near] = true }
    }
    var lines: [Line] = []
    var skipped = 0
    for (line, isShown) in zip(all, isShown) {
      if isShown {
        if skipped > 0 { lines.append(.skipped(skipped)) }
        skipped = 0
        lines.append(line)
      } else {
        skipped += 1
      }
    }
    if skipped > 0 { lines.append(.skipped(skipped)) }
    return lines
  }
}
