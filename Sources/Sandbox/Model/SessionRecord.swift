/// Everything that the sandbox knows about one Checkout Session, generated or created.
///
/// It holds what differs between sessions; `SessionRenderer` decides how that looks on the wire at
/// a given moment.
struct SessionRecord: Equatable, Sendable {
  /// The place in the order of creation, which is also what the ids hide.
  var serial: Int
  var mode: Mode
  var life: Life

  // Who.
  /// Number of the `Person` who fills in the form.
  var person: Int
  /// Number of the person whose customer object was passed in.
  var customer: Int?
  var hasAccount = false
  /// Whether that customer owes tax: `none` if so, or `exempt` or `reverse`.
  var taxExempt = "none"
  var customerEmail: String?
  var paymentLink: Int?
  var recoveredFrom: Int?
  /// Whether an integration created it, and not the generator.
  var isMade = false
  /// What the object of the customer who was passed in says; nil to use the data of `person`.
  var known: Contact?
  /// What was typed into the page; nil to use what is known, and the data of `person` for the rest.
  var buyer: Contact?
  /// What was done to the session. The rest is planned: see `course`.
  var acts: [Act] = []
  /// What a trial will be paid with, if that was entered.
  var savedMeans: Means?
  /// The later period that this is a payment for; nil for the session itself.
  var cycle: Cycle?

  // What.
  var currency: String?
  var items: [Item] = []
  var coupon: Coupon?
  var shippingRates: [ShippingRate] = []
  /// The index of the rate that the customer chose; the first one is preselected.
  var chosenRate = 0
  var taxRate: TaxRate?
  /// The currency that the customer saw instead, under Adaptive Pricing.
  var presentmentCurrency: String?
  /// A card that was declined before anything else happened.
  var decline: Decline?
  /// `card`, or the delayed payment method.
  var method = "card"

  // How.
  var uiMode = "hosted_page"
  var successURL: String?
  var cancelURL: String?
  var returnURL: String?
  var locale: String?
  var clientReferenceID: String?
  var metadata: [Metadata] = []
  var customFields: [CustomField] = []
  /// The configuration that is sent back unchanged, by field name.
  var settings: [String: Node] = [:]
  /// Parameters that shape the objects around the session and are not sent back.
  var hidden: [String: Node] = [:]
  /// What a server wrote over the address that the customer gave.
  var shippingDetails: Node?

  enum Mode: String, Sendable { case payment, setup, subscription }

  struct Metadata: Equatable, Sendable {
    var key: String
    var value: String
  }

  struct CustomField: Equatable, Sendable {
    var key: String
    var label: String
    /// `text`, `numeric` or `dropdown`.
    var type: String
    var isOptional = false
    var options: [Metadata] = []
    var defaultValue: String?
    var minimumLength: Int?
    var maximumLength: Int?
    var answer: String?
  }

  /// In hundredths of a percent.
  struct Coupon: Equatable, Sendable {
    var number: Int
    var rate: Int
    var code: String?
    /// Nil if the id follows from the number; whoever makes a coupon may choose its id.
    var id: String?
    /// The promotion code's id, if it does not follow from the number either.
    var promotion: String?
    /// Minor units of `currency`, instead of the rate.
    var amountOff: Int?
    var currency: String?
    /// The same in other currencies.
    var otherAmounts: [String: Int] = [:]
    /// The products that it makes cheaper; nil for all.
    var products: [String]?
    var name: String?

    func amountOff(in currency: String?) -> Int? {
      currency == self.currency ? amountOff : currency.flatMap { otherAmounts[$0] }
    }

    func covers(_ item: Item) -> Bool {
      guard let products else { return true }
      return item.price.map { products.contains($0.productID) } ?? false
    }
  }

  struct ShippingRate: Equatable, Sendable {
    var number: Int
    var name: String
    /// Minor units.
    var amount: Int
    var currency: String
    /// The other parameters that it was created with.
    var details: Node = nil
  }

  struct Decline: Equatable, Sendable {
    var code: String
    var declineCode: String?
    var message: String
    /// Whether the fraud rules stopped it, before the bank was asked.
    var isBlocked = false
  }
}

extension SessionRecord {
  /// A line of the order. Amounts are in minor units of the session's currency.
  struct Item: Equatable, Sendable {
    /// The number behind its id.
    var number: Int
    var price: CataloguePrice?
    var description: String?
    /// Null on the wire if there is no quantity, such as for metered usage.
    var quantity: Int?
    var subtotal: Int
    var discount = 0
    var tax = 0
    var adjustable: Node = nil
    /// What the customer has chosen to pay for a piece, in minor units.
    var chosenAmount: Int?
    /// Used instead of the session's rate.
    var taxRate: TaxRate?
    var metadata: [Metadata] = []
    /// Its share of a coupon's amount off.
    fileprivate var reduction = 0
    /// An optional item that the customer has added.
    var isExtra = false

    /// Whether the price includes the tax.
    var isTaxIncluded: Bool { price?.taxBehavior == "inclusive" }

    /// What it costs by its price, whenever that is due.
    var worth: Int {
      guard var price else { return subtotal }
      if let chosenAmount { price.customAmount?.preset = chosenAmount }
      return price.amount(of: quantity ?? 1)
    }

    var total: Int { subtotal - discount + (isTaxIncluded ? 0 : tax) }

    init(number: Int, price: CataloguePrice, quantity: Int?) {
      self.number = number
      self.price = price
      self.quantity = quantity
      description = price.productName
      subtotal = price.amount(of: quantity ?? 1)
    }

    /// Amounts are rounded to what can be charged in the currency.
    mutating func apply(coupon: Coupon?, taxRate sessionRate: TaxRate?, grain: Int) {
      let coupon = coupon.flatMap { $0.covers(self) ? $0 : nil }
      discount = coupon.map { share($0.rate, of: subtotal, grain: grain) } ?? 0
      if coupon?.amountOff != nil { discount = reduction }
      let rate = taxRate ?? sessionRate
      let net = subtotal - discount
      tax = rate.map { share($0.percentage, of: net, grain: grain) } ?? 0
      if isTaxIncluded, let rate { tax = net - net * 10_000 / (10_000 + rate.percentage) }
    }
  }

  var amountSubtotal: Int { items.reduce(0) { $0 + $1.subtotal } }
  var amountDiscount: Int { items.reduce(0) { $0 + $1.discount } }
  var amountTax: Int { items.reduce(0) { $0 + $1.tax } }
  var amountShipping: Int { shippingRate?.amount ?? 0 }
  var shippingRate: ShippingRate? {
    shippingRates.indices.contains(chosenRate) ? shippingRates[chosenRate] : shippingRates.first
  }
  var amountTotal: Int { items.reduce(amountShipping) { $0 + $1.total } }

  /// The amount off, distributed over the items that get it in proportion to what they cost.
  private var reductions: [Int] {
    var parts = items.map { _ in 0 }
    let covered = items.indices.filter { coupon?.covers(items[$0]) == true }
    let total = covered.reduce(0) { $0 + items[$1].subtotal }
    guard let off = coupon?.amountOff(in: currency).map({ min($0, total) }), total > 0 else {
      return parts
    }
    var left = off
    for index in covered {
      // The product of two amounts can be larger than an `Int`, their part is not.
      let share = total.dividingFullWidth(off.multipliedFullWidth(by: items[index].subtotal))
        .quotient
      parts[index] = index == covered.last ? left : min(left, share)
      left -= parts[index]
    }
    return parts
  }

  mutating func recompute() {
    let grain = currency.map(CurrencyTable.grain) ?? 1
    let reductions = reductions
    for index in items.indices {
      items[index].reduction = reductions[index]
      items[index].apply(coupon: coupon, taxRate: taxRate, grain: grain)
    }
  }

  /// Whether nothing is due when the session completes: setup, a trial, an order that costs nothing.
  ///
  /// The sources disagree about trials. The text of `payment_status` says that
  /// `no_payment_required` is for a payment that is "delayed to a future date", and a trial does
  /// that.
  /// Source: https://docs.stripe.com/api/checkout/sessions/object#checkout_session_object-payment_status
  var isFree: Bool { mode == .setup || amountTotal == 0 }

  /// When the trial of a subscription ends, in Unix seconds, if it begins at `start`.
  func trialEnd(from start: Int) -> Int? {
    guard mode == .subscription else { return nil }
    if let end = hidden["subscription_data"]?["trial_end"]?.int { return end }
    return hidden["subscription_data"]?["trial_period_days"]?.int.map { start + $0 * 86_400 }
  }

  /// The day to which a subscription is anchored, in Unix seconds, if the request named one.
  var anchor: Int? {
    mode == .subscription ? hidden["subscription_data"]?["billing_cycle_anchor"]?.int : nil
  }

  /// When the first period is paid of a subscription that begins free at `start`, both in Unix
  /// seconds.
  func firstCharge(from start: Int) -> Int? { anchor ?? trialEnd(from: start) }

  /// What a line costs when the session completes. During a trial, and until the anchor, nothing of
  /// the subscription is due, and usage is paid when it is known.
  func due(for item: Item) -> Int {
    guard let price = item.price else { return item.subtotal }
    if let recurring = price.recurring,
      recurring.usage == "metered" || firstCharge(from: life.created) != nil
    {
      return 0
    }
    return item.worth
  }

  var isEmbedded: Bool { uiMode == "embedded_page" }

  // MARK: The objects around it

  /// An order that was free in the end has none: the intent of a try before was canceled.
  func hasPaymentIntent(at now: Int) -> Bool {
    guard mode == .payment, hasTried(at: now) else { return false }
    return !life.isFree || life.status(at: now) != .complete
  }

  /// Whether a payment was tried, so that there is an intent.
  func hasTried(at now: Int) -> Bool {
    if !acts.isEmpty { return course(at: now).firstTry != nil }
    if !isMade, decline != nil, life.created + Script.firstTry <= now { return true }
    return !life.isFree && life.status(at: now) == .complete
  }

  /// Whether a card is kept without a payment: in setup mode, or by a subscription that begins free.
  func hasSetupIntent(at now: Int) -> Bool {
    if mode == .setup { return true }
    let course = course(at: now)
    let isKept = course.completed != nil && course.payment == nil && hasMeans
    return mode == .subscription && (isKept || course.firstKeeping != nil)
  }

  func hasSubscription(at now: Int) -> Bool {
    mode == .subscription && life.status(at: now) == .complete
  }

  func hasInvoice(at now: Int) -> Bool {
    guard life.status(at: now) == .complete else { return false }
    return mode == .subscription ? !isBilledLater : createsInvoice
  }

  /// Whether there is no invoice at first: unlike a trial, free days until an anchor have none.
  var isBilledLater: Bool { cycle == nil && anchor != nil && life.isFree }

  /// Whether an order that is paid once gets an invoice.
  var createsInvoice: Bool { mode == .payment && asks("invoice_creation") }

  /// The customer that was passed in, or that was made when the session was completed.
  func customer(at now: Int) -> Int? {
    if let customer { return customer }
    guard createsCustomer, life.status(at: now) == .complete else { return nil }
    return isMade ? ObjectIDs.ownCustomers + serial : person
  }

  /// Whether completing makes a customer: subscriptions and invoices need one, and an order that
  /// costs nothing never belongs to a guest.
  /// Sources: https://docs.stripe.com/payments/checkout/no-cost-orders,
  /// https://docs.stripe.com/api/checkout/sessions/create#create_checkout_session-customer_creation
  var createsCustomer: Bool {
    if mode == .subscription || settings["customer_creation"]?.string == "always" { return true }
    return mode == .payment && (amountTotal == 0 || createsInvoice || isMade && savesMethod)
  }

  /// Whether the payment method is kept for later payments.
  var savesMethod: Bool { mode == .subscription || futureUsage != nil }

  var futureUsage: String? { hidden["payment_intent_data"]?["setup_future_usage"]?.string }
}

extension SessionRecord {
  /// The session that a recovery link makes from this one; `new` says who comes and when.
  func recovered(as new: SessionRecord) -> SessionRecord {
    var record = new
    record.recoveredFrom = serial
    (record.currency, record.coupon, record.taxRate) = (currency, coupon, taxRate)
    (record.shippingRates, record.presentmentCurrency) = (shippingRates, presentmentCurrency)
    (record.settings, record.hidden, record.customFields) = (settings, hidden, customFields)
    (record.successURL, record.cancelURL, record.locale) = (successURL, cancelURL, locale)
    (record.clientReferenceID, record.metadata) = (clientReferenceID, metadata)
    record.items = items
    for index in items.indices { record.items[index].number = new.serial << 8 | index }
    // Whoever opens the link can live elsewhere.
    if record.hasAutomaticTax, record.taxRate != nil {
      record.taxRate = record.taxCountry.flatMap(TaxRate.usual)
      record.recompute()
    }
    return record
  }
}

extension SessionRecord {
  /// Removes lines and pieces until the order can be charged: in weak currencies one or two
  /// bicycles can be too much.
  mutating func shrink(to largest: Int) {
    recompute()
    while amountTotal > largest, items.count > 1 {
      items.removeLast()
      recompute()
    }
    guard amountTotal > largest, let price = items[0].price else { return }
    items[0].quantity = 1
    items[0].subtotal = price.amount(of: 1)
    recompute()
  }
}
