import JSON

/// The path of a field, such as `metadata.order` or `` `first name` ``.
/// Source: https://cloud.google.com/firestore/docs/reference/rest/v1/StructuredQuery#FieldReference
struct FirestorePath: Equatable {
  let steps: [String]

  /// A document's own name, which is no field.
  static let name = FirestorePath(steps: ["__name__"])

  private init(steps: [String]) { self.steps = steps }

  init(_ text: String) throws(FirestoreRefusal) {
    var rest = text.unicodeScalars[...]
    var steps: [String] = []
    repeat {
      guard let step = rest.first == "`" ? Self.quoted(&rest) : Self.plain(&rest) else {
        throw .invalid("Invalid property path \"\(text)\".")
      }
      steps.append(step)
      if rest.isEmpty {
        self.steps = steps
        return
      }
    } while rest.removeFirst() == "."
    throw .invalid("Invalid property path \"\(text)\".")
  }

  private static func plain(_ rest: inout Substring.UnicodeScalarView) -> String? {
    let step = rest.prefix {
      ("a"..."z").contains($0) || ("A"..."Z").contains($0) || ("0"..."9").contains($0) || $0 == "_"
    }
    rest = rest.dropFirst(step.count)
    guard let first = step.first, !("0"..."9").contains(first) else { return nil }
    return String(step)
  }

  private static func quoted(_ rest: inout Substring.UnicodeScalarView) -> String? {
    rest.removeFirst()
    var step = ""
    while let scalar = rest.popFirst() {
      if scalar == "`" { return step.isEmpty ? nil : step }
      guard let scalar = scalar == "\\" ? rest.popFirst() : scalar else { return nil }
      step.unicodeScalars.append(scalar)
    }
    return nil
  }

  /// The value to which the path leads, in REST form.
  func value(in fields: Node) -> Node? {
    steps.dropFirst().reduce(steps.first.flatMap { fields[$0] }) { value, step in
      value?["mapValue"]?["fields"]?[step]
    }
  }
}

/// Which fields of a document are answered: a mask, or the `select` of a query.
struct FirestoreMask {
  private let paths: [ArraySlice<String>]

  init(_ paths: [String]) throws(FirestoreRefusal) {
    var read: [ArraySlice<String>] = []
    for path in paths { read.append(try FirestorePath(path).steps[...]) }
    self.paths = read
  }

  /// The mask of a body, such as `{"fieldPaths": ["created"]}` or `{"fields": [{"fieldPath":
  /// "created"}]}`; nil for none. An empty one leaves only the name.
  init?(_ mask: JSON?, _ list: String) throws(FirestoreRefusal) {
    guard let mask else { return nil }
    guard mask.kind == .object else { throw .invalid("this is not a list of fields") }
    let paths = try FirestoreQuery.list(mask.value(list))
    try self.init(paths.map { $0.string ?? $0["fieldPath"]?.string ?? "" })
  }

  func fields(of fields: Node) -> Node { Self.part(of: fields, paths) }

  private static func part(of fields: Node, _ paths: [ArraySlice<String>]) -> Node {
    .object(
      fields.members.compactMap { member in
        let inner = paths.filter { $0.first == member.name }.map { $0.dropFirst() }
        if inner.contains(where: \.isEmpty) { return member }
        guard let map = member.value["mapValue"]?["fields"] else { return nil }
        let part = part(of: map, inner)
        return part.members.isEmpty ? nil : .init(name: member.name, value: .map(part))
      })
  }
}
