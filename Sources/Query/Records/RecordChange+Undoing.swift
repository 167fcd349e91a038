package import JSON

extension RecordChange {
  /// The object as it was before changes to its members, as far as they were noted; nil if that
  /// cannot be said. `changes` are oldest first.
  package static func undoing(_ changes: [RecordChange], in object: JSON) -> JSON? {
    // The oldest change of a field has its first value.
    let before = Dictionary(
      changes.map { ($0.field, $0.from) }, uniquingKeysWith: { first, _ in first })
    let numbers = Set(
      changes.filter { object[$0.field]?.kind == .number }.map(\.field))
    func text(_ field: String, _ value: String?) -> String {
      guard let value else { return "null" }
      return numbers.contains(field) ? value : JSONEscapes.encode(value)
    }
    func source(_ object: JSON, _ prefix: String) -> String {
      var seen: Set<String> = []
      var members = object.members.compactMap { member -> String? in
        let field = prefix + member.name
        seen.insert(field)
        // A key that was added to a map was not there; a member of the record itself was null.
        if !prefix.isEmpty, let value = before[field], value == nil { return nil }
        let value =
          before[field].map { text(field, $0) }
          ?? (member.value.kind == .object
            ? source(member.value, field + ".") : member.value.source)
        return "\(JSONEscapes.encode(member.name)):\(value)"
      }
      // What is gone now.
      for (field, value) in before where field.hasPrefix(prefix) && !seen.contains(field) {
        let name = String(field.dropFirst(prefix.count))
        // A field of an object is added to that object.
        guard let value, !name.isEmpty, !prefix.isEmpty || !name.contains(".") else { continue }
        members.append("\(JSONEscapes.encode(name)):\(JSONEscapes.encode(value))")
      }
      return "{\(members.joined(separator: ","))}"
    }
    return try? JSON(parsing: source(object, ""))
  }
}
