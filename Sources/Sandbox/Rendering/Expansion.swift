/// The `expand[]` parameters of a request as a tree of fields.
/// Source: https://docs.stripe.com/expand
struct Expansion: Sendable {
  private var children: [String: Expansion] = [:]

  static let none = Expansion()

  /// Stripe's limit on the depth of a path.
  private static let deepest = 4

  /// What stands below a field; nil if the field is not to be expanded.
  subscript(field: String) -> Expansion? { children[field] }

  func includes(_ field: String) -> Bool { children[field] != nil }

  init() {}

  /// The paths start from an object on which these fields can be expanded.
  init(_ paths: [String], of fields: Expandable) throws(APIError) {
    for path in paths {
      let names = path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
      guard names.count <= Self.deepest + 1 else {
        throw .invalid(
          "You cannot expand more than 4 levels of a property. Property: \(path)", param: "expand")
      }
      guard fields.allows(names[...]) else {
        throw .invalid("This property cannot be expanded (\(path)).", param: "expand")
      }
      insert(names[...])
    }
  }

  private mutating func insert(_ names: ArraySlice<String>) {
    guard let name = names.first else { return }
    children[name, default: Expansion()].insert(names.dropFirst())
  }
}

/// Which fields of an object can be expanded, and what is then found there.
struct Expandable: Sendable {
  let fields: [String: Expandable]

  init(_ fields: [String: Expandable] = [:]) { self.fields = fields }

  func allows(_ names: ArraySlice<String>) -> Bool {
    guard let name = names.first else { return true }
    return fields[name]?.allows(names.dropFirst()) ?? false
  }

  static let leaf = Expandable()
  static let price = Expandable(["product": leaf, "tiers": leaf])
  static let item = Expandable([
    "discounts": leaf, "taxes": leaf, "price": price,
  ])
  static let charge = Expandable([
    "balance_transaction": leaf, "customer": leaf, "refunds": leaf,
  ])
  static let paymentIntent = Expandable([
    "customer": leaf, "latest_charge": charge, "payment_method": leaf,
  ])
  static let invoice = Expandable(["customer": leaf, "payments": leaf])
  static let subscription = Expandable([
    "customer": leaf, "default_payment_method": leaf, "latest_invoice": invoice,
  ])
  static let setupIntent = Expandable([
    "customer": leaf, "latest_attempt": leaf, "payment_method": leaf,
  ])

  static let session = Expandable([
    "customer": leaf,
    "discounts": Expandable(["coupon": leaf, "promotion_code": leaf]),
    "invoice": invoice,
    "line_items": list(of: item),
    "payment_intent": paymentIntent,
    "payment_link": leaf,
    "setup_intent": setupIntent,
    "shipping_cost": Expandable(["shipping_rate": leaf, "taxes": leaf]),
    "shipping_options": Expandable(["shipping_rate": leaf]),
    "subscription": subscription,
    "total_details": Expandable(["breakdown": leaf]),
  ])

  static func list(of object: Expandable) -> Expandable { Expandable(["data": object]) }
}
