/// The name of a field in code: Stripe's own name where it has one.
package struct FieldName: Hashable, Sendable, ExpressibleByStringLiteral {
  package let text: String

  package init(_ text: String) { self.text = text }
  package init(stringLiteral text: String) { self.init(text) }

  /// Every record has these two: what it is called, and when it was made.
  package static let id: FieldName = "id"
  package static let created: FieldName = "created"
}

/// The value of a field as the cache keeps it.
package enum FieldValue: Hashable, Sendable {
  case null
  case int(Int)
  case text(String)

  package var int: Int? {
    if case .int(let number) = self { return number }
    return nil
  }

  package var text: String? {
    if case .text(let text) = self { return text }
    return nil
  }

  package var isNull: Bool { self == .null }

  package init(_ number: Int?) { self = number.map(FieldValue.int) ?? .null }
  package init(_ text: String?) { self = text.map(FieldValue.text) ?? .null }
  package init(_ flag: Bool) { self = .int(flag ? 1 : 0) }
}

/// What kind of values a field has, which decides how they are stored, queried and compared.
package enum FieldType: Hashable, Sendable {
  /// Words for people.
  case text
  /// A telephone number, found by its digits.
  case phone
  /// The last four digits of a card, and its brand: `4242 visa`. It comes from another object.
  /// `brands`: what people call each brand.
  case card(brands: [String: String])
  /// What its ids begin with.
  case id(prefix: String)
  /// One of a few documented words. The cache stores the index in the list, and any other word
  /// unchanged.
  case choice([String])
  case flag
  case number
  /// In minor units of the currency in another field.
  case amount(currency: FieldName)
  /// A lower-case ISO 4217 code.
  case currency
  /// Unix seconds. `liesAhead`: lengths such as `7d` count forward from now.
  case time(liesAhead: Bool)
  /// Keys with values, such as metadata. It has no column.
  case map
}
