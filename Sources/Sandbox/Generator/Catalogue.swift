/// What the shop sells, in every currency.
struct Catalogue: Sendable {
  let ids: ObjectIDs

  struct Product: Sendable {
    var name: String
    var cents: Int
    var kind: Kind = .goods
    var description: String?

    enum Kind: Sendable {
      case goods, service, donation
      case plan(String, Int)
      case metered, tiered
    }
  }

  static let oneTime: [Product] = [
    Product(name: "T-shirt", cents: 1099, description: "Organic cotton"),
    Product(name: "Kaffeebohnen „Morgenröte“, 1 kg", cents: 2450),
    Product(name: "抹茶セット", cents: 4200, description: "茶筅・茶碗・抹茶 40 g"),
    Product(name: "Enamel mug", cents: 1850),
    Product(name: "Sticker", cents: 99),
    Product(name: "Consulting hour", cents: 18_000, kind: .service),
    Product(name: "Café de spécialité – découverte", cents: 3390),
    Product(name: "Concert ticket, row 7, seat 12", cents: 6400, kind: .service),
    Product(name: "قهوة عربية", cents: 1275),
    Product(name: "Gift card 🎁", cents: 5000, kind: .service),
    Product(name: "Bicycle, 54 cm, racing green", cents: 149_900),
    Product(name: "Donation", cents: 2500, kind: .donation),
    Product(
      name: "Replacement cartridge for the water filter of the espresso machine, pack of three, "
        + "fits all models built since 2019 except the one that you have", cents: 4995),
    Product(name: "Cable \u{1B}[7m2 m\u{1B}[0m", cents: 799),
    Product(name: "E-book", cents: 1200, kind: .service),
    Product(name: "Free sample", cents: 0),
  ]

  static let recurring: [Product] = [
    Product(name: "Starter", cents: 900, kind: .plan("month", 1)),
    Product(name: "Team", cents: 4900, kind: .plan("month", 1)),
    Product(name: "Team, yearly", cents: 49_000, kind: .plan("year", 1)),
    Product(name: "Magazine", cents: 2700, kind: .plan("month", 3)),
    Product(name: "Vegetable box", cents: 3150, kind: .plan("week", 2)),
    Product(name: "Parking", cents: 450, kind: .plan("day", 1)),
    Product(name: "API calls", cents: 1, kind: .metered),
    Product(name: "Seats", cents: 1500, kind: .tiered),
  ]

  static let products = oneTime + recurring

  /// The price of a product in a currency, both by index.
  func price(of product: Int, in currency: Int) -> CataloguePrice {
    let entry = Self.products[product]
    let money = SandboxCurrency.all[currency]
    let unit = money.amount(ofCents: entry.cents)
    var price = CataloguePrice(
      id: ids.id(.price, product * SandboxCurrency.all.count + currency),
      productID: ids.id(.product, product), productName: entry.name,
      productDescription: entry.description, currency: money.code,
      unit: DecimalAmount(whole: unit))
    switch entry.kind {
    case .goods:
      price.taxBehavior = "exclusive"
    case .service:
      price.nickname = "Standard"
    case .donation:
      price.unit = nil
      price.customAmount = CataloguePrice.CustomAmount(
        minimum: unit / 5, maximum: nil, preset: unit)
    case .plan(let interval, let count):
      price.recurring = CataloguePrice.Recurring(interval: interval, count: count)
      price.lookupKey = "plan_\(product)_\(interval)"
    case .metered:
      price.recurring = CataloguePrice.Recurring(interval: "month", usage: "metered")
      price.unit = DecimalAmount("0.25")
    case .tiered:
      price.recurring = CataloguePrice.Recurring(interval: "month")
      price.unit = nil
      price.tiers = [
        CataloguePrice.Tier(limit: 5, unit: unit, flat: nil),
        CataloguePrice.Tier(
          limit: nil, unit: money.amount(ofCents: entry.cents / 2), flat: 2 * unit),
      ]
    }
    return price
  }

  /// A price of the product with this id.
  func price(ofProduct id: String) -> CataloguePrice? {
    guard let product = ids.number(of: id, .product), product < Self.products.count else {
      return nil
    }
    return price(of: product, in: 0)
  }

  /// The catalogue's price with this id.
  func price(withID id: String) -> CataloguePrice? {
    guard let number = ids.number(of: id, .price) else { return nil }
    let (product, currency) = number.quotientAndRemainder(
      dividingBy: SandboxCurrency.all.count)
    guard product < Self.products.count else { return nil }
    return price(of: product, in: currency)
  }

  /// How often each coupon was redeemed before the start.
  static let redemptions = 1

  func coupon(withID id: String) -> SessionRecord.Coupon? {
    guard let number = ids.number(of: id, .coupon), Self.coupons.indices.contains(number) else {
      return nil
    }
    return Self.coupons[number]
  }

  static let coupons = [
    SessionRecord.Coupon(number: 0, rate: 1000, code: "WELCOME10"),
    SessionRecord.Coupon(number: 1, rate: 2000, code: nil),
    SessionRecord.Coupon(number: 2, rate: 3333, code: "ÉTÉ33"),
    SessionRecord.Coupon(number: 3, rate: 10_000, code: "FRIENDS"),
  ]

  static func shippingRates(in currency: Int) -> [SessionRecord.ShippingRate] {
    let money = SandboxCurrency.all[currency]
    return [("Standard", 490), ("Express", 1490), ("Pick-up", 0)].enumerated().map {
      SessionRecord.ShippingRate(
        number: $0 * SandboxCurrency.all.count + currency, name: $1.0,
        amount: money.amount(ofCents: $1.1), currency: money.code)
    }
  }

  /// Why the first try of a session fails. Events need it without making the session.
  static func decline(of serial: Int) -> SessionRecord.Decline {
    declines[Int(Dice.mix(UInt64(serial)) % UInt64(declines.count))]
  }

  private static let declines = [
    SessionRecord.Decline(
      code: "card_declined", declineCode: "insufficient_funds",
      message: "Your card has insufficient funds."),
    SessionRecord.Decline(
      code: "card_declined", declineCode: "generic_decline", message: "Your card was declined."),
    SessionRecord.Decline(
      code: "expired_card", declineCode: nil, message: "Your card has expired."),
    SessionRecord.Decline(
      code: "incorrect_cvc", declineCode: nil, message: "Your card's security code is incorrect."),
    SessionRecord.Decline(
      code: "payment_intent_authentication_failure", declineCode: nil,
      message: "The provided PaymentMethod has failed authentication."),
  ]
}
