/// A price, from the catalogue or made up in a request.
struct CataloguePrice: Equatable, Sendable {
  var id: String
  var productID: String
  var productName: String
  var productDescription: String?
  var productImages: [String] = []
  var nickname: String?
  var lookupKey: String?
  var currency: String
  /// The price of one piece; nil if tiers or the customer decide.
  var unit: DecimalAmount?
  var recurring: Recurring?
  var taxBehavior = "unspecified"
  var tiers: [Tier]?
  var customAmount: CustomAmount?
  /// Prices that a request makes up are inactive from the start.
  var isActive = true
  /// What a request made or changed, as it was when the price was taken.
  var object: Node?

  struct Recurring: Equatable, Sendable {
    var interval: String
    var count = 1
    var usage = "licensed"
  }

  /// A price of `unit` a piece up to and including `limit` pieces.
  struct Tier: Equatable, Sendable {
    var limit: Int?
    var unit: Int
    var flat: Int?
  }

  /// Pay what you want, in minor units.
  struct CustomAmount: Equatable, Sendable {
    var minimum: Int?
    var maximum: Int?
    var preset: Int?
  }

  /// Minor units; nil if the price has a fraction of one.
  var unitAmount: Int? { unit.flatMap { $0.isWhole ? $0.whole : nil } }
  var unitAmountDecimal: String? { unit?.digits }

  /// The least that a customer can pay for a piece, in minor units, if the price is theirs to choose.
  private var leastCustomAmount: Int {
    customAmount?.minimum ?? CurrencyTable.minimum(currency) ?? 0
  }

  /// What customers can choose to pay for a piece, in minor units; nil if the price is fixed.
  var customAmounts: ClosedRange<Int>? {
    guard let customAmount else { return nil }
    let least = max(leastCustomAmount, 1)
    return least...max(least, customAmount.maximum ?? CurrencyTable.largest(currency))
  }

  /// More than can be charged in any currency, in minor units.
  static let tooMuch = 1_000_000_000_000

  /// What `quantity` pieces cost, in minor units; at most `tooMuch`.
  ///
  /// A price has 12 digits and a quantity 6, so that the lines of an order could not always be
  /// added up. `OrderTotal` refuses an order with a line that reaches this limit.
  func amount(of quantity: Int) -> Int { min(exactAmount(of: quantity), Self.tooMuch) }

  private func exactAmount(of quantity: Int) -> Int {
    if let unit { return unit.times(quantity) }
    if let customAmount { return (customAmount.preset ?? leastCustomAmount) * quantity }
    guard let tiers, let tier = tiers.first(where: { quantity <= $0.limit ?? .max }) else {
      return 0
    }
    return tier.unit * quantity + (tier.flat ?? 0)
  }
}

/// What is sold at a price.
struct ProductFacts: Equatable, Sendable {
  var name: String
  var description: String?
  /// Addresses.
  var images: [String] = []
}

extension CataloguePrice {
  mutating func name(_ product: ProductFacts) {
    (productName, productDescription) = (product.name, product.description)
    productImages = product.images
  }
}

extension ProductFacts {
  /// A product as a request describes it.
  init(_ sent: Node) {
    name = sent["name"]?.string ?? ""
    description = sent["description"]?.string
    images = sent["images"]?.elements.compactMap(\.string) ?? []
  }
}
