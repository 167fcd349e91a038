package import JSON

extension FieldGroup {
  /// All fields of an object, grouped.
  ///
  /// The object's outline puts the documented fields in their groups; all others are under "Other".
  /// Nothing is left out, whatever its type.
  package static func groups(of object: JSON) -> [FieldGroup] {
    let outline = FieldOutline(for: object)
    let builder = FieldBuilder(object: object, outline: outline)
    var fields: [Kind: [Field]] = [:]
    for rule in outline.rules {
      let value = object[rule.name]
      if value == nil, rule.isFormer { continue }
      fields[rule.group(in: object), default: []] += builder.fields(rule, value)
    }
    var known = outline.names
    for member in object.members {
      // If two members have the same name, the second is shown here, so that it does not disappear.
      if known.remove(member.name) != nil { continue }
      fields[.other, default: []].append(builder.field(named: member.name, member.value))
    }
    return Kind.allCases.compactMap { kind in
      fields[kind].map { FieldGroup(kind: kind, fields: $0) }
    }
  }

  package static func groups(of session: Session) -> [FieldGroup] { groups(of: session.json) }
}
