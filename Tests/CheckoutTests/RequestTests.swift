import Support
import Testing

@testable import Checkout
import Units

@Suite struct RequestTests {
  @Test func `a request is shown for curl, without the key`() {
    let retrieve = RequestText(
      .retrieve("cs_test_1"), [FormParameter("expand[]", "line_items")], livemode: false)
    #expect(
      retrieve.curl(version: "2026-09-30.endive")
        == "curl -G https://api.stripe.com/v1/checkout/sessions/cs_test_1"
        + " -u \"$STRIPE_API_KEY:\" -H 'Stripe-Version: 2026-09-30.endive'"
        + " --data-urlencode 'expand[]=line_items'")
    let expire = RequestText(.expire("cs_test_1"), livemode: false)
    #expect(
      expire.curl(base: "http://127.0.0.1:9", version: "v")
        == "curl -X POST http://127.0.0.1:9/v1/checkout/sessions/cs_test_1/expire"
        + " -u \"$STRIPE_API_KEY:\" -H 'Stripe-Version: v'")
  }

  @Test(
    arguments: [
      (.retrieve("cs_1"), "retrieve cs_1"), (.lineItems("cs_1"), "list_line_items cs_1"),
      (.expire("cs_1"), "expire cs_1"), (.update("cs_1"), "update cs_1"), (.create, "create"),
      (.list, "list"),
    ] as [(RequestText.Action, String)])
  func `a request is shown for Stripe's program`(action: RequestText.Action, words: String) {
    #expect(
      RequestText(action, livemode: true).stripeCommand
        == "stripe checkout sessions \(words) --live")
  }

  @Test(arguments: [
    ("plain_1.2", "plain_1.2"), ("", "''"), ("a b", "'a b'"), ("it's", #"'it'\''s'"#),
    ("$(rm)", "'$(rm)'"), ("a\nb", "'a\nb'"), ("`x`;", "'`x`;'"), ("~", "'~'"),
  ])
  func `a value is one word of the shell`(text: String, word: String) {
    #expect(RequestText.quoted(text) == word)
  }
}

@Suite struct CreateFormTests {
  private func pairs(_ form: CreateForm) -> [String] {
    form.parameters.map { "\($0.name)=\($0.value)" }
  }

  @Test func `a form becomes parameters in the order of the reference`() {
    var form = CreateForm(mode: .subscription)
    form.items = [
      .init(.price("price_1"), quantity: nil),
      .init(
        .inline(
          .init(.name("Tea"), unitAmount: "1099", Currency("EUR"), every: "month", count: 3)),
        quantity: 2),
      .init(.inline(.init(.id("prod_1"), unitAmount: "0.5", Currency("usd")))),
    ]
    form.customerEmail = "jane@example.com"
    form.successURL = "https://shop.example/thanks"
    form.allowPromotionCodes = true
    form.expiresAt = 1_000
    form.allowedPaymentMethodTypes = ["card", "sepa_debit"]
    form.metadata = [FormParameter("order", "1")]
    form.others = [FormParameter("tax_id_collection[enabled]", "true")]
    #expect(
      pairs(form) == [
        "mode=subscription", "line_items[0][price]=price_1",
        "line_items[1][price_data][currency]=eur",
        "line_items[1][price_data][product_data][name]=Tea",
        "line_items[1][price_data][unit_amount]=1099",
        "line_items[1][price_data][recurring][interval]=month",
        "line_items[1][price_data][recurring][interval_count]=3", "line_items[1][quantity]=2",
        "line_items[2][price_data][currency]=usd", "line_items[2][price_data][product]=prod_1",
        "line_items[2][price_data][unit_amount_decimal]=0.5", "line_items[2][quantity]=1",
        "customer_email=jane@example.com", "success_url=https://shop.example/thanks",
        "expires_at=1000", "allow_promotion_codes=true", "allowed_payment_method_types[0]=card",
        "allowed_payment_method_types[1]=sepa_debit", "metadata[order]=1",
        "tax_id_collection[enabled]=true",
      ])
  }

  @Test func `a form in order has no problems`() {
    var form = CreateForm()
    form.items = [.init(.price("price_1"))]
    form.successURL = "https://shop.example/thanks"
    form.expiresAt = 1_000 + 1_800
    #expect(form.problems(at: 1_000).isEmpty)
    var setup = CreateForm(mode: .setup)
    setup.uiMode = "embedded_page"
    setup.returnURL = "https://shop.example/back"
    #expect(setup.problems(at: 0).isEmpty)
  }

  struct Refusal: Sendable {
    let problem: String
    let change: @Sendable (inout CreateForm) -> Void

    init(_ problem: String, _ change: @escaping @Sendable (inout CreateForm) -> Void) {
      self.problem = problem
      self.change = change
    }
  }

  static let refusals = [
    Refusal("payment mode needs at least one line item") { $0.items = [] },
    Refusal("setup mode takes no line items") { $0.mode = .setup },
    Refusal("at most 100 line items are allowed") {
      $0.items = Array(repeating: .init(.price("price_1")), count: 101)
    },
    Refusal("subscription mode needs a recurring price") {
      $0.mode = .subscription
      $0.items = [.init(.inline(.init(.name("Tea"), unitAmount: "1", Currency("usd"))))]
    },
    Refusal("a success URL is needed") { $0.successURL = nil },
    Refusal("an embedded page needs a return URL") { $0.uiMode = "embedded_page" },
    Refusal("give a customer or an e-mail, not both") {
      $0.customer = "cus_1"
      $0.customerEmail = "jane@example.com"
    },
    Refusal("it must expire between 30 minutes and 24 hours from now") { $0.expiresAt = 1_799 },
    Refusal("it must expire between 30 minutes and 24 hours from now") { $0.expiresAt = .max },
    Refusal("the client reference may have 200 characters") {
      $0.clientReferenceID = String(repeating: "x", count: 201)
    },
    Refusal("metadata names may have 40 characters, values 500") {
      $0.metadata = [FormParameter(String(repeating: "x", count: 41), "")]
    },
    Refusal("at most 50 metadata entries are allowed") {
      $0.metadata = (0...50).map { FormParameter("\($0)", "") }
    },
  ]

  @Test(arguments: refusals)
  func `what Stripe would refuse is said before`(refusal: Refusal) {
    var form = CreateForm()
    form.items = [.init(.price("price_1"))]
    form.successURL = "https://shop.example/thanks"
    refusal.change(&form)
    #expect(form.problems(at: 0) == [refusal.problem])
  }

  @Test func `what depends on the mode is only sent where it is allowed`() {
    let changes: JSONLiteral = [
      "payment_method_collection": "always", "customer_creation": "always", "ui_mode": "embedded",
      "payment_method_configuration_details": ["id": "pmc_1", "parent": nil],
    ]
    let payment = pairs(CreateForm(similarTo: .make(changes: changes), items: []))
    #expect(payment.contains("customer_creation=always"))
    #expect(payment.contains("ui_mode=embedded_page"))
    #expect(payment.contains("payment_method_configuration=pmc_1"))
    #expect(!payment.contains { $0.hasPrefix("payment_method_types") })
    let known = changes.merging(["customer": "cus_1", "customer_email": "jane@example.com"])
    let subscription = pairs(
      CreateForm(similarTo: .make(mode: "subscription", changes: known), items: []))
    #expect(subscription.contains("payment_method_collection=always"))
    #expect(subscription.contains("customer=cus_1"))
    #expect(!subscription.contains { $0.hasPrefix("customer_") })
  }

  @Test func `another like this one takes over all that can be asked for again`() {
    let session = Session.make(changes: [
      "allow_promotion_codes": nil, "allowed_payment_method_types": ["card"],
      "discounts": [["coupon": "SPRING", "promotion_code": nil]],
      "custom_fields": [
        [
          "key": "size", "label": ["custom": "Size", "type": "custom"], "optional": false,
          "text": ["default_value": nil, "maximum_length": 3, "minimum_length": nil, "value": "M"],
          "type": "text",
        ]
      ],
      "after_expiration": [
        "recovery": [
          "allow_promotion_codes": false, "enabled": true, "expires_at": 5, "url": "https://r",
        ]
      ],
      "branding_settings": ["button_color": "#635bff", "icon": nil],
      "shipping_options": [["shipping_amount": 500, "shipping_rate": "shr_1"]],
      "payment_intent": "pi_1",
    ])
    let sent = Set(pairs(CreateForm(similarTo: session, items: [])))
    #expect(
      sent.isSuperset(of: [
        "allowed_payment_method_types[0]=card", "discounts[0][coupon]=SPRING",
        "custom_fields[0][key]=size", "custom_fields[0][text][maximum_length]=3",
        "custom_fields[0][label][type]=custom", "after_expiration[recovery][enabled]=true",
        "branding_settings[button_color]=#635bff", "shipping_options[0][shipping_rate]=shr_1",
      ]))
    #expect(!sent.contains { $0.contains("[value]") || $0.contains("[expires_at]") })
    #expect(CreateForm.uncopied(of: session) == ["its payment's"])
  }

  @Test func `elements do without a return URL`() {
    var form = CreateForm()
    form.items = [.init(.price("price_1"))]
    form.uiMode = "elements"
    #expect(form.problems(at: 0).isEmpty)
    form.uiMode = "embedded_page"
    form.others = [FormParameter("redirect_on_completion", "never")]
    #expect(form.problems(at: 0).isEmpty)
    form.others = [FormParameter("redirect_on_completion", "if_required")]
    #expect(form.problems(at: 0) == ["an embedded page needs a return URL"])
    #expect(UIMode.successor(of: "custom") == "elements")
    #expect(UIMode.successor(of: "elements") == nil)
  }

  @Test func `a session from before there was a time of creation is one`() {
    let json = Session.make(changes: ["created": nil, "expires_at": 1_700_086_400]).json
    #expect(Session(json)?.created == 1_700_000_000)
  }

  @Test func `another like this one has its shape and not its history`() {
    let session = Session.make(
      status: "complete", paymentStatus: "paid", mode: "subscription", metadata: ["order": "1"],
      changes: [
        "payment_intent": "pi_1", "customer_email": "jane@example.com",
        "client_reference_id": "ref", "locale": "de", "recovered_from": "cs_test_0",
        "automatic_tax": ["enabled": true, "liability": ["type": "self"], "status": "complete"],
        "shipping_address_collection": ["allowed_countries": ["DE", "AT"]],
        "phone_number_collection": ["enabled": false],
      ])
    let recurring: JSONLiteral = [
      "recurring": ["interval": "month", "interval_count": 1, "usage_type": "metered"]
    ]
    let items = [
      LineItem.make(price: recurring),
      .make(
        quantity: 3,
        price: ["active": false, "unit_amount": nil, "unit_amount_decimal": "0.5"]),
      .make(changes: ["price": nil]),
    ]
    #expect(
      pairs(CreateForm(similarTo: session, items: items)) == [
        "mode=subscription", "line_items[0][price]=price_till0001",
        "line_items[1][price_data][currency]=usd",
        "line_items[1][price_data][product_data][name]=T-shirt",
        "line_items[1][price_data][unit_amount_decimal]=0.5", "line_items[1][quantity]=3",
        "customer_email=jane@example.com", "client_reference_id=ref", "ui_mode=hosted_page",
        "success_url=https://shop.example/thanks", "cancel_url=https://shop.example/cart",
        "allow_promotion_codes=false", "locale=de", "allowed_payment_method_types[0]=card",
        "metadata[order]=1", "adaptive_pricing[enabled]=true", "automatic_tax[enabled]=true",
        "automatic_tax[liability][type]=self",
        "phone_number_collection[enabled]=false",
        "shipping_address_collection[allowed_countries][0]=DE",
        "shipping_address_collection[allowed_countries][1]=AT",
      ])
  }
}
