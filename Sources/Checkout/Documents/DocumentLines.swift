import JSON
package import Units

/// A document as labelled lines, for people and screen readers: no drawing.
///
/// Lines are raw: whoever prints them has to make each one harmless first.
package struct DocumentLines: Sendable {
  private let facts: DocumentFacts
  private let zone: ZoneRule

  package init(of facts: DocumentFacts, in zone: ZoneRule = .utc) {
    self.facts = facts
    self.zone = zone
  }

  package var lines: [String] {
    let groups = FieldGroup.groups(of: facts.document)
    let heading = [
      "Document \(facts.document.id): \(facts.document.state(at: facts.now).rawValue)",
      DocumentVerdict(facts).fullSentence, facts.trust.words.map { "Whose it is: \($0)." },
    ].compactMap(\.self)
    let sections = [heading] + groups.map(lines(of:)) + [blankLines(of: groups)]
    return Array(sections.filter { !$0.isEmpty }.joined(separator: [""]))
  }

  private func lines(of group: FieldGroup) -> [String] {
    let fields = group.fields.filter { !isEmpty($0) }
    return fields.isEmpty ? [] : [group.title] + fields.flatMap { lines(of: $0, depth: 1) }
  }

  private func lines(of field: Field, depth: Int) -> [String] {
    let indent = String(repeating: "  ", count: depth)
    let note = field.note.map { " (\($0))" } ?? ""
    let text = text(of: field)
    return ["\(indent)\(field.label):\(text.isEmpty ? "" : " ")\(text)\(note)"]
      + field.children.flatMap { lines(of: $0, depth: depth + 1) }
  }

  private func text(of field: Field) -> String {
    guard case .time(let seconds) = field.kind else { return field.blankWord ?? field.text }
    let time = field.json?.string.flatMap { DocumentTime($0) } ?? DocumentTime(seconds: seconds)
    return "\(time.text(in: zone)) (\(Moment(seconds).relative(to: facts.now, .long)))"
  }

  private func isEmpty(_ field: Field) -> Bool { field.isBlank && field.children.isEmpty }

  /// Null and empty fields by name, because they are part of the document.
  private func blankLines(of groups: [FieldGroup]) -> [String] {
    let names = groups.flatMap(\.fields).filter(isEmpty).map(\.label)
    return names.isEmpty ? [] : ["Empty: \(names.joined(separator: ", "))"]
  }
}
