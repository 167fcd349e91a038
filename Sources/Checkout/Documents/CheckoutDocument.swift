package import JSON
package import Units

/// A document that the Firebase extension turns into a Checkout Session, as Firestore sent it.
///
/// The app writes what it wants; a function merges its answer into the same document, once.
/// Security rules often let users write their own documents, so their content cannot be trusted:
/// every property reads the JSON when it is asked for, and ignores values of a wrong type.
/// Source: https://github.com/invertase/stripe-firebase-extensions
package struct CheckoutDocument: Equatable, Sendable, Identifiable {
  /// The whole document in its REST form: `name`, `fields`, `createTime`, `updateTime`. As it was
  /// sent, except that the secrets of mobile ones are hidden.
  package let json: JSON
  package let name: DocumentName
  /// The Firebase user, from the document's name.
  package let user: String
  /// When Firestore created the document, by its own clock. Known even if the extension has not
  /// answered.
  package let created: DocumentTime
  package let updated: DocumentTime

  /// The path, which is unique in one database.
  package var id: String { name.path }
  package var documentID: String { name.documentID }

  /// Nil unless it is a session of a user in this collection.
  package init?(_ json: JSON, in customers: CustomersCollection) {
    guard let name = json["name"]?.string.flatMap({ DocumentName($0) }),
      let user = customers.user(ofSession: name),
      let created = json["createTime"]?.string.flatMap({ DocumentTime($0) })
    else { return nil }
    // Hidden here, so that no code can skip it.
    self.json = json.hidingDocumentSecrets()
    self.name = name
    self.user = user
    self.created = created
    updated = json["updateTime"]?.string.flatMap { DocumentTime($0) } ?? created
  }

  package var fields: DocumentMap { DocumentMap(json: json) }
}

// MARK: - What the extension answers

extension CheckoutDocument {
  /// `cs_…`, as the document claims. Only Stripe knows whether it is this user's.
  package var sessionID: String? { text("sessionId") }
  /// The address of the checkout page; it stays after the session has ended.
  package var url: String? { text("url") }
  /// `web` or `mobile`.
  package var client: String? { text("client") }
  /// When the function answered, by its own clock. Missing where it failed.
  package var answered: DocumentTime? { fields["created"]?.time }
  /// `cus_…`, on mobile.
  package var customer: String? { text("customer") }

  /// Why there is no session: Stripe's or Firebase's own words, or else all that is there.
  package var error: String? {
    guard let error = fields["error"], !error.isNull else { return nil }
    if let statedReason { return statedReason }
    let parts = error.map?.entries.map(\.value) ?? error.array?.values ?? [error]
    return parts.allSatisfy { $0.isNull || $0 == .string("") } ? Self.noReason : error.plainJSON
  }

  /// The reason where the extension writes it, or where an app may have written it as a text.
  var statedReason: String? {
    let error = fields["error"]
    guard let text = error?.map?["message"]?.string ?? error?.string, !text.isEmpty else {
      return nil
    }
    return text
  }

  private static let noReason = "the error in the document gives no reason"

  /// The mode of the session, by its id; nil when the id does not say.
  package var isLive: Bool? {
    guard let sessionID else { return nil }
    if sessionID.hasPrefix("cs_live_") { return true }
    return sessionID.hasPrefix("cs_test_") ? false : nil
  }

  private func text(_ name: String) -> String? {
    guard let text = fields[name]?.string, !text.isEmpty else { return nil }
    return text
  }
}

// MARK: - What the app writes

extension CheckoutDocument {
  package var mode: String? { text("mode") }
  package var price: String? { text("price") }
  package var quantity: Int? { fields["quantity"]?.integer }
  package var clientReferenceID: String? { text("client_reference_id") }
  package var metadata: DocumentMap? { fields["metadata"]?.map }
  package var lineItems: DocumentArray? { fields["line_items"]?.array }

  /// The amount that the document itself states; only mobile ones and ad-hoc prices do.
  package var amount: Money? {
    if let amount = fields["amount"]?.integer, let currency = text("currency") {
      return Money(amount, Currency(currency))
    }
    guard let lineItems, !lineItems.isEmpty else { return nil }
    var total = 0
    var currency: String?
    for item in lineItems.values {
      guard let data = item.map?["price_data"]?.map, let unit = data["unit_amount"]?.integer,
        let code = data["currency"]?.string, currency == nil || currency == code
      else { return nil }
      let (product, overflow) = unit.multipliedReportingOverflow(
        by: item.map?["quantity"]?.integer ?? 1)
      let (sum, isTooLarge) = total.addingReportingOverflow(product)
      guard !overflow, !isTooLarge else { return nil }
      (total, currency) = (sum, code)
    }
    return currency.map { Money(total, Currency($0)) }
  }
}
