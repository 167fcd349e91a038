/// Reads `application/x-www-form-urlencoded` with Stripe's brackets: `a[b][0][c]=d&expand[]=e`.
enum Form {
  /// The parameters as a tree. Every leaf is a string; lists are objects that number their members,
  /// because only the rules of an endpoint can tell the two apart.
  static func parse(_ text: String) -> Node {
    var root = Node.object([])
    for pair in text.split(separator: "&") {
      let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let value = halves.count > 1 ? decode(halves[1]) : ""
      root.insert(.string(value), at: names(of: decode(halves[0])).prefix(Self.deepest))
    }
    return root
  }

  /// No parameter of Stripe's is nested more deeply.
  private static let deepest = 12

  /// `a[b][]` is a, b and the empty name.
  private static func names(of key: String) -> [String] {
    guard let bracket = key.firstIndex(of: "["), key.hasSuffix("]"), bracket != key.startIndex
    else { return [key] }
    let inner = key[key.index(after: bracket)...].dropLast()
    return [String(key[..<bracket])] + Self.split(inner)
  }

  private static func split(_ inner: Substring) -> [String] {
    var names = [""]
    var rest = inner
    while let character = rest.popFirst() {
      if character == "]", rest.first == "[" {
        rest.removeFirst()
        names.append("")
      } else {
        names[names.count - 1].append(character)
      }
    }
    return names
  }

  /// Undoes percent-encoding and `+`. What is no valid escape stays as it is.
  static func decode(_ text: Substring) -> String {
    guard text.utf8.contains(where: { $0 == UInt8(ascii: "%") || $0 == UInt8(ascii: "+") }) else {
      return String(text)
    }
    var decoded: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"),
        let escaped = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        decoded.append(escaped)
        rest = rest.dropFirst(2)
      } else {
        decoded.append(byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
      }
    }
    return String(decoding: decoded, as: UTF8.self)
  }
}

extension Node {
  /// Puts a value where a parameter's names lead; the empty name means one more of a list.
  fileprivate mutating func insert(_ value: Node, at names: ArraySlice<String>) {
    guard let first = names.first else {
      self = value
      return
    }
    var members = self.members
    let name = first.isEmpty ? String(members.count) : first
    if let index = members.firstIndex(where: { $0.name == name }) {
      members[index].value.insert(value, at: names.dropFirst())
    } else {
      var child = Node.object([])
      child.insert(value, at: names.dropFirst())
      members.append(Member(name: name, value: child))
    }
    self = .object(members)
  }
}
