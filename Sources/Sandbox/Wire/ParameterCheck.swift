import Query

/// Checks parameters against rules, for a request of one version.
struct ParameterCheck {
  var version = StripeVersion.standard

  typealias Rules = [String: ParameterRule]

  /// All parameters of a request, typed.
  func callAsFunction(_ sent: Node, _ rules: Rules) throws(APIError) -> Node {
    try check(sent, rules, "")
  }

  /// The path is the parameter's full name, such as `line_items[0][price_data]`.
  private func check(_ value: Node, _ rules: Rules, _ path: String) throws(APIError) -> Node {
    func full(_ name: String) -> String { path.isEmpty ? name : "\(path)[\(name)]" }
    let unknown = value.members.filter { rules[$0.name].flatMap(applicable) == nil }
    let sent = Set(value.members.map(\.name))
    guard unknown.isEmpty else {
      let others = rules.filter { !sent.contains($0.key) && applicable($0.value) != nil }
      let near = NearestName.to(unknown[0].name, among: others.keys.sorted())
      throw .unknown(
        unknown.map { full($0.name) }, near: unknown.count == 1 ? near.map { full($0) } : nil)
    }
    let missing = rules.filter { name, rule in
      guard !sent.contains(name), case .required = applicable(rule) else { return false }
      return true
    }
    if let name = missing.keys.min() { throw .required(full(name)) }
    var members: [Node.Member] = []
    members.reserveCapacity(sent.count)
    for member in value.members {
      guard let rule = rules[member.name] else { continue }
      let checked = try check(member.value, rule, full(member.name))
      members.append(Node.Member(name: member.name, value: checked))
    }
    return .object(members)
  }

  /// The rule as this version has it; nil if it does not know the parameter.
  private func applicable(_ rule: ParameterRule) -> ParameterRule? {
    switch rule {
    case .since(let first, let rule): version < first ? nil : applicable(rule)
    case .until(let end, let rule): version < end ? applicable(rule) : nil
    default: rule
    }
  }

  private func check(
    _ value: Node, _ rule: ParameterRule, _ path: String
  ) throws(APIError) -> Node {
    switch rule {
    case .since(_, let rule), .until(_, let rule), .required(let rule):
      return try check(value, rule, path)
    case .turning(let turn, let before, let after):
      return try check(value, version < turn ? before : after, path)
    case .clearable(let rule):
      return value.string == "" ? nil : try check(value, rule, path)
    case .list(let rule, let maximum):
      var elements: [Node] = []
      for (index, element) in try Self.elements(value, maximum, path).enumerated() {
        elements.append(try check(element, rule, "\(path)[\(index)]"))
      }
      return .array(elements)
    case .object(let rules, let conditions):
      guard case .object = value else { throw .invalid("Invalid object", param: path) }
      let checked = try check(value, rules, path)
      for condition in conditions { try condition.check(checked, path) }
      return checked
    case .perCurrency(let rule):
      guard case .object(let members) = value else {
        throw .invalid("Invalid object", param: path)
      }
      for member in members { _ = try ValueCheck.currency(.string(member.name), path) }
      return try check(
        value,
        Dictionary(members.map { ($0.name, rule) }) { first, _ in first }, path)
    case .interval:
      if case .string = value { return try check(value, .time, path) }
      return try check(
        value, .object(["gt": .time, "gte": .time, "lt": .time, "lte": .time]), path)
    case .string, .integer, .decimal, .boolean, .choice, .currency, .url, .email, .color,
      .metadata, .anything:
      return try ValueCheck.check(value, rule, path)
    }
  }

  /// A list as its elements in the order of their numbers.
  private static func elements(
    _ value: Node, _ maximum: Int, _ path: String
  ) throws(APIError) -> [Node] {
    if value.string == "" { return [] }
    guard case .object(let members) = value, members.allSatisfy({ Int($0.name) != nil }) else {
      throw .invalid("Invalid array", param: path)
    }
    guard members.count <= maximum else {
      throw .invalid(
        "Array \(path) exceeded maximum \(maximum) allowed elements.", param: path)
    }
    return members.sorted { (Int($0.name) ?? 0) < (Int($1.name) ?? 0) }.map(\.value)
  }
}

extension ParameterRule.Condition {
  /// - Throws: 400 if the parameters of the object at `path` contradict each other.
  func check(_ value: Node, _ path: String) throws(APIError) {
    func full(_ name: String) -> String { path.isEmpty ? name : "\(path)[\(name)]" }
    func given(_ name: String) -> Bool { value[name].map { $0 != .null } ?? false }
    switch self {
    case .atMostOne(let names):
      let found = names.filter(given)
      if found.count > 1 { throw .exclusive(found, param: full(found[0])) }
    case .one(let names):
      let found = names.filter(given)
      if found.count > 1 { throw .exclusive(found, param: full(found[0])) }
      if found.isEmpty { throw .required(full(names.last ?? "")) }
    case .needs(let name, let other):
      guard given(name), !given(other) else { return }
      throw .invalid(
        "`\(full(name))` can only be used with `\(full(other))`.", param: full(name))
    case .belongs(let kind, let wanted, let name):
      let isWanted = value[kind]?.string == wanted
      if isWanted, !given(name) { throw .required(full(name)) }
      if !isWanted, given(name) {
        throw .invalid(
          "You can only pass `\(full(name))` if `\(full(kind))` is `\(wanted)`.",
          param: full(name))
      }
    }
  }
}
