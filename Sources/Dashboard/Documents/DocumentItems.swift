import Checkout
import JSON
import Screen
import Units
package import Widgets

/// What a document sells: the session's line items if they are known, else what the app asked for.
package struct DocumentItems: Equatable, Sendable {
  /// Where the rows come from: Stripe's line items, or the app's wish.
  package enum Origin: Equatable, Sendable {
    case session, document
  }

  package private(set) var rows: [LineItemRow] = []
  package private(set) var origin = Origin.document
  package var scroll = Scroll()
  /// What the rows were made from.
  private var source: Source?

  private struct Source: Equatable, Sendable {
    var document: String?
    var session: JoinedSession?
  }

  package var title: String {
    guard !rows.isEmpty else { return "Line items" }
    return "Line items · \(rows.count) · "
      + (origin == .session ? "of the session" : "as the app asked for them")
  }

  mutating func show(_ document: CheckoutDocument?, _ session: JoinedSession?) {
    let source = Source(document: document?.id, session: session)
    guard source != self.source else { return }
    if source.document != self.source?.document { scroll = Scroll() }
    self.source = source
    if let items = session?.items, !items.items.isEmpty {
      (origin, rows) = (.session, items.items.map(LineItemRow.init))
    } else {
      (origin, rows) = (.document, document.map(Self.rows) ?? [])
    }
  }

  private static func rows(of document: CheckoutDocument) -> [LineItemRow] {
    let items = document.lineItems?.values.compactMap(\.map) ?? []
    if !items.isEmpty {
      return items.enumerated().map { LineItemRow($1, id: "\($0)", in: document) }
    }
    guard document.price != nil else { return [] }
    return [LineItemRow(document.fields, id: "price", in: document)]
  }
}

extension LineItemRow {
  /// An item as the app asked for it. Without the price's own data, only its id is known.
  fileprivate init(_ item: DocumentMap, id: String, in document: CheckoutDocument) {
    let data = item["price_data"]?.map
    let quantity = item["quantity"]?.integer ?? 1
    let unit = data?["unit_amount"]?.integer
    let currency = data?["currency"]?.string.map(Currency.init)
    let product = data?["product_data"]?.map?["name"]?.string
    let price = item["price"]?.string
    let unitPrice = unit.flatMap { unit in currency.map { Money(unit, $0) } }
    let total = unit.flatMap { unit -> Money? in
      let (product, overflow) = unit.multipliedReportingOverflow(by: quantity)
      return overflow ? nil : currency.map { Money(product, $0) }
    }
    self.init(
      id: id, quantity: "\(quantity) ×",
      description: Sanitiser.display(
        item["description"]?.string ?? product ?? price ?? "no price"),
      unitPrice: unitPrice?.text
        ?? (item["description"] == nil ? "" : Sanitiser.display(price ?? "")),
      total: total)
  }
}
