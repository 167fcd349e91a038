import Query

/// What somebody pasted to find a session by: an id, an e-mail, an address, or plain text.
package enum Lookup: Hashable, Sendable {
  case session(String)
  case paymentIntent(String)
  case subscription(String)
  case customer(String)
  case paymentLink(String)
  case invoice(String)
  case email(String)
  case text(String)

  /// Reads what was pasted; nil for nothing but white space. An id is found inside an address of the
  /// Dashboard or of a checkout page; of a client secret only the id is kept.
  package init?(_ pasted: String) {
    let text = pasted.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard !text.isEmpty else { return nil }
    if let lookup = Self.words(of: text).lazy.compactMap(Self.id).first {
      self = lookup
    } else if Self.isEmail(text) {
      self = .email(text)
    } else {
      self = .text(text)
    }
  }

  /// Whether it cannot be anything else, so that `till ANYTHING` may take it for a look-up.
  package var isUnmistakable: Bool {
    if case .text = self { return false }
    return true
  }

  /// Whether it is a query with fields, which a look-up takes for mere text.
  package var isQuery: Bool {
    guard case .text(let text) = self else { return false }
    return RecordQuery.hasField(text, of: Session.fields)
  }

  /// Why it cannot be found with a key of the other mode; nil when nothing speaks against it.
  package func mismatch(livemode: Bool) -> String? {
    guard case .session(let id) = self else { return nil }
    if id.hasPrefix("cs_live_"), !livemode {
      return "\(id.prefix(16))… is a live session, and the key is for test mode"
    }
    if id.hasPrefix("cs_test_"), livemode {
      return "\(id.prefix(16))… is a test session, and the key is for live mode"
    }
    return nil
  }

  private static func words(of text: String) -> [Substring] {
    guard text.contains("/") else { return text.contains(" ") ? [] : [text[...]] }
    return text.split { "/?#&=".contains($0) }
  }

  private static func id(in word: Substring) -> Lookup? {
    let name = word.firstRange(of: "_secret_").map { word[..<$0.lowerBound] } ?? word
    guard let id = StripeID(String(name)), id.text.count > id.kind.rawValue.count + 4 else {
      return nil
    }
    return switch id.kind {
    case .session: .session(id.text)
    case .paymentIntent: .paymentIntent(id.text)
    case .subscription: .subscription(id.text)
    case .customer: .customer(id.text)
    case .paymentLink: .paymentLink(id.text)
    case .invoice: .invoice(id.text)
    default: nil
    }
  }

  private static func isEmail(_ text: String) -> Bool {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    return parts.count == 2 && !parts[0].isEmpty && parts[1].contains(".") && !text.contains(" ")
      && !text.contains("/") && parts[1].first != "." && parts[1].last != "."
  }
}
