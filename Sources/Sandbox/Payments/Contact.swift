/// What a customer entered on the page, or would have: who pays, and from where.
struct Contact: Equatable, Sendable {
  var email: String?
  var name: String?
  var phone: String?
  var business: String?
  var individual: String?
  var address: Address?
  var taxID: TaxID?
  /// Who receives the goods, if the page asks for that.
  var recipient: String?
  var shipping: Address?
  var wantsPromotions = false

  struct Address: Equatable, Sendable {
    var city: String?
    var country: String?
    var line1: String?
    var line2: String?
    var postalCode: String?
    var state: String?
  }

  struct TaxID: Equatable, Sendable {
    var type: String
    var value: String
  }
}

extension Contact {
  init(_ person: Person) {
    let culture = person.culture
    email = person.email
    name = person.name
    individual = Self.kept(person.name)
    phone = person.anyPhone
    business = Self.kept(person.business)
    address = Address(
      city: culture.city, country: culture.country, line1: person.street, line2: person.unit,
      postalCode: culture.postalCode, state: culture.state)
    taxID = person.taxID.map { TaxID(type: $0.type, value: $0.value) }
    recipient = person.name
    shipping = address
  }

  /// The owner of a payment method, from its billing details.
  init(billing details: Node) {
    email = details["email"]?.string
    name = details["name"]?.string
    phone = details["phone"]?.string
    address = Address(details["address"])
    recipient = name
    shipping = address
  }

  /// What is entered by a made-up customer about whom only this is known.
  func completed(by person: Person) -> Contact {
    let other = Contact(person)
    var contact = self
    contact.email = email ?? other.email
    contact.name = name ?? other.name
    contact.phone = phone ?? other.phone
    contact.individual = individual ?? Self.kept(contact.name)
    contact.business = business ?? other.business
    if address?.isWhole != true {
      let country = address?.country ?? person.culture.country
      let isHome = country == person.culture.country
      contact.address = isHome ? other.address : .madeUp(in: [country])
    }
    if contact.address?.country == person.culture.country {
      contact.taxID = taxID ?? other.taxID
    }
    contact.recipient = recipient ?? contact.name
    contact.shipping = shipping ?? contact.address
    return contact
  }

  /// The name of a person or a company, cut to the length that Stripe keeps.
  static func kept(_ name: String?) -> String? {
    name.map { String(String.UnicodeScalarView($0.unicodeScalars.prefix(150))) }
  }
}

extension Contact {
  /// As a charge and a payment method show it.
  var billingDetails: Node {
    [
      "address": address?.node ?? .null, "email": Node(email), "name": Node(name),
      "phone": Node(phone), "tax_id": nil,
    ]
  }
}

extension SessionRecord {
  func billingDetails(of payment: Act.Payment) -> Node { payment.billing ?? contact.billingDetails }
}

extension Contact.Address {
  init(_ sent: Node?) {
    self.init(
      city: sent?["city"]?.string, country: sent?["country"]?.string,
      line1: sent?["line1"]?.string, line2: sent?["line2"]?.string,
      postalCode: sent?["postal_code"]?.string, state: sent?["state"]?.string)
  }

  /// Whether it is all that the page asks for.
  var isWhole: Bool { country != nil && line1 != nil && city != nil }

  /// The address of somebody in one of these countries.
  static func madeUp(in countries: [String]) -> Self {
    let culture = Culture.all.first { countries.contains($0.country) }
    return Self(
      city: culture?.city ?? "Springfield", country: culture?.country ?? countries.first ?? "US",
      line1: culture?.streets.first ?? "1 Main Street", line2: nil,
      postalCode: culture?.postalCode ?? "12345", state: culture?.state)
  }

  var node: Node {
    [
      "city": Node(city), "country": Node(country), "line1": Node(line1), "line2": Node(line2),
      "postal_code": Node(postalCode), "state": Node(state),
    ]
  }
}

extension Node {
  /// A text, or null without one.
  init(_ text: String?) { self = text.map { .string($0) } ?? .null }
}

extension SessionRecord {
  /// Who has filled in the form, or will fill it in.
  var contact: Contact {
    if let buyer { return buyer }
    let person = Person(number: person)
    return known?.completed(by: person) ?? Contact(person)
  }

  /// Where the order goes, and to whom: what a server wrote, or what is entered on the page. Null if
  /// nothing is shipped.
  ///
  /// The session, its payment and its tax take the address from here. Whoever lives in a country
  /// that is not allowed has the order sent to another address.
  var delivery: Node {
    if let shippingDetails { return shippingDetails }
    guard asksForShipping else { return nil }
    let asked = settings["shipping_address_collection"]?["allowed_countries"]
    let allowed = asked?.elements.compactMap(\.string) ?? []
    let contact = contact
    let entered = contact.shipping.flatMap { address in
      address.country.map(allowed.contains) == true ? address : nil
    }
    return [
      "address": (entered ?? .madeUp(in: allowed)).node,
      "name": Node(contact.recipient ?? contact.name),
    ]
  }

  /// Whether the page asks for the name of a business: for itself, or along with its tax id.
  var asksForBusiness: Bool {
    settings["name_collection"]?["business"]?["enabled"]?.bool == true
      || asks("tax_id_collection")
  }

  /// Whether the page asks for that name and takes no order without it.
  var needsBusiness: Bool {
    let asked = settings["name_collection"]?["business"]
    return asked?["enabled"]?.bool == true && asked?["optional"]?.bool != true
  }

  /// The name of the business, if the page asks for one.
  var businessName: String? {
    guard asksForBusiness else { return nil }
    return contact.business ?? (needsBusiness ? contact.name : nil)
  }

  /// The name that the session gives its customer; a business goes before the person.
  /// Source: https://docs.stripe.com/tax/advanced/tax-ids
  var customerName: String? { businessName ?? contact.name }
}

extension JSONWriter {
  mutating func address(_ address: Contact.Address?, _ name: String = "address") {
    guard let address else { return null(name) }
    object(name) { writer in
      writer.field("city", address.city)
      writer.field("country", address.country)
      writer.field("line1", address.line1)
      writer.field("line2", address.line2)
      writer.field("postal_code", address.postalCode)
      writer.field("state", address.state)
    }
  }
}
