package import Checkout
import Units
import Widgets

extension CreateDialog {
  /// An empty form with defaults for a small payment.
  init(isLive: Bool) {
    let modes = ["payment", "subscription", "setup"]
    let intervals = ["month", "year", "week", "day"]
    self.init(
      base: CreateForm(), source: nil, isLive: isLive,
      [
        Form.Field(.mode, "Mode", hint: "Left, Right or Space", .choice(modes, 0)),
        Form.Field(.price, "Price", hint: "price_… or 10.99 usd", text: "10.99 usd"),
        Form.Field(
          .product, "Product", hint: "its name, for a price without an id", text: "Test product"),
        Form.Field(.quantity, "Quantity", hint: "1", text: "1"),
        Form.Field(
          .interval, "Every", hint: "for a subscription without a price id", .choice(intervals, 0)),
        Self.email(), Self.reference(), Self.successURL("https://example.com/success"),
        Self.metadata(),
      ])
  }

  /// A form filled in from an existing session.
  init(like session: Session, items: [LineItem], isLive: Bool) {
    let base = CreateForm(similarTo: session, items: items)
    let isHosted = base.successURL != nil || base.returnURL == nil
    self.init(
      base: base, source: session.id, uncopied: CreateForm.uncopied(of: session), isLive: isLive,
      [Self.email(base.customerEmail ?? ""), Self.reference(base.clientReferenceID ?? "")]
        + (isHosted ? [Self.successURL(base.successURL ?? "")] : [])
        + [Self.metadata(Self.text(of: base.metadata))])
  }

  private static func email(_ text: String = "") -> Form<Line>.Field {
    Form.Field(.email, "E-mail", hint: "of the customer", text: text)
  }

  private static func reference(_ text: String = "") -> Form<Line>.Field {
    Form.Field(.reference, "Reference", hint: "your own, such as an order number", text: text)
  }

  private static func successURL(_ text: String) -> Form<Line>.Field {
    Form.Field(.successURL, "Success URL", hint: "https://…", text: text)
  }

  private static func metadata(_ text: String = "") -> Form<Line>.Field {
    Form.Field(.metadata, "Metadata", hint: "name=value, name=value", text: text)
  }

  // MARK: - Reading the form

  private subscript(line: Line) -> String? { form[line]?.trimmingSpaces }

  /// The request that the form describes, and what Stripe would refuse about it at `now`, in Unix
  /// seconds.
  package func request(at now: Int) -> (form: CreateForm, problems: [String]) {
    var request = base
    var problems: [String] = []
    if let mode = self[.mode] { request.mode = SessionMode(mode) }
    if request.mode != .setup, let item = item(recurring: request.mode == .subscription, &problems)
    {
      request.items = [item]
    }
    if request.mode == .setup, source == nil {
      request.currency = Currency(currencyCode ?? "usd")
    }
    request.customerEmail = self[.email].flatMap(\.nonEmptyText)
    request.clientReferenceID = self[.reference].flatMap(\.nonEmptyText)
    if let url = self[.successURL] { request.successURL = url.nonEmptyText }
    request.metadata = metadata(&problems)
    return (request, problems + request.problems(at: now))
  }

  private var currencyCode: String? {
    self[.price]?.split(separator: " ").dropFirst().first.map { $0.lowercased() }
  }

  /// `price_…`, or an amount with its currency: `10.99 usd`.
  private func item(recurring: Bool, _ problems: inout [String]) -> CreateForm.Item? {
    guard let price = self[.price] else { return nil }
    let quantity = Int(self[.quantity] ?? "1")
    if quantity ?? 0 < 1 { problems.append("the quantity is a number from 1") }
    if StripeID(price)?.kind == .price {
      return CreateForm.Item(.price(price), quantity: quantity)
    }
    let words = price.split(separator: " ")
    guard words.count == 2, let code = currencyCode, code.count == 3,
      let money = Money(majorUnits: words[0], Currency(code))
    else {
      problems.append("the price is an id like price_…, or an amount like 10.99 usd")
      return nil
    }
    let inline = CreateForm.InlinePrice(
      .name(self[.product] ?? ""), unitAmount: String(money.minorUnits), money.currency,
      every: recurring ? self[.interval] : nil)
    return CreateForm.Item(.inline(inline), quantity: quantity)
  }

  /// `order=6735, shop=berlin`.
  private static func text(of metadata: [FormParameter]) -> String {
    metadata.map { "\($0.name)=\($0.value)" }.joined(separator: ", ")
  }

  private func metadata(_ problems: inout [String]) -> [FormParameter] {
    // Text that was not changed is not parsed again: a value may hold a comma.
    let original = TextField(Self.text(of: base.metadata)).text
    guard let text = self[.metadata], form[.metadata] != original else { return base.metadata }
    return text.split(separator: ",").compactMap { entry in
      let halves = entry.split(separator: "=", maxSplits: 1).map { String($0).trimmingSpaces }
      guard halves.count == 2 else {
        problems.append("metadata is written name=value, name=value")
        return nil
      }
      return FormParameter(halves[0], halves[1])
    }
  }
}

extension String {
  fileprivate var nonEmptyText: String? { isEmpty ? nil : self }
}
