import Query
import Support
import Testing

@testable import Checkout
import JSON

@Suite struct PrivacyTests {
  @Test(
    arguments: [
      (.email, "jane.doe@example.com", "j…@e….com"), (.email, "j@localhost", "j…@l…"),
      (.email, "not an address", "…"), (.email, "@x.de", "…"),
      (.name, "Jane van Doe", "J… v… D…"), (.name, "山田 太郎", "山… 太…"),
      (.phone, "+49 170 1234567", "…67"), (.phone, "1234", "…"),
      (.address, "1 Main St", "…"), (.entered, "DE123", "…"), (.name, "", ""),
    ] as [(PersonalData, String, String)])
  func `a mask shows enough to recognise`(kind: PersonalData, text: String, masked: String) {
    #expect(kind.masked(text) == masked)
  }

  @Test func `of each text field it is known whether it is about a person`() throws {
    var (personal, other): ([String], [String]) = ([], [])
    for field in Session.fields.fields where [.text, .phone, .map].contains(field.type) {
      let isPersonal = try field.paths.map { path in
        let names = path.split(separator: ".").filter { $0 != "*" }
        let steps = names.map { JSONPath.Step.name(String($0)) }
        return try PersonalData(at: JSONPath(steps), in: JSON(parsing: "{}")) != nil
      }
      #expect(Set(isPersonal).count <= 1, "\(field.name.text): the same at all of its paths")
      if isPersonal.contains(true) {
        personal.append(field.name.text)
      } else {
        other.append(field.name.text)
      }
    }
    let advice: Comment = """
      Is the new field about a person? Then PersonalData has to know its paths, and
      State.shown(_: SessionSummary) the field if the list can show it.
      """
    #expect(
      personal == ["name", "other_names", "addresses", "email", "phone", "custom_fields"], advice)
    #expect(
      other == ["payment_method", "decline", "country", "client_reference_id", "metadata"], advice)
  }

  static let revealing: JSONLiteral = [
    "customer_details": [
      "email": "xjane@xmail.example", "name": "Xjane Xdoe", "phone": "+4917099999",
      "address": ["line1": "Xstreet 1", "city": "Xtown", "country": "DE", "postal_code": "98765"],
      "tax_ids": [["type": "eu_vat", "value": "XDE12345"]],
    ],
    "customer_email": "xjane@xmail.example", "client_reference_id": "xjane@xmail.example",
    "collected_information": [
      "shipping_details": ["name": "Xjane Xdoe", "address": ["line1": "Xstreet 1"]],
      "business_name": "Xcorp", "individual_name": "Xjane Xdoe",
    ],
    "custom_fields": [
      [
        "key": "nick", "label": ["type": "custom", "custom": "Nick name"], "type": "text",
        "text": ["value": "Xjanie"],
      ]
    ],
    "customer": ["id": "cus_1", "object": "customer", "name": "Xjane Xdoe"],
    "metadata": ["mail": "xjane@xmail.example"],
  ]

  private let secrets = [
    "jane@", "mail.example", "jane Xdoe", "170999", "street", "town", "98765",
    "DE12345", "Xcorp", "anie",
  ]

  @Test func `no field shows a person behind the mask`() {
    let session = Session.make(changes: Self.revealing)
    let shown = SessionText(of: session, at: Session.morning, masked: true).lines.joined()
    for secret in secrets { #expect(!shown.contains(secret), "\(secret)") }
    let plain = SessionText(of: session, at: Session.morning).lines.joined()
    for secret in secrets { #expect(plain.contains(secret), "\(secret)") }
  }

  @Test func `neither fields nor raw lines of a document show a person`() throws {
    func map(_ fields: JSONLiteral) -> JSONLiteral { ["mapValue": ["fields": fields]] }
    let document = try #require(
      CheckoutDocument.make(
        user: "xjane@xmail.example",
        fields: CheckoutDocument.failure("Nobody is xjane@xmail.example here").merging([
          "metadata": map(["phone": ["stringValue": "+4917099999"]]),
          "shipping": map([
            "name": ["stringValue": "Xjane Xdoe"],
            "address": map(["line1": ["stringValue": "Xstreet 1"]]),
          ]),
          "friends": ["arrayValue": ["values": [map(["email": ["stringValue": "xjane@xmail"]])]]],
        ])))
    let raw = JSONLines(document.json, maskingSecrets: true, masksPersonalData: true).text
    let groups = FieldGroup.groups(of: document)
    let fields = "\(groups.flatMap(\.fields).map { Self.texts(of: $0.masked()) })"
    for secret in secrets {
      #expect(!raw.contains(secret), "\(secret)")
      #expect(!fields.contains(secret), "\(secret)")
    }
    #expect(raw.contains("Nobody is x…@x….example here"))
  }

  @Test func `an app's own names of what is about a person are known`() throws {
    let names = [
      "customerName", "displayName", "fullName", "firstName", "lastName", "cardholderName",
      "phoneNumber", "customerPhone", "phone_number", "shippingAddress", "customerAddress",
      "customer name", "First-Name", "Full Name", "phone.number",
    ]
    let people: JSONLiteral = .object(
      names.map { ($0, ["stringValue": "Xjane Xdoe 170999 Xstreet"]) })
    let document = try #require(
      CheckoutDocument.make(fields: [
        "metadata": ["mapValue": ["fields": people]],
        "customerDetails": ["mapValue": ["fields": ["name": ["stringValue": "Xjane Xdoe"]]]],
        "productName": ["stringValue": "Poster"], "name": ["stringValue": "Frame"],
      ]))
    let user = JSON.make([
      "name": "projects/shop/databases/(default)/documents/customers/ada",
      "fields": [
        "name": ["stringValue": "Xjane Xdoe"], "displayName": ["stringValue": "Xjane Xdoe"],
      ],
    ])
    let raw = [document.json, user].map {
      JSONLines($0, maskingSecrets: true, masksPersonalData: true).text
    }.joined()
    let groups = FieldGroup.groups(of: document) + FieldGroup.groups(ofUser: user)
    let fields = "\(groups.flatMap(\.fields).map { Self.texts(of: $0.masked()) })"
    for secret in ["jane", "doe", "170999", "street"] {
      #expect(!raw.contains(secret), "\(secret)")
      #expect(!fields.contains(secret), "\(secret)")
    }
    for other in ["Poster", "Frame", "customers/ada"] {
      #expect(raw.contains(other) && fields.contains(other), "\(other)")
    }
    let column = JSONPath([.name("metadata"), .name("customerName")])
    #expect(PersonalData.masking("Xjane Xdoe", at: column) == "X… X…")
    let title = JSONPath([.name("metadata"), .name("title")])
    #expect(PersonalData.masking("ask a@b.example", at: title) == "ask a…@b….example")
  }

  @Test func `what Stripe calls a tax, shipping or a shop is no person`() {
    for name in ["taxes", "shipping_rate", "branding_settings"] {
      let object = JSON.make(["object": "checkout.session", .init(name): ["display_name": "VAT"]])
      let text = JSONLines(object, maskingSecrets: true, masksPersonalData: true).text
      #expect(text.contains("VAT"), "\(name)")
    }
    let own = JSON.make(["object": "checkout.session", "metadata": ["displayName": "Xjane"]])
    #expect(
      !JSONLines(own, maskingSecrets: true, masksPersonalData: true).text.contains("Xjane"))
  }

  private static func texts(of field: Field) -> [String] {
    [field.text] + field.children.flatMap { texts(of: $0) }
  }

  @Test func `no raw line does either`() {
    let session = Session.make(changes: Self.revealing)
    let lines = JSONLines(session.json, maskingSecrets: true, masksPersonalData: true)
    for secret in secrets { #expect(!lines.text.contains(secret), "\(secret)") }
    #expect(lines.text.contains("\"DE\"") && lines.text.contains("Nick name"))
  }

  @Test(arguments: [
    ("nothing for “jane.doe@example.is”.", "nothing for “j…@e….is”."),
    (
      "Stripe (customer_details[email]=jane@example.com): 1",
      "Stripe (customer_details[email]=j…@e….com): 1"
    ),
    ("ask jane@example.com. Or not…", "ask j…@e….com. Or not…"),
    ("<jane@example.com>,bob@x.de", "<j…@e….com>,b…@x….de"),
    ("d'angelo@example.com asks", "d…@e….com asks"), ("@ ... and @", "… ... and …"),
    ("no address", "no address"),
  ])
  func `addresses are masked in a sentence, and nothing else`(text: String, masked: String) {
    #expect(PersonalData.maskingEmails(in: text) == masked)
  }
}
