package import Checkout
import JSON

extension CheckoutDocument {
  /// A document as Firestore sends it. `fields` are values in REST form; they are added to those of
  /// a purchase that waits for its session.
  package static func make(
    id: String = "d1", user: String = "u1", customers: CustomersCollection = .usual,
    createTime: String = "2026-11-26T12:00:00.123456Z", fields: JSONLiteral = [:]
  ) -> CheckoutDocument? {
    let wishes: JSONLiteral = [
      "mode": ["stringValue": "payment"],
      "price": ["stringValue": "price_1"],
      "success_url": ["stringValue": "https://shop.example/done"],
      "cancel_url": ["stringValue": "https://shop.example/cart"],
      "metadata": ["mapValue": ["fields": ["order": ["stringValue": "A-1001"]]]],
    ]
    let path = "\(customers.path)/\(user)/\(CustomersCollection.sessions)/\(id)"
    let document: JSONLiteral = [
      "name": "projects/shop/databases/(default)/documents/\(path)",
      "fields": wishes.merging(fields), "createTime": .string(createTime),
      "updateTime": .string(createTime),
    ]
    return CheckoutDocument(.make(document), in: customers)
  }

  /// What the extension adds after a success.
  package static let answer: JSONLiteral = [
    "client": ["stringValue": "web"],
    "sessionId": ["stringValue": "cs_test_a1"],
    "url": ["stringValue": "https://checkout.stripe.com/c/pay/cs_test_a1"],
    "created": ["timestampValue": "2026-11-26T12:00:01.500Z"],
  ]

  /// What the extension adds for a mobile app.
  package static let mobileAnswer: JSONLiteral = [
    "client": ["stringValue": "mobile"],
    "customer": ["stringValue": "cus_1"],
    "created": ["timestampValue": "2026-11-26T12:00:01.500Z"],
    "ephemeralKeySecret": ["stringValue": "ek_test_verysecret"],
    "paymentIntentClientSecret": ["stringValue": "pi_1_secret_verysecret"],
    "setupIntentClientSecret": ["nullValue": nil],
  ]

  package static func failure(_ message: String) -> JSONLiteral {
    ["error": ["mapValue": ["fields": ["message": ["stringValue": .string(message)]]]]]
  }
}
