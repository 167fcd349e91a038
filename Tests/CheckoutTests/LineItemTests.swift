import Support
import Testing

@testable import Checkout
import Units

@Suite struct LineItemTests {
  @Test(
    arguments: [
      ([:], "$10.99"),
      (["unit_amount": nil, "unit_amount_decimal": "0.525"], "$0.00525"),
      (
        ["unit_amount": 1200, "transform_quantity": ["divide_by": 1000, "round": "up"]],
        "$12.00 per 1,000, rounded up"
      ),
      (
        [
          "unit_amount": nil, "billing_scheme": "tiered", "tiers_mode": "graduated",
          "tiers": [["up_to": 10], ["up_to": nil]],
        ], "2 tiers, graduated"
      ),
      (["unit_amount": nil, "billing_scheme": "tiered", "tiers_mode": "volume"], "tiered, volume"),
      (
        [
          "unit_amount": nil,
          "custom_unit_amount": ["minimum": 500, "maximum": 5000, "preset": 1000],
        ], "the customer decides, from $5.00, to $50.00, suggested $10.00"
      ),
      (
        ["custom_unit_amount": ["minimum": nil, "maximum": nil, "preset": nil]],
        "the customer decides"
      ),
      (["currency": nil], "1099"),
    ] as [(JSONLiteral, String)])
  func `a price is put in words`(price: JSONLiteral, words: String) {
    #expect(LineItem.make(price: price).price?.unitText == words)
  }

  @Test(arguments: [
    ("month", 1, "licensed", "every month", "/month"),
    ("month", 3, "licensed", "every 3 months", "/3 months"),
    ("year", 1, "metered", "every year, by usage", "/year"),
    ("fortnight", 2, "licensed", "every 2 fortnights", "/2 fortnights"),
  ])
  func `recurrence is put in words`(
    interval: String, count: Int, usage: String, words: String, short: String
  ) {
    let item = LineItem.make(price: [
      "recurring": [
        "interval": .string(interval), "interval_count": .int(count), "usage_type": .string(usage),
      ]
    ])
    #expect(item.price?.recurrence?.text == words)
    #expect(item.price?.recurrence?.shortText == short)
  }

  @Test func `each tier has a line`() {
    let item = LineItem.make(price: [
      "tiers": [
        ["up_to": 1000, "unit_amount": 500, "flat_amount": nil],
        ["up_to": 2000, "unit_amount": nil, "unit_amount_decimal": "0.5", "flat_amount": 1000],
        ["up_to": nil, "unit_amount": nil, "flat_amount": nil],
      ]
    ])
    #expect(
      item.price?.tierTexts == [
        "up to 1,000: $5.00 each", "up to 2,000: $0.005 each + $10.00", "above: free",
      ])
  }

  @Test func `an item without price or quantity says what it can`() {
    let bare = LineItem.make(quantity: nil, changes: ["price": nil])
    #expect(bare.price == nil && bare.unitText == nil)
    #expect(LineItemText.line(of: bare) == "T-shirt: $10.99 USD")
    let counted = LineItem.make(quantity: 2, changes: ["price": nil])
    #expect(counted.unitText == "$10.99")
    let empty = LineItem.make(quantity: 0, changes: ["price": nil])
    #expect(empty.unitText == nil)
  }

  @Test func `discounts and taxes are told where they are known`() {
    let item = LineItem.make(
      discount: 500, tax: 268,
      changes: [
        "discounts": [
          ["amount": 300, "discount": ["id": "di_1", "coupon": ["id": "x", "name": "SUMMER"]]],
          ["amount": 200, "discount": ["id": "di_2", "source": ["coupon": "FRIENDS"]]],
        ],
        "taxes": [
          [
            "amount": 268,
            "rate": ["display_name": "VAT", "percentage": .source("19.0"), "inclusive": true],
            "taxability_reason": "standard_rated",
          ]
        ],
      ])
    #expect(item.discountTexts == ["-$3.00 SUMMER", "-$2.00 FRIENDS"])
    #expect(item.taxTexts == ["$2.68 VAT 19.0% included (standard rated)"])
    #expect(LineItem.make().discountTexts.isEmpty && LineItem.make().taxTexts.isEmpty)
  }

  @Test func `an adjustable quantity has its bounds`() {
    let item = LineItem.make(changes: [
      "adjustable_quantity": ["enabled": true, "minimum": 1, "maximum": 10]
    ])
    #expect(item.adjustableText == "quantity adjustable from 1 to 10")
    let fixed = LineItem.make(changes: ["adjustable_quantity": ["enabled": false]])
    #expect(fixed.adjustableText == nil)
  }

  @Test func `a line says it all`() {
    let item = LineItem.make(
      quantity: 1, price: ["recurring": ["interval": "month", "interval_count": 3]])
    #expect(LineItemText.line(of: item) == "1 × T-shirt, $10.99, every 3 months: $10.99 USD")
    #expect(LineItemText.line(of: .make()) == "2 × T-shirt, $10.99 each: $21.98 USD")
  }

  @Test func `wrong types hide nothing else`() {
    let item = LineItem.make(changes: [
      "quantity": "two", "price": "price_1", "taxes": 7, "discounts": [1, nil],
      "amount_tax": [:], "adjustable_quantity": true,
    ])
    #expect(item.quantity == nil && item.price == nil && item.tax == nil)
    #expect(item.total == Money(2198, Currency("usd")))
    #expect(item.discountTexts.count == 2)
  }
}
