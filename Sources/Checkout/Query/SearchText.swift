package import JSON

/// What of a session is searched as text: name, e-mail, phone, reference, metadata values, answers
/// to custom fields, and the descriptions of its line items where they are known. Ids are not: they
/// are looked up by their beginning.
package enum SearchText {
  /// The folded texts, one a line, without the line items.
  package static func make(of session: Session) -> String { lines(texts(of: session)) }

  private static func lines(_ texts: [String?]) -> String {
    var lines: [String] = []
    for case let text? in texts {
      let folded = SearchFolding.fold(String(text.prefix(maximumLength)))
      if !folded.isEmpty, !lines.contains(folded) { lines.append(folded) }
    }
    return lines.joined(separator: "\n")
  }

  /// A value longer than this is searched by its beginning only: Stripe's own values are shorter.
  static let maximumLength = 1000

  private static func texts(of session: Session) -> [String?] {
    var texts: [String?] = []
    if let details = session.json["customer_details"], details.kind == .object {
      for name in ["name", "email", "phone", "business_name", "individual_name"] {
        texts.append(details[name]?.string)
      }
    }
    if let email = session.json["customer_email"]?.string, !texts.contains(email) {
      texts.append(email)
    }
    texts.append(session.clientReferenceID)
    if let metadata = session.json["metadata"] {
      for member in metadata.members { texts.append(member.value.string) }
    }
    if let fields = session.json["custom_fields"] {
      for field in fields.elements { texts.append(answer(of: field)) }
    }
    return texts
  }

  /// The customer's answer to a custom field. Source:
  /// https://docs.stripe.com/api/checkout/sessions/object#checkout_session_object-custom_fields
  package static func answer(of field: JSON) -> String? {
    for kind in ["text", "dropdown", "numeric"] {
      if let value = field[kind]?["value"]?.string { return value }
    }
    return nil
  }
}

extension SearchText {
  /// The folded descriptions of line items, one a line.
  package static func make(of lineItems: [LineItem]) -> String {
    lines(lineItems.map(\.description))
  }

  /// One text after the other; either may be empty.
  package static func join(_ one: String, _ other: String) -> String {
    if one.isEmpty { return other }
    return other.isEmpty ? one : one + "\n" + other
  }
}
