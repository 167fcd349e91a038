import ArgumentParser
import Checkout
import Units
import Screen

/// The parameters of a new session, as options.
/// Source: https://docs.stripe.com/api/checkout/sessions/create
struct CreateParameters: ParsableArguments {
  @Option(
    help: "payment, subscription or setup.",
    completion: .list([SessionMode.payment, .subscription, .setup].map(\.name)))
  var mode = "payment"
  @Option(help: "The id of a price, with a quantity if it is not 1: price_1Nv…:3. Can be repeated.")
  var price: [String] = []
  @Option(help: "The name of a product for this session only; goes with --amount and --currency.")
  var product: String?
  @Option(help: "What one of the product costs, in units of the currency: 10.99.")
  var amount: String?
  @Option(help: "Three letters, such as usd.")
  var currency: String?
  @Option(help: "How many of the product.")
  var quantity = 1
  @Option(
    help: "day, week, month or year: how often the product is charged in a subscription.",
    completion: .list(["day", "week", "month", "year"]))
  var every: String?
  @Option(help: "cus_…")
  var customer: String?
  @Option(help: "The customer's e-mail address.")
  var customerEmail: String?
  @Option(help: "Where the customer is sent after paying.")
  var successUrl: String?
  @Option(help: "Where the customer is sent on going back.")
  var cancelUrl: String?
  @Option(help: "Where an embedded page leads to.")
  var returnUrl: String?
  @Option(
    help: "hosted_page, embedded_page, elements or form.", completion: .list(UIMode.names))
  var uiMode: String?
  @Option(help: "Your own reference, such as an order number.")
  var clientReferenceId: String?
  @Option(help: "name=value. Can be repeated.")
  var metadata: [NamedValue] = []
  @Option(help: "When it expires: +45m or +2h from now, 2026-11-14T09:30 (with Z in UTC).")
  var expiresAt: ExpiryArgument?
  @Flag(inversion: .prefixedNo, help: "Whether the customer may enter a promotion code.")
  var allowPromotionCodes: Bool?
  @Option(help: "The language of the page, such as de, or auto.")
  var locale: String?
  @Option(
    help: """
      A way of paying that is offered, such as card, of those that the account has. Can be repeated.
      """)
  var paymentMethodType: [String] = []
  @Option(help: "A way of paying that is not offered. Can be repeated.")
  var excludedPaymentMethodType: [String] = []
  @Option(help: "The id of a coupon that is taken off.")
  var coupon: String?
  @Option(help: "The id of a promotion code that is taken off: promo_…")
  var promotionCode: String?
  @Option(help: "Days for which a subscription costs nothing.")
  var trialDays: Int?
  @Option(help: "The shop's name on the page.")
  var displayName: String?
  @Option(help: "The colour of the button, such as #635bff.")
  var buttonColor: String?
  @Option(help: "The colour of the page, such as #ffffff.")
  var backgroundColor: String?
  @Option(help: "business or individual: a name that the page asks for. Can be repeated.")
  var collectName: [CollectedName] = []
  @Flag(inversion: .prefixedNo, help: "Whether Stripe sells in its own name.")
  var managedPayments: Bool?
  @Option(
    name: [.customShort("d"), .customLong("data")],
    help: "Any other parameter of the API: key[sub]=value. Can be repeated.")
  var data: [NamedValue] = []

  /// Not `validate`, which would report a missing option before an unknown one.
  func check() throws(Failure) {
    if case .other = SessionMode(mode) {
      throw Failure(.usage, "--mode is payment, subscription or setup, not “\(mode)”")
    }
    if let uiMode {
      if let today = UIMode.successor(of: uiMode) {
        throw Failure(
          .usage, "--ui-mode \(uiMode) is \(today) since version 2026-03-25.dahlia of the API")
      }
      if case .other = UIMode(uiMode) {
        throw Failure(
          .usage,
          "--ui-mode is one of \(UIMode.names.joined(separator: ", ")), not “\(uiMode)”")
      }
    }
    if coupon != nil, promotionCode != nil {
      throw Failure(.usage, "--coupon and --promotion-code exclude each other")
    }
    if coupon != nil || promotionCode != nil, allowPromotionCodes == true {
      throw Failure(
        .usage, "a session has a discount, or a field for promotion codes, and not both")
    }
    if let trialDays, trialDays < 1 || mode != SessionMode.subscription.name {
      throw Failure(.usage, "--trial-days is a number from 1, and needs --mode subscription")
    }
    if quantity < 1 { throw Failure(.usage, "--quantity is a number from 1") }
    if product == nil, amount != nil { throw Failure(.usage, "--amount needs --product") }
    if product != nil, amount == nil || currency == nil {
      throw Failure(.usage, "--product needs --amount and --currency")
    }
  }

  /// The form for the request.
  func form(in world: World) throws(Failure) -> CreateForm {
    var form = CreateForm(mode: SessionMode(mode))
    for text in price { form.items.append(try Self.item(text)) }
    if let product { form.items.append(try item(named: product)) }
    if form.mode == .setup { form.currency = currency.map { Currency($0.lowercased()) } }
    form.customer = customer
    form.customerEmail = customerEmail
    form.clientReferenceID = clientReferenceId
    form.uiMode = uiMode
    form.successURL = successUrl
    form.cancelURL = cancelUrl
    form.returnURL = returnUrl
    form.expiresAt = expiresAt?.seconds(in: world)
    form.allowPromotionCodes = allowPromotionCodes
    form.locale = locale
    form.allowedPaymentMethodTypes = paymentMethodType
    form.metadata = metadata.map { FormParameter($0.name, $0.value) }
    form.others = settings + data.map { FormParameter($0.name, $0.value) }
    return form
  }

  private var settings: [FormParameter] {
    let single: [(String, String?)] = [
      ("discounts[0][coupon]", coupon), ("discounts[0][promotion_code]", promotionCode),
      ("subscription_data[trial_period_days]", trialDays.map(String.init)),
      ("branding_settings[display_name]", displayName),
      ("branding_settings[button_color]", buttonColor),
      ("branding_settings[background_color]", backgroundColor),
      ("managed_payments[enabled]", managedPayments.map(String.init)),
    ]
    let excluded = excludedPaymentMethodType.enumerated().map {
      FormParameter("excluded_payment_method_types[\($0)]", $1)
    }
    let names = collectName.map { FormParameter("name_collection[\($0)][enabled]", "true") }
    return single.compactMap { name, value in value.map { FormParameter(name, $0) } } + excluded
      + names
  }

  /// `price_…` or `price_…:3`.
  private static func item(_ text: String) throws(Failure) -> CreateForm.Item {
    let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
    guard let id = parts.first else { throw Failure(.usage, "--price is empty") }
    guard parts.count == 2 else { return CreateForm.Item(.price(id)) }
    guard let quantity = Int(parts[1]), quantity > 0 else {
      throw Failure(.usage, "--price \(text): the quantity after the colon is a number from 1")
    }
    return CreateForm.Item(.price(id), quantity: quantity)
  }

  private func item(named product: String) throws(Failure) -> CreateForm.Item {
    guard let amount, let currency,
      let money = Money(majorUnits: amount, Currency(currency.lowercased()))
    else {
      throw Failure(.usage, "--amount is a number with a point, such as 10.99 (or 4200 in jpy)")
    }
    let price = CreateForm.InlinePrice(
      .name(product), unitAmount: String(money.minorUnits), money.currency, every: every)
    return CreateForm.Item(.inline(price), quantity: quantity)
  }
}

/// A name that the page can ask for.
enum CollectedName: String, CaseIterable, ExpressibleByArgument { case business, individual }

/// `name=value`; the value may contain more equal signs, or be empty.
struct NamedValue: ExpressibleByArgument, Equatable, Sendable {
  let name: String
  let value: String

  init?(argument: String) {
    let halves = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard halves.count == 2, !halves[0].isEmpty else { return nil }
    name = String(halves[0])
    value = String(halves[1])
  }
}
