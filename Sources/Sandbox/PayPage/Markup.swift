/// HTML as a value. Text and attributes are always escaped when it is written: nothing that an
/// integration or a customer sends can become an element.
indirect enum Markup: Sendable, ExpressibleByStringInterpolation {
  case text(String)
  case element(String, [(name: String, value: String)], [Markup])
  case many([Markup])

  static let none = Markup.many([])

  init(stringLiteral value: String) { self = .text(value) }

  /// An element. An attribute that is nil is left out; an empty one is written without a value,
  /// such as `required`.
  static func tag(
    _ name: String, _ attributes: KeyValuePairs<String, String?> = [:], _ children: Markup...
  ) -> Markup {
    .element(name, attributes.compactMap { name, value in value.map { (name, $0) } }, children)
  }

  static func when(_ condition: Bool, _ markup: @autoclosure () -> Markup) -> Markup {
    condition ? markup() : .none
  }

  /// A whole document.
  var document: [UInt8] {
    var html = "<!doctype html>\n"
    write(into: &html)
    html += "\n"
    return Array(html.utf8)
  }

  private func write(into html: inout String) {
    switch self {
    case .text(let text): html += Self.escaped(text)
    case .many(let parts): for part in parts { part.write(into: &html) }
    case .element(let name, let attributes, let children):
      html += "<\(name)"
      for attribute in attributes {
        html +=
          attribute.value.isEmpty && Self.switches.contains(attribute.name)
          ? " \(attribute.name)" : " \(attribute.name)=\"\(Self.escaped(attribute.value))\""
      }
      html += ">"
      guard !Self.void.contains(name) else { return }
      for child in children { child.write(into: &html) }
      html += "</\(name)>"
    }
  }

  private static let void: Set = ["br", "hr", "img", "input", "link", "meta"]
  private static let switches: Set = ["checked", "disabled", "required", "selected", "autofocus"]

  static func escaped(_ text: String) -> String {
    var escaped = ""
    escaped.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      case "\n", "\t": escaped.unicodeScalars.append(scalar)
      // A browser shows none of these, and some change the direction of the text around them.
      case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value):
        escaped += "\u{FFFD}"
      case "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}": escaped += "\u{FFFD}"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
