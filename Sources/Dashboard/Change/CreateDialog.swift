package import Checkout
import Screen
import Units
package import Widgets

/// The form for a new session, and the look at the request before it is sent.
///
/// Nothing is sent from the form itself: it leads to a review, which ignores what was typed ahead or
/// pasted and asks for a key that does nothing elsewhere.
package struct CreateDialog: Equatable, Sendable {
  package enum Phase: Equatable, Sendable { case editing, reviewing, creating }

  /// Milliseconds in which typed-ahead keys are dropped.
  static let deafness = 250

  package struct Entry: Equatable, Sendable, Identifiable {
    package enum ID: Equatable, Sendable {
      case mode, price, product, quantity, interval, email, reference, successURL, metadata
    }

    package let id: ID
    package var field: TextField

    init(_ id: ID, _ text: String = "") {
      self.id = id
      field = TextField(text)
    }
  }

  /// What is not edited here: everything of the session that is copied, or nothing.
  let base: CreateForm
  /// The session that the new one is to be like.
  package let source: String?
  package let isLive: Bool
  package var entries: [Entry]
  package var focus = 0
  package var phase = Phase.editing
  package var scroll = Scroll()
  var reviewedAt = 0

  package var title: String {
    source.map { "Another session like \(Sanitiser.display($0).middleTruncated)" } ?? "New session"
  }

  /// Items that are copied and cannot be edited here.
  package var copiedItems: Int { base.items.count }
}

extension CreateDialog {
  /// An empty form, ready for a small payment.
  init(isLive: Bool) {
    base = CreateForm()
    source = nil
    self.isLive = isLive
    entries = [
      Entry(.mode, "payment"), Entry(.price, "10.99 usd"), Entry(.product, "Test product"),
      Entry(.quantity, "1"), Entry(.interval, "month"), Entry(.email), Entry(.reference),
      Entry(.successURL, "https://example.com/success"), Entry(.metadata),
    ]
  }

  /// A form that is filled with the shape of a session.
  init(like session: Session, items: [LineItem], isLive: Bool) {
    base = CreateForm(similarTo: session, items: items)
    source = session.id
    self.isLive = isLive
    entries = [
      Entry(.email, base.customerEmail ?? ""), Entry(.reference, base.clientReferenceID ?? ""),
      Entry(.metadata, Self.text(of: base.metadata)),
    ]
    let isHosted = base.successURL != nil || base.returnURL == nil
    if isHosted { entries.insert(Entry(.successURL, base.successURL ?? ""), at: 2) }
  }

  private subscript(id: Entry.ID) -> String? {
    entries.first { $0.id == id }?.field.text.trimmingSpaces
  }

  /// The form as it stands, and what Stripe would refuse about it.
  package func form(at now: Int) -> (form: CreateForm, problems: [String]) {
    var form = base
    var problems: [String] = []
    if let mode = self[.mode] {
      form.mode = SessionMode(mode)
      if case .other = form.mode { problems.append("the mode is payment, subscription or setup") }
    }
    if form.mode != .setup, let item = item(recurring: form.mode == .subscription, &problems) {
      form.items = [item]
    }
    if form.mode == .setup, source == nil { form.currency = Currency(currencyCode ?? "usd") }
    form.customerEmail = self[.email].flatMap(\.nonEmptyText)
    form.clientReferenceID = self[.reference].flatMap(\.nonEmptyText)
    if let url = self[.successURL] { form.successURL = url.nonEmptyText }
    form.metadata = metadata(&problems)
    return (form, problems + form.problems(at: now))
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

  // MARK: - Metadata in one line

  /// `order=6735, shop=berlin`.
  private static func text(of metadata: [FormParameter]) -> String {
    metadata.map { "\($0.name)=\($0.value)" }.joined(separator: ", ")
  }

  private func metadata(_ problems: inout [String]) -> [FormParameter] {
    // Text that was not touched is not read back: a value may hold a comma.
    guard let text = self[.metadata], text != TextField(Self.text(of: base.metadata)).text else {
      return base.metadata
    }
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
