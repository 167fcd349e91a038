/// What a text says about a person, which decides how it is masked.
package enum PersonalData: Hashable, Sendable {
  case email, name, phone, address
  /// Anything else that a customer entered: tax ids, answers.
  case entered

  /// By the names on the way to a value; nil for what is not about a person.
  init?(at path: JSONPath, in root: JSON, isAnswer: Bool = false) {
    let names = path.steps.compactMap { step in
      if case .name(let name) = step { name } else { nil }
    }
    guard let name = names.last else { return nil }
    let parent = names.dropLast().last ?? Self.rootName(root)
    if let data = Self.always[name] {
      self = data
    } else if name == "name", Self.people.contains(parent) {
      self = .name
    } else if Self.addresses.contains(parent), name != "country" {
      self = .address
    } else if parent == "tax_ids" || (isAnswer && name == "value" && !names.contains("options")) {
      self = .entered
    } else {
      return nil
    }
  }

  private static func rootName(_ root: JSON) -> String { root["object"]?.string ?? "" }

  private static let always: [String: PersonalData] = [
    "email": .email, "customer_email": .email, "receipt_email": .email, "phone": .phone,
    "customer_phone": .phone, "customer_name": .name, "business_name": .name,
    "individual_name": .name, "cardholder_name": .name, "address": .address,
    "customer_address": .address,
  ]

  private static let people: Set = [
    "customer", "customer_details", "shipping_details", "shipping", "billing_details",
    "customer_shipping",
  ]

  private static let addresses: Set = ["address", "customer_address"]
}
