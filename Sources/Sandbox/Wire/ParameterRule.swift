/// What an endpoint accepts as the value of a parameter. Checking turns the strings of a form into
/// values of the right type, or into the 400 that Stripe would answer.
indirect enum ParameterRule: Sendable {
  case string(maximum: Int)
  case integer(ClosedRange<Int>)
  case boolean
  case choice([String])
  /// `created`: a time, or bounds.
  case interval
  /// Keys and values that the caller makes up.
  case metadata
  case list(ParameterRule, maximum: Int)
  case object([String: ParameterRule])
  /// Configuration that the sandbox takes and gives back unchecked.
  case anything

  static let text = ParameterRule.string(maximum: 5000)
  static let number = ParameterRule.integer(.min ... .max)
  /// Unix seconds, as far as the ledger can count them.
  private static let times = 0...Int(UInt32.max)
  static let expand = ParameterRule.list(.text, maximum: 100)
}

extension ParameterRule {
  /// The value, typed. The path is the parameter's full name, such as `line_items[0][price]`.
  func check(_ value: Node, _ path: String) throws(APIError) -> Node {
    switch self {
    case .string(let maximum): return try checkString(value, maximum, path)
    case .integer(let range): return try checkInteger(value, range, path)
    case .boolean: return try checkBoolean(value, path)
    case .choice(let choices): return try checkChoice(value, choices, path)
    case .interval:
      if case .string = value { return try checkInteger(value, Self.times, path) }
      let bounds = ["gt", "gte", "lt", "lte"].map { ($0, Self.integer(Self.times)) }
      return try Self.object(Dictionary(uniqueKeysWithValues: bounds)).check(value, path)
    case .metadata: return try checkMetadata(value, path)
    case .list(let rule, let maximum): return try checkList(value, rule, maximum, path)
    case .object(let rules):
      guard case .object = value else {
        throw .invalid("Invalid object", param: path)
      }
      return try Self.check(value, rules, path)
    case .anything: return Self.guess(value)
    }
  }

  /// All parameters of a request.
  static func check(
    _ value: Node, _ rules: [String: ParameterRule], _ path: String = ""
  ) throws(APIError) -> Node {
    func full(_ name: String) -> String { path.isEmpty ? name : "\(path)[\(name)]" }
    let unknown = value.members.filter { rules[$0.name] == nil }
    guard unknown.isEmpty else { throw .unknown(unknown.map { full($0.name) }) }
    var members: [Node.Member] = []
    for member in value.members {
      guard let rule = rules[member.name] else { continue }
      let checked = try rule.check(member.value, full(member.name))
      members.append(Node.Member(name: member.name, value: checked))
    }
    return .object(members)
  }

  // MARK: One kind each

  private func checkString(
    _ value: Node, _ maximum: Int, _ path: String
  ) throws(APIError) -> Node {
    guard let text = value.string else { throw .invalid("Invalid string", param: path) }
    guard !text.isEmpty else { throw emptied(path) }
    guard text.unicodeScalars.count <= maximum else {
      let shown = text.prefix(8) + "..." + text.suffix(5)
      throw .invalid(
        "Invalid string: \(shown); must be at most \(maximum) characters", param: path)
    }
    return value
  }

  private func emptied(_ path: String) -> APIError {
    .invalid(
      "You passed an empty string for '\(path)'. We assume empty values are an attempt to unset a "
        + "parameter; however '\(path)' cannot be unset. You should remove '\(path)' from your "
        + "request or supply a non-empty value.",
      code: "parameter_invalid_empty", param: path)
  }

  private func checkInteger(
    _ value: Node, _ range: ClosedRange<Int>, _ path: String
  ) throws(APIError) -> Node {
    guard let text = value.string, let number = Int(text) else {
      throw .invalid(
        "Invalid integer: \(value.string ?? "{}")", code: "parameter_invalid_integer", param: path)
    }
    guard range.contains(number) else {
      let bound =
        number < range.lowerBound
        ? "greater than or equal to \(range.lowerBound)"
        : "less than or equal to \(range.upperBound)"
      throw .invalid(
        "This value must be \(bound).", code: "parameter_invalid_integer", param: path)
    }
    return .int(number)
  }

  private func checkBoolean(_ value: Node, _ path: String) throws(APIError) -> Node {
    switch value.string {
    case "true": return true
    case "false": return false
    default: throw .invalid("Invalid boolean: \(value.string ?? "{}")", param: path)
    }
  }

  private func checkChoice(
    _ value: Node, _ choices: [String], _ path: String
  ) throws(APIError) -> Node {
    if let text = value.string, choices.contains(text) { return value }
    let all = choices.dropLast().joined(separator: ", ") + ", or " + (choices.last ?? "")
    throw .invalid("Invalid \(path): must be one of \(all)", param: path)
  }

  private func checkList(
    _ value: Node, _ rule: ParameterRule, _ maximum: Int, _ path: String
  ) throws(APIError) -> Node {
    if value.string == "" { return [] }
    guard case .object(let members) = value, members.allSatisfy({ Int($0.name) != nil }) else {
      throw .invalid("Invalid array", param: path)
    }
    guard members.count <= maximum else {
      throw .invalid(
        "Array \(path) exceeded maximum \(maximum) allowed elements.", param: path)
    }
    let sorted = members.sorted { (Int($0.name) ?? 0) < (Int($1.name) ?? 0) }
    var elements: [Node] = []
    for (index, member) in sorted.enumerated() {
      elements.append(try rule.check(member.value, "\(path)[\(index)]"))
    }
    return .array(elements)
  }

  /// Source: https://docs.stripe.com/metadata
  private func checkMetadata(_ value: Node, _ path: String) throws(APIError) -> Node {
    if value.string == "" { return value }
    guard case .object(let members) = value else {
      throw .invalid("Invalid object", param: path)
    }
    guard members.count <= 50 else {
      throw .invalid("Metadata can have at most 50 keys.", param: path)
    }
    for member in members {
      guard member.name.count <= 40 else {
        throw .invalid("Metadata keys can be at most 40 characters long.", param: path)
      }
      guard let text = member.value.string, text.count <= 500 else {
        throw .invalid(
          "Metadata values can be at most 500 characters long.", param: "\(path)[\(member.name)]")
      }
    }
    return value
  }

  /// A value for which there is no rule: what looks like a flag, a number or a list is one.
  private static func guess(_ value: Node) -> Node {
    switch value {
    case .string("true"): return true
    case .string("false"): return false
    case .string(let text):
      guard let number = Int(text), String(number) == text else { return value }
      return .int(number)
    case .object(let members):
      if !members.isEmpty,
        members.enumerated().allSatisfy({ $0.element.name == String($0.offset) }
        )
      {
        return .array(members.map { guess($0.value) })
      }
      return .object(members.map { Node.Member(name: $0.name, value: guess($0.value)) })
    default: return value
    }
  }
}
