/// Checks single values against their rule, and gives them their type.
enum ValueCheck {
  static func check(
    _ value: Node, _ rule: ParameterRule, _ path: String
  ) throws(APIError) -> Node {
    switch rule {
    case .string(let maximum): try string(value, maximum, path)
    case .integer(let range): try integer(value, range, path)
    case .decimal(let places, let maximum): try decimal(value, places, maximum, path)
    case .boolean: try boolean(value, path)
    case .choice(let choices): try choice(value, choices, path)
    case .currency: try currency(value, path)
    case .url: try url(value, path)
    case .email: try email(value, path)
    case .color: try color(value, path)
    case .metadata: try metadata(value, path)
    default: guess(value)
    }
  }

  private static func string(
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

  private static func emptied(_ path: String) -> APIError {
    .invalid(
      "You passed an empty string for '\(path)'. We assume empty values are an attempt to unset a "
        + "parameter; however '\(path)' cannot be unset. You should remove '\(path)' from your "
        + "request or supply a non-empty value.",
      code: "parameter_invalid_empty", param: path)
  }

  private static func integer(
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

  private static func decimal(
    _ value: Node, _ places: Int, _ maximum: Int, _ path: String
  ) throws(APIError) -> Node {
    guard let text = value.string, let number = DecimalAmount(text, places: places) else {
      throw .invalid("Invalid decimal: \(value.string ?? "{}")", param: path)
    }
    guard number.whole < maximum || number.whole == maximum && number.isWhole else {
      throw .invalid("This value must be less than or equal to \(maximum).", param: path)
    }
    return .string(number.digits)
  }

  private static func boolean(_ value: Node, _ path: String) throws(APIError) -> Node {
    // Stripe's older Python clients write True.
    switch value.string?.lowercased() {
    case "true": return true
    case "false": return false
    default: throw .invalid("Invalid boolean: \(value.string ?? "{}")", param: path)
    }
  }

  private static func choice(
    _ value: Node, _ choices: [String], _ path: String
  ) throws(APIError) -> Node {
    if let text = value.string, choices.contains(text) { return value }
    let all =
      choices.count > 1
      ? "one of " + choices.dropLast().joined(separator: ", ") + ", or " + (choices.last ?? "")
      : choices.first ?? ""
    throw .invalid("Invalid \(path): must be \(all)", param: path)
  }

  static func currency(_ value: Node, _ path: String) throws(APIError) -> Node {
    guard let text = value.string else { throw .invalid("Invalid string", param: path) }
    guard !text.isEmpty else { throw emptied(path) }
    let code = text.lowercased()
    guard CurrencyTable.codes.contains(code) else {
      throw .invalid(
        "Invalid currency: \(code.prefix(40)). Stripe currently supports these currencies: "
          + CurrencyTable.codes.sorted().joined(separator: ", "), param: path)
    }
    return .string(code)
  }

  private static func url(_ value: Node, _ path: String) throws(APIError) -> Node {
    _ = try string(value, 5000, path)
    let text = value.string ?? ""
    let halves = text.split(separator: "://", maxSplits: 1, omittingEmptySubsequences: false)
    guard halves.count == 2, !halves[1].isEmpty, halves[0].first?.isLetter == true,
      halves[0].allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) }),
      !text.contains(where: \.isWhitespace)
    else { throw .invalid("Not a valid URL", code: "url_invalid", param: path) }
    return value
  }

  private static func email(_ value: Node, _ path: String) throws(APIError) -> Node {
    _ = try string(value, 512, path)
    let text = value.string ?? ""
    guard isEmail(text) else {
      throw .invalid("Invalid email address: \(text)", code: "email_invalid", param: path)
    }
    return value
  }

  /// Whether a text has the form of an address: a name, and a domain with a dot in it.
  static func isEmail(_ text: String) -> Bool {
    let halves = text.split(separator: "@", omittingEmptySubsequences: false)
    guard halves.count == 2, !halves[0].isEmpty else { return false }
    let labels = halves[1].split(separator: ".", omittingEmptySubsequences: false)
    return labels.count > 1 && labels.allSatisfy { !$0.isEmpty }
      && text.unicodeScalars.allSatisfy {
        !$0.properties.isWhitespace && $0.properties.generalCategory != .control
      }
  }

  private static func color(_ value: Node, _ path: String) throws(APIError) -> Node {
    guard let text = value.string, text.first == "#", [4, 7].contains(text.utf8.count),
      text.dropFirst().allSatisfy(\.isHexDigit)
    else {
      throw .invalid(
        "Invalid hex color: \(value.string?.prefix(40) ?? "{}"). Give it as `#` and six digits.",
        param: path)
    }
    return value
  }

  /// Source: https://docs.stripe.com/metadata
  private static func metadata(_ value: Node, _ path: String) throws(APIError) -> Node {
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
      guard !member.name.contains(where: { $0 == "[" || $0 == "]" }) else {
        throw .invalid("Metadata keys cannot have square brackets.", param: path)
      }
      guard let text = member.value.string, text.count <= 500 else {
        throw .invalid(
          "Metadata values can be at most 500 characters long.", param: "\(path)[\(member.name)]")
      }
    }
    return value
  }

  /// A value without a rule: flags, numbers and lists are recognised by how they are written.
  private static func guess(_ value: Node) -> Node {
    switch value {
    case .string("true"), .string("True"): return true
    case .string("false"), .string("False"): return false
    case .string(let text):
      guard let number = Int(text), String(number) == text else { return value }
      return .int(number)
    case .object(let members):
      if !members.isEmpty,
        members.enumerated().allSatisfy({ $0.element.name == String($0.offset) })
      {
        return .array(members.map { guess($0.value) })
      }
      return .object(members.map { Node.Member(name: $0.name, value: guess($0.value)) })
    default: return value
    }
  }
}
