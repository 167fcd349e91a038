/// A text as it was before programs encoded it for URLs, HTML, mails and JSON.
enum PastedText {
  /// Rounds of decoding: a gateway rewrites what another one has already rewritten.
  private static let mostRounds = 6

  /// Undoes percent-escapes, HTML entities, JSON escapes and soft line breaks of mails.
  static func plain(_ text: String) -> String {
    var text = visible(text)
    for _ in 0..<mostRounds {
      let next = softBreaksJoined(jsonUnescaped(entitiesUndone(percentUndone(text))))
      guard next != text else { break }
      text = next
    }
    return signsSpelled(text)
  }

  /// Without the characters that have no width and that programs put between others: where a line
  /// may end, the direction of a text, the mark at the beginning of a file. Those that join letters
  /// stay.
  static func visible(_ text: String) -> String {
    func isHidden(_ scalar: Unicode.Scalar) -> Bool {
      switch scalar.value {
      case 0xAD, 0x61C, 0x200B, 0x200E...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0x2066...0x2069,
        0xFEFF:
        true
      default: false
      }
    }
    guard text.unicodeScalars.contains(where: isHidden) else { return text }
    var visible = String.UnicodeScalarView()
    visible.append(contentsOf: text.unicodeScalars.filter { !isHidden($0) })
    return String(visible)
  }

  /// `jane (at) example (dot) com`, as people write an address to hide it from programs.
  private static func signsSpelled(_ text: String) -> String {
    var text = text
    for (word, sign) in [("(at)", "@"), ("[at]", "@"), ("(dot)", "."), ("[dot]", ".")]
    where text.contains(word) {
      text = text.replacing(" \(word) ", with: sign).replacing(word, with: sign)
    }
    return text
  }

  /// The text, and other ways to read it.
  static func readings(of text: String) -> [String] {
    // Proofpoint writes `-3A` for `%3A` and `_` for a slash.
    // Source: https://help.proofpoint.com (URL Defense, version 2)
    guard text.contains("urldefense"), text.contains("/v2/") else { return [text] }
    let slashes = text.replacing("_", with: "/")
    return [undone(slashes, mark: UInt8(ascii: "-")), text]
  }

  static func percentUndone(_ text: String) -> String { undone(text, mark: UInt8(ascii: "%")) }

  /// A mark and two hexadecimal digits become the byte they encode. What would not be UTF-8 stays.
  private static func undone(_ text: String, mark: UInt8) -> String {
    guard text.utf8.contains(mark) else { return text }
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      guard bytes[index] == mark, index + 2 < bytes.count, let high = digit(bytes[index + 1]),
        let low = digit(bytes[index + 2])
      else {
        result.append(bytes[index])
        index += 1
        continue
      }
      result.append(high * 16 + low)
      index += 3
    }
    return String(validating: result, as: UTF8.self) ?? text
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x37
    case 0x61...0x66: byte - 0x57
    default: nil
    }
  }

  private static func entitiesUndone(_ text: String) -> String {
    guard text.contains("&") else { return text }
    let entities = [
      "&lt;": "<", "&gt;": ">", "&quot;": "\"", "&#34;": "\"", "&#39;": "'", "&apos;": "'",
      "&#64;": "@", "&#x40;": "@", "&commat;": "@", "&nbsp;": " ", "&#95;": "_", "&amp;": "&",
    ]
    var text = text
    // The ampersand last, so that one round undoes only one level of escaping.
    for (entity, sign) in entities.sorted(by: { $0.key > $1.key }) where text.contains(entity) {
      text = text.replacing(entity, with: sign)
    }
    return text
  }

  /// `\/`, `\"`, `\n` and `\u0040` of JSON.
  private static func jsonUnescaped(_ text: String) -> String {
    guard text.contains("\\") else { return text }
    var result = ""
    var rest = Substring(text)
    while let slash = rest.firstIndex(of: "\\") {
      result += rest[..<slash]
      rest = rest[rest.index(after: slash)...]
      guard let sign = rest.first else { return result + "\\" }
      switch sign {
      // Markdown writes `cs\_test` for an id, and so for every sign of ASCII.
      case _ where sign.isASCII && (sign.isPunctuation || sign.isSymbol):
        result.append(sign)
        rest.removeFirst()
      case "n", "r", "t":
        result += " "
        rest.removeFirst()
      case "u":
        let digits = rest.dropFirst().prefix(4)
        if digits.utf8.count == 4, let code = UInt32(digits, radix: 16),
          let scalar = Unicode.Scalar(code)
        {
          result.unicodeScalars.append(scalar)
          rest = rest.dropFirst(5)
        } else {
          result += "\\"
        }
      default: result += "\\"
      }
    }
    return result + rest
  }

  /// Quoted-printable ends a line that continues with `=`, and writes `=3D` for the sign itself.
  /// Source: https://www.rfc-editor.org/rfc/rfc2045#section-6.7
  private static func softBreaksJoined(_ text: String) -> String {
    guard text.contains("=\n") || text.contains("=\r\n") else { return text }
    let joined = text.replacing("=\r\n", with: "").replacing("=\n", with: "")
    return joined.contains("=3D") ? undone(joined, mark: UInt8(ascii: "=")) : joined
  }
}
