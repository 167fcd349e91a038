import Support
import Testing

@testable import Checkout
import JSON
import Units

@Suite struct FieldGroupTests {
  private func groups(_ changes: JSONLiteral = [:]) -> [FieldGroup] {
    FieldGroup.groups(of: .make(changes: changes))
  }

  private func field(_ path: String, in groups: [FieldGroup]) throws -> Field {
    func find(in fields: [Field]) -> Field? {
      for field in fields {
        if field.path.description == path { return field }
        if let found = find(in: field.children) { return found }
      }
      return nil
    }
    return try #require(find(in: groups.flatMap(\.fields)))
  }

  @Test func `the outline has all 69 fields of the newest version once`() {
    let current = FieldOutline.session.rules.filter { !$0.isFormer }.map(\.name)
    #expect(current.count == 69)
    #expect(Set(current).count == 69)
  }

  @Test func `groups come in the order of the detail pane`() {
    let kinds = groups().map(\.kind)
    let elsewhere: Set<FieldGroup.Kind> = [
      .story, .document, .firestore, .answer, .wishes, .other,
    ]
    #expect(kinds == FieldGroup.Kind.allCases.filter { !elsewhere.contains($0) })
  }

  @Test func `money, times and links are told apart`() throws {
    let groups = groups(["payment_intent": "pi_123", "currency": "isk", "amount_total": 500])
    let total = try field("amount_total", in: groups)
    #expect(total.kind == .money(Money(500, Currency("isk"))))
    #expect(total.note == "500 minor units")
    #expect(total.label == "Total")
    let created = try field("created", in: groups)
    #expect(created.kind == .time(Session.morning))
    #expect(created.text == "2026-11-14 09:38:55 UTC")
    let intent = try field("payment_intent", in: groups)
    #expect(intent.kind == StripeID("pi_123").map { .link($0) })
    #expect(try field("success_url", in: groups).kind == .url)
    #expect(try field("livemode", in: groups).text == "no")
  }

  @Test func `null, absent and empty are three things, and all fold`() throws {
    let groups = groups(["cancel_url": nil, "return_url": .absent])
    #expect(try field("cancel_url", in: groups).kind == .blank(.null))
    #expect(try field("return_url", in: groups).kind == .blank(.absent))
    #expect(try field("custom_fields", in: groups).kind == .blank(.empty))
    let urls = try #require(groups.first { $0.kind == .urls })
    #expect(urls.present.map(\.path.description) == ["url", "success_url"])
    #expect(urls.blankCount == 3)
    #expect(groups.first { $0.kind == .customFields }?.isBlank == true)
  }

  @Test func `an object of nulls folds away as a whole`() throws {
    #expect(try field("custom_text", in: groups()).isBlank)
  }

  @Test func `secrets are hidden at every depth, by name and by shape`() throws {
    let groups = groups([
      "client_secret": "cs_test_1_secret_abc",
      "payment_intent": [
        "id": "pi_1", "object": "payment_intent", "client_secret": "pi_1_secret_abc",
        "novelty": "pi_1_secret_def",
      ],
    ])
    for path in ["client_secret", "payment_intent.client_secret", "payment_intent.novelty"] {
      let secret = try field(path, in: groups)
      #expect(secret.kind == .secret)
      #expect(!secret.text.contains("abc") && secret.copyText == nil)
    }
  }

  @Test func `fields of tomorrow stand under Other`() throws {
    let groups = groups(["moon_phase": ["illumination": 40, "name": "waning"]])
    let other = try #require(groups.first { $0.kind == .other })
    #expect(other.fields.map(\.label) == ["Moon phase"])
    #expect(other.fields.first?.children.map(\.text) == ["40", "waning"])
  }

  @Test func `the second of two members with one name is not lost`() throws {
    let json = JSON.make(.source(#"{"object":"checkout.session","mode":"payment","mode":"setup"}"#))
    let other = try #require(FieldGroup.groups(of: json).first { $0.kind == .other })
    #expect(other.fields.map(\.text) == ["setup"])
  }

  @Test func `a wrong type is shown as it was sent`() throws {
    let groups = groups([
      "amount_total": "a lot", "created": 1, "expires_at": ["soon"], "metadata": 7,
      "custom_fields": "none", "total_details": [1], "currency": 12,
    ])
    #expect(try field("amount_total", in: groups).text == "a lot")
    #expect(try field("expires_at", in: groups).text == "soon")
    #expect(try field("metadata", in: groups).text == "7")
    #expect(try field("custom_fields", in: groups).text == "none")
    #expect(try field("amount_subtotal", in: groups).note == "minor units")
  }

  @Test func `a custom field is a question and its answer`() throws {
    let groups = groups([
      "custom_fields": [
        [
          "key": "size", "label": ["type": "custom", "custom": "Shirt size"], "optional": false,
          "type": "dropdown",
          "dropdown": [
            "default_value": nil, "value": "l",
            "options": [["label": "Large", "value": "l"], ["label": "Small", "value": "s"]],
          ],
        ],
        ["key": "note", "label": ["type": "custom", "custom": nil], "type": "text", "text": nil],
      ]
    ])
    let fields = try #require(groups.first { $0.kind == .customFields }).fields
    #expect(fields.map(\.label) == ["Shirt size", "note"])
    #expect(fields.map(\.text) == ["Large", "no answer"])
    #expect(fields.first?.personal == .entered)
    #expect(fields.first?.children.count == 5)
  }

  @Test func `metadata keeps its own names`() throws {
    let groups = groups(["metadata": ["order_id": "6735", "Größe": "L"]])
    let fields = try #require(groups.first { $0.kind == .metadata }).fields
    #expect(fields.map(\.label) == ["order_id", "Größe"])
    #expect(fields.first?.path.description == "metadata.order_id")
    #expect(fields.first?.copyText == "6735")
  }

  @Test(arguments: [
    ("hosted", "now hosted_page"), ("embedded", "now embedded_page"), ("custom", "now elements"),
    ("hosted_page", nil), ("form", nil), ("hologram", nil),
  ])
  func `both sets of words for the UI mode mean the same`(word: String, note: String?) throws {
    let field = try field("ui_mode", in: groups(["ui_mode": .string(word)]))
    #expect(field.text == word && field.note == note)
  }

  @Test func `amounts take the currency of the object that they stand in`() throws {
    let groups = groups([
      "presentment_details": ["presentment_amount": 4200, "presentment_currency": "jpy"]
    ])
    let path = "presentment_details.presentment_amount"
    #expect(try field(path, in: groups).text == "¥4,200")
    #expect(try field("amount_total", in: groups).text == "$21.98")
  }

  @Test func `personal data is marked`() throws {
    let groups = groups([
      "customer_details": [
        "email": "jane@example.com", "name": "Jane Doe", "phone": "+4912345", "tax_exempt": "none",
        "address": [
          "city": "Berlin", "country": "DE", "line1": "Weg 1", "line2": nil, "postal_code": "10115",
          "state": nil,
        ],
      ]
    ])
    #expect(try field("customer_details.email", in: groups).personal == .email)
    #expect(try field("customer_details.name", in: groups).personal == .name)
    #expect(try field("customer_details.phone", in: groups).personal == .phone)
    let address = try field("customer_details.address", in: groups)
    #expect(address.text == "Weg 1, 10115 Berlin, DE")
    #expect(address.personal == .address)
    #expect(try field("customer_details.address.city", in: groups).personal == .address)
    #expect(try field("customer_details.address.country", in: groups).personal == nil)
    #expect(try field("customer_details.tax_exempt", in: groups).personal == nil)
  }

  @Test(arguments: [
    "payment_intent", "charge", "customer", "subscription", "invoice", "payment_link", "novelty",
  ])
  func `related objects are grouped too, and none of their fields is lost`(name: String) {
    let json = JSON.make([
      "id": "x_1", "object": .string(name), "status": "active", "unheard_of": [1, 2],
      "deleted": true, "client_secret": "x_1_secret_y",
    ])
    let fields = FieldGroup.groups(of: json).flatMap(\.fields).filter { $0.json != nil }
    #expect(
      Set(fields.map(\.path.description))
        == ["id", "object", "status", "unheard_of", "deleted", "client_secret"])
    #expect(fields.allSatisfy { !$0.text.contains("secret_y") })
  }
}
