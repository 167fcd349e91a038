/// Reads `application/x-www-form-urlencoded` with Stripe's brackets: `a[b][0][c]=d&expand[]=e`.
enum FormBody {
  /// Far more than the largest session needs, and few enough to check in milliseconds.
  static let most = 10_000

  /// The parameters as a tree. Every leaf is a string; lists are objects that number their members,
  /// because only the rules of an endpoint can tell the two apart.
  /// - Throws: 400 for more parameters than a request can have.
  static func parse(_ text: String) throws(APIError) -> Node {
    let count = text.utf8.count { $0 == UInt8(ascii: "&") } + 1
    guard count <= most else {
      throw .invalid(
        "Too many parameters: a request can have \(most), and this one has \(count).", param: nil)
    }
    let root = Branch()
    for pair in text.split(separator: "&") {
      let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let value = halves.count > 1 ? decode(halves[1]) : ""
      root.insert(value, at: names(of: decode(halves[0])).prefix(Self.deepest))
    }
    return root.node
  }

  /// No parameter of Stripe's is nested more deeply.
  private static let deepest = 12

  /// `a[b][]` is a, b and the empty name.
  private static func names(of key: String) -> [String] {
    guard let bracket = key.utf8.firstIndex(of: UInt8(ascii: "[")),
      key.utf8.last == UInt8(ascii: "]"),
      bracket != key.startIndex
    else { return [key] }
    let inner = key[key.index(after: bracket)...].dropLast()
    return [String(key[..<bracket])] + Self.split(inner)
  }

  private static func split(_ inner: Substring) -> [String] {
    var names: [String] = []
    var name: [UInt8] = []
    var rest = inner.utf8
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "]"), rest.first == UInt8(ascii: "[") {
        rest.removeFirst()
        names.append(String(decoding: name, as: UTF8.self))
        name = []
      } else {
        name.append(byte)
      }
    }
    return names + [String(decoding: name, as: UTF8.self)]
  }

  /// Undoes percent-encoding and `+`. What is not a valid escape stays as it is.
  static func decode(_ text: Substring) -> String {
    guard text.utf8.contains(where: { $0 == UInt8(ascii: "%") || $0 == UInt8(ascii: "+") }) else {
      return String(text)
    }
    var decoded: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), let escaped = escaped(rest.prefix(2)) {
        decoded.append(escaped)
        rest = rest.dropFirst(2)
      } else {
        decoded.append(byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
      }
    }
    return String(decoding: decoded, as: UTF8.self)
  }

  private static func escaped(_ digits: Substring.UTF8View) -> UInt8? {
    digits.count == 2 ? UInt8(String(decoding: digits, as: UTF8.self), radix: 16) : nil
  }
}

/// A node of the tree while it grows. Finding a member takes the same time, however many there are.
private final class Branch {
  private var value: String?
  private var positions: [String: Int] = [:]
  private var members: [(name: String, branch: Branch)] = []

  /// Puts a value where a parameter's names lead; the empty name adds an element to a list.
  func insert(_ value: String, at names: ArraySlice<String>) {
    guard let first = names.first else {
      self.value = value
      positions = [:]
      members = []
      return
    }
    self.value = nil
    let name = first.isEmpty ? String(members.count) : first
    if let position = positions[name] {
      members[position].branch.insert(value, at: names.dropFirst())
    } else {
      let branch = Branch()
      branch.insert(value, at: names.dropFirst())
      positions[name] = members.count
      members.append((name, branch))
    }
  }

  var node: Node {
    value.map { .string($0) }
      ?? .object(members.map { Node.Member(name: $0.name, value: $0.branch.node) })
  }
}
