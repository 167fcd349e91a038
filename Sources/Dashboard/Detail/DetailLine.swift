package import Checkout
package import JSON

/// A line of the detail pane below the verdict.
package enum DetailLine: Equatable, Sendable, Identifiable {
  /// The title of a group, with the number of its empty fields that are hidden.
  case group(FieldGroup.Kind, hidden: Int, isOpen: Bool)
  /// A field, with the depth of its nesting; `isOpen` is nil when it has no fields inside.
  case field(Field, depth: Int, isOpen: Bool?)

  /// Finds the same line again after the object was read again.
  package enum ID: Hashable, Sendable {
    case group(FieldGroup.Kind)
    case field(JSONPath)
  }

  package var id: ID {
    switch self {
    case .group(let kind, _, _): .group(kind)
    case .field(let field, _, _): .field(field.path)
    }
  }

  /// Nil for a field with nothing inside.
  var foldID: ID? {
    if case .field(_, _, nil) = self { nil } else { id }
  }

  package var field: Field? {
    if case .field(let field, _, _) = self { field } else { nil }
  }

  /// The text that a search looks at.
  var searchText: String {
    switch self {
    case .group(let kind, _, _): kind.rawValue
    case .field(let field, _, _):
      [field.label, field.text, field.note ?? ""].joined(separator: " ")
    }
  }
}

extension DetailLine {
  typealias Opennesses = [ID: DetailPage.Openness]

  static func lines(of group: FieldGroup, _ chosen: Opennesses) -> [DetailLine] {
    let openness =
      chosen[.group(group.kind)] ?? (group.isBlank || group.kind == .rest ? .folded : .present)
    let head = DetailLine.group(
      group.kind, hidden: openness == .everything ? 0 : group.blankCount,
      isOpen: openness != .folded)
    return [head] + lines(of: group.fields, depth: 0, openness, chosen)
  }

  /// All lines that a group has when everything is open.
  static func allLines(of group: FieldGroup) -> [DetailLine] {
    var all = [DetailLine.group(group.kind, hidden: 0, isOpen: true)]
    func add(_ fields: [Field], depth: Int) {
      for field in fields {
        all.append(.field(field, depth: depth, isOpen: field.children.isEmpty ? nil : true))
        add(field.children, depth: depth + 1)
      }
    }
    add(group.fields, depth: 0)
    return all
  }

  private static func lines(
    of fields: [Field], depth: Int, _ openness: DetailPage.Openness, _ chosen: Opennesses
  ) -> [DetailLine] {
    guard openness != .folded else { return [] }
    return fields.filter { openness == .everything || !$0.isBlank }.flatMap { field in
      guard !field.children.isEmpty else {
        return [DetailLine.field(field, depth: depth, isOpen: nil)]
      }
      // An object with a summary in one line can stay folded.
      let inner = chosen[.field(field.path)] ?? (field.text.isEmpty ? .present : .folded)
      return [.field(field, depth: depth, isOpen: inner != .folded)]
        + lines(of: field.children, depth: depth + 1, inner, chosen)
    }
  }
}
