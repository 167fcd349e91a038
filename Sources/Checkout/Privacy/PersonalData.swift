package import JSON
import Query

/// What a text says about a person, which decides how it is masked.
package enum PersonalData: Hashable, Sendable {
  case email, name, phone, address
  /// Anything else that a customer entered: tax ids, answers.
  case entered

  /// From the names on the path to a value; nil for a value that is not about a person.
  init?(at path: JSONPath, in root: JSON) {
    self.init(at: path, of: root["object"]?.string)
  }

  /// The same for the root of an object of a type of Stripe's; nil for any other object.
  private init?(at path: JSONPath, of type: String?) {
    let names = path.steps.compactMap { step in
      if case .name(let name) = step { Self.joined(name) } else { nil }
    }
    guard let name = names.last else { return nil }
    let parent = names.dropLast().last ?? type ?? ""
    if let data = Self.always[name] {
      self = data
    } else if name == "name", Self.people.contains(parent) {
      self = .name
    } else if name == "display_name", type == nil || names.contains("metadata") {
      // Of Firebase's users. Stripe's own objects call tax rates, shipping and shops by it.
      self = .name
    } else if Self.addresses.contains(parent), name != "country" {
      self = .address
    } else if name == "value", Self.isEntered(names) {
      self = .entered
    } else {
      return nil
    }
  }

  /// From the names on the path to a text, otherwise from its form: an e-mail address is one
  /// anywhere.
  init?(of text: String, at path: JSONPath, in root: JSON) {
    if let named = PersonalData(at: path, in: root) {
      self = named
    } else if Self.looksLikeEmail(text) {
      self = .email
    } else {
      return nil
    }
  }

  /// An app's `customerName` or `Customer name` as Stripe writes it: `customer_name`.
  private static func joined(_ name: String) -> String {
    guard !name.utf8.allSatisfy({ (0x61...0x7A).contains($0) || $0 == 0x5F }) else { return name }
    var (joined, last) = ("", Character("_"))
    for character in name {
      if character.isUppercase, last.isLowercase || last.isNumber { joined += "_" }
      joined += " -.".contains(character) ? "_" : character.lowercased()
      last = character
    }
    return joined
  }

  private static func looksLikeEmail(_ text: String) -> Bool {
    guard text.utf8.count < 255, let at = text.utf8.firstIndex(of: UInt8(ascii: "@")) else {
      return false
    }
    return text[text.index(after: at)...].contains(".")
      && !text.contains { $0.isWhitespace || $0 == "/" }
      && text.count(where: { $0 == "@" }) == 1
  }

  /// Whether a `value` is a tax id or an answer, and not one of the options to choose from.
  private static func isEntered(_ names: [String]) -> Bool {
    names.contains("tax_ids") || (names.first == "custom_fields" && !names.contains("options"))
  }

  private static let always: [String: PersonalData] = [
    "email": .email, "customer_email": .email, "receipt_email": .email, "phone": .phone,
    "customer_phone": .phone, "customer_name": .name, "business_name": .name,
    "individual_name": .name, "cardholder_name": .name, "address": .address,
    "customer_address": .address, "shipping_address": .address, "billing_address": .address,
    // Firebase's own name, and what apps call the parts of a name.
    "phone_number": .phone, "full_name": .name, "first_name": .name, "last_name": .name,
  ]

  private static let people: Set = [
    "customer", "customer_details", "shipping_details", "shipping", "billing_details",
    "customer_shipping",
  ]

  private static let addresses: Set = [
    "address", "customer_address", "shipping_address", "billing_address",
  ]
}

// MARK: - Masks

extension PersonalData {
  /// The text to show while the privacy mask is on: enough to recognise it, too little to know it.
  /// It does not reveal the length of the original.
  package func masked(_ text: String) -> String {
    if text.isEmpty { return "" }
    return switch self {
    case .email: Self.maskedEmail(text)
    case .name: text.split(whereSeparator: \.isWhitespace).map(Self.initial).joined(separator: " ")
    case .phone: Self.maskedPhone(text)
    case .address, .entered: Self.gap
    }
  }

  /// The text of a value with all masked that is about a person.
  static func masking(_ text: String, at path: JSONPath, in root: JSON) -> String {
    PersonalData(of: text, at: path, in: root)?.masked(text) ?? maskingEmails(in: text)
  }

  /// The same for a value of a document, by the app's own names.
  package static func masking(_ text: String, at path: JSONPath) -> String {
    let isEmail = looksLikeEmail(text)
    return (PersonalData(at: path, of: nil) ?? (isEmail ? .email : nil))?.masked(text)
      ?? maskingEmails(in: text)
  }

  /// A text with the e-mail addresses in it masked; the text around them stays.
  package static func maskingEmails(in text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "@")) else { return text }
    var (masked, rest) = ("", Substring(text))
    while let start = rest.firstIndex(where: isInEmail) {
      let word = rest[start...].prefix(while: isInEmail)
      // Full stops at the end are those of the sentence.
      let stops = word.suffix(word.reversed().prefix { $0 == "." }.count)
      let address = String(word.dropLast(stops.count))
      masked += rest[..<start] + (address.contains("@") ? email.masked(address) : address) + stops
      rest = rest[word.endIndex...]
    }
    return masked + rest
  }

  private static func isInEmail(_ character: Character) -> Bool {
    character == "@" || EmailScanner.belongsToName(character)
  }

  private static let gap = "…"

  private static func initial(_ word: Substring) -> String { word.prefix(1) + gap }

  /// `j…@e….com`.
  private static func maskedEmail(_ text: String) -> String {
    guard let at = text.lastIndex(of: "@"), at != text.startIndex else { return gap }
    let domain = text[text.index(after: at)...]
    let ending = domain.lastIndex(of: ".").map { domain[$0...] } ?? ""
    return "\(initial(text[..<at]))@\(initial(domain))\(ending)"
  }

  /// The last two digits: support staff ask for these on the phone.
  private static func maskedPhone(_ text: String) -> String {
    let digits = text.filter(\.isNumber)
    return digits.count > 4 ? gap + digits.suffix(2) : gap
  }
}

extension Field {
  /// A copy with masked text, here and below, where it is about a person or has an e-mail address in
  /// it.
  package func masked() -> Field {
    var field = self
    field.text = personal?.masked(text) ?? PersonalData.maskingEmails(in: text)
    field.children = children.map { $0.masked() }
    return field
  }
}
