/// Addresses that the page sends a browser to. They come from whoever made the session.
enum PageAddress {
  /// The address in printable ASCII; nil for one that would run a script or show other content.
  static func safe(_ url: String?) -> String? {
    guard let url, let separator = url.firstRange(of: "://") else { return nil }
    let scheme = url[..<separator.lowerBound].lowercased()
    guard !scheme.isEmpty, !["javascript", "data", "vbscript", "file", "blob"].contains(scheme),
      scheme.utf8.allSatisfy({ $0.isLetterOrDigit || "+-.".utf8.contains($0) })
    else { return nil }
    var safe = ""
    for byte in url.utf8 {
      if (0x21...0x7E).contains(byte), !"\"<>\\^`".utf8.contains(byte) {
        safe.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        safe += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
    return safe
  }

  /// Where a customer goes after paying, with the session's id filled in.
  static func filled(_ template: String?, with id: String) -> String? {
    guard var url = safe(template) else { return nil }
    for pattern in [
      "{CHECKOUT_SESSION_ID}", "%7BCHECKOUT_SESSION_ID%7D", "%7bCHECKOUT_SESSION_ID%7d",
    ] {
      url = url.replacing(pattern, with: id)
    }
    return url
  }
}

extension UInt8 {
  fileprivate var isLetterOrDigit: Bool {
    (0x30...0x39).contains(self) || (0x61...0x7A).contains(self | 0x20)
  }
}

extension Markup {
  /// The part of Markdown that Stripe's custom texts support: `**bold**` and `[links](https://…)`.
  /// Source: https://docs.stripe.com/payments/checkout/customization/policies#custom-text
  static func message(_ text: String) -> Markup {
    var parts: [Markup] = []
    var rest = text[...]
    while !rest.isEmpty {
      if rest.hasPrefix("**"), let end = rest.dropFirst(2).firstRange(of: "**") {
        parts.append(.tag("strong", [:], .text(String(rest.dropFirst(2)[..<end.lowerBound]))))
        rest = rest[end.upperBound...]
      } else if rest.hasPrefix("["), let middle = rest.firstRange(of: "]("),
        let end = rest[middle.upperBound...].firstIndex(of: ")"),
        let address = PageAddress.safe(String(rest[middle.upperBound..<end]))
      {
        let words = String(rest.dropFirst()[..<middle.lowerBound])
        parts.append(.tag("a", ["href": address, "rel": "noreferrer"], .text(words)))
        rest = rest[rest.index(after: end)...]
      } else {
        let first = rest.removeFirst()
        let end = rest.firstIndex { $0 == "[" || $0 == "*" } ?? rest.endIndex
        parts.append(.text(String(first) + rest[..<end]))
        rest = rest[end...]
      }
    }
    return .many(parts)
  }
}
