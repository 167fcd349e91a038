import TOML

/// One option of a table: its name, and how its value is read.
struct Option<Target> {
  let name: String
  /// What is allowed, to complete the sentence “… must be”.
  let allowed: String
  /// Stores the value; false when it is not allowed.
  let read: (inout Target, TOMLNode) -> Bool

  init(_ name: String, _ allowed: String, read: @escaping (inout Target, TOMLNode) -> Bool) {
    self.name = name
    self.allowed = allowed
    self.read = read
  }

  /// An option whose value is converted, or refused with nil, and then stored in a property.
  init<Value>(
    _ name: String, _ allowed: String, _ property: WritableKeyPath<Target, Value>,
    from convert: @escaping (TOMLNode) -> Value?
  ) {
    self.init(name, allowed) { target, node in
      guard let value = convert(node) else { return false }
      target[keyPath: property] = value
      return true
    }
  }

  static func flag(_ name: String, _ property: WritableKeyPath<Target, Bool>) -> Option {
    Option(name, "true or false", property, from: \.boolean)
  }

  static func choice<Value: CaseIterable & RawRepresentable<String>>(
    _ name: String, _ property: WritableKeyPath<Target, Value>
  ) -> Option {
    Option(name, Value.allCases.map(\.rawValue).alternatives, property) { node in
      node.string.flatMap(Value.init)
    }
  }
}

// MARK: - Conversions

extension TOMLNode {
  var boolean: Bool? {
    guard case .boolean(let value) = value else { return nil }
    return value
  }

  var nonEmptyString: String? { string.flatMap { $0.isEmpty ? nil : $0 } }

  /// A finite number, with or without a fraction.
  var number: Double? {
    switch value {
    case .integer(let value): Double(value)
    case .number(let value) where value.isFinite: value
    default: nil
    }
  }

  func integer(in range: ClosedRange<Int>) -> Int? {
    guard case .integer(let value) = value, range.contains(value) else { return nil }
    return value
  }

  /// A time-out in seconds, which may have a fraction.
  var timeout: Duration? {
    guard let seconds = number, (0.1...600).contains(seconds) else { return nil }
    return .milliseconds(Int(seconds * 1000))
  }

  /// An array of texts, with their places.
  var strings: [Located<String>]? {
    guard case .array(let elements) = value else { return nil }
    let strings = elements.compactMap { element in
      element.nonEmptyString.map { Located($0, at: element.position) }
    }
    return strings.count == elements.count ? strings : nil
  }

  /// A program and its arguments: not empty, and the program has a name.
  var command: [String]? {
    guard case .array(let elements) = value, elements.first?.nonEmptyString != nil else {
      return nil
    }
    let words = elements.compactMap(\.string)
    return words.count == elements.count ? words : nil
  }
}
