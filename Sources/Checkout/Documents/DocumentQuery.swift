import JSON

/// What was typed to narrow documents down: words that must all occur, and `name:value` conditions.
///
/// `state:failed user:abc error:price session:cs_ meta.order:A-1 price:price_1 -word "two words"`; any
/// other name is a field of the document, by its own name or by the web SDK's.
package struct DocumentQuery: Equatable, Sendable {
  private struct Term: Equatable {
    var isNegated = false
    /// Lower case; nil for a word alone.
    var name: String?
    /// Lower case.
    var value: String
  }

  private var terms: [Term] = []

  package init(_ text: String) {
    var rest = text.lowercased()[...]
    while let term = Self.next(&rest) { terms.append(term) }
  }

  package var isEmpty: Bool { terms.isEmpty }

  /// `group` is how many documents of the user stand within minutes.
  package func matches(_ row: DocumentSummary, at now: Int, group: Int) -> Bool {
    guard !terms.isEmpty else { return true }
    var document: CheckoutDocument?
    return terms.allSatisfy { term in
      matches(term, row, now, group, &document) != term.isNegated
    }
  }

  private func matches(
    _ term: Term, _ row: DocumentSummary, _ now: Int, _ group: Int,
    _ document: inout CheckoutDocument?
  ) -> Bool {
    guard let name = term.name else { return row.text.contains(term.value) }
    switch name {
    case "state": return row.state(at: now).rawValue.hasPrefix(term.value)
    case "is" where term.value == "duplicate": return group > 1
    case "is": return row.state(at: now).rawValue.hasPrefix(term.value)
    case "user", "uid": return row.user.lowercased().hasPrefix(term.value)
    case "error": return row.error?.lowercased().contains(term.value) == true
    case "session", "id": return row.sessionID?.lowercased().hasPrefix(term.value) == true
    default: break
    }
    if document == nil { document = row.document }
    guard let fields = document?.fields else { return false }
    let path = name.split(separator: ".").map(String.init)
    return Self.values(at: path, in: fields).contains { $0.lowercased().contains(term.value) }
  }

  /// The texts of what stands at a path. Names are compared without case.
  private static func values(at path: [String], in fields: DocumentMap) -> [String] {
    guard let first = path.first else { return [] }
    let name = ["meta": "metadata", "created_at": "created"][first] ?? first
    return fields.entries.filter { $0.name.lowercased() == name }.flatMap { entry -> [String] in
      if path.count > 1 {
        return entry.value.map.map { values(at: Array(path.dropFirst()), in: $0) } ?? []
      }
      switch entry.value {
      case .map, .array: return [entry.value.plainJSON]
      default: return [entry.value.text]
      }
    }
  }

  private static func next(_ rest: inout Substring) -> Term? {
    rest = rest.drop(while: \.isWhitespace)
    guard !rest.isEmpty else { return nil }
    var term = Term(value: "")
    if rest.hasPrefix("-"), rest.count > 1 {
      term.isNegated = true
      rest.removeFirst()
    }
    if let colon = rest.firstIndex(of: ":") {
      let name = rest[..<colon]
      if !name.isEmpty, name.allSatisfy({ $0.isLetter || $0.isNumber || "._".contains($0) }) {
        term.name = String(name)
        rest = rest[rest.index(after: colon)...]
      }
    }
    if rest.hasPrefix("\"") {
      rest.removeFirst()
      term.value = String(rest.prefix { $0 != "\"" })
      rest = rest.dropFirst(term.value.count + 1)
    } else {
      term.value = String(rest.prefix { !$0.isWhitespace })
      rest = rest.dropFirst(term.value.count)
    }
    return term
  }
}
