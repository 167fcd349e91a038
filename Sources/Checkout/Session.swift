package import JSON
package import Units

/// A Checkout Session as Stripe sent it.
///
/// The object itself is the model: every property reads the JSON when it is asked for, so absent,
/// null and unknown stay three different things, and a field of a wrong type affects no other
/// field.
/// Source: https://docs.stripe.com/api/checkout/sessions/object
package struct Session: Equatable, Sendable, Identifiable {
  package let json: JSON
  /// `cs_test_…` or `cs_live_…`.
  package let id: String
  /// Unix seconds. Sessions from before 2022-09-28 do not have it: till calculates it from the
  /// expiry, which is wrong only if the request set its own expiry.
  package let created: Int

  /// Reads an object as a session; nil unless it says that it is one, with an id and a time.
  package init?(_ json: JSON) {
    guard json["object"]?.string == "checkout.session", let id = json["id"]?.string, !id.isEmpty,
      let created = json["created"]?.int
        ?? json["expires_at"]?.int?.subtractingSaturating(Self.longestLife)
    else { return nil }
    self.json = json
    self.id = id
    self.created = created
  }

  /// Seconds from creation to expiry, unless the request sets another time.
  /// Source: https://docs.stripe.com/api/checkout/sessions/create#create_checkout_session-expires_at
  private static let longestLife = 86_400
}

extension Session {
  package var status: SessionStatus? { json["status"]?.string.map(SessionStatus.init) }
  package var paymentStatus: PaymentStatus? {
    json["payment_status"]?.string.map(PaymentStatus.init)
  }
  package var mode: SessionMode? { json["mode"]?.string.map(SessionMode.init) }
  package var livemode: Bool? { json["livemode"]?.bool }
  /// Unix seconds.
  package var expiresAt: Int? { json["expires_at"]?.int }
  /// Lower-case ISO 4217 code.
  package var currency: Currency? { json["currency"]?.string.map(Currency.init) }
  /// In minor units of `currency`.
  package var amountTotal: Int? { json["amount_total"]?.int }
  package var url: String? { json["url"]?.string }
  /// The link that opens the order of an expired session again.
  /// Source: https://docs.stripe.com/payments/checkout/abandoned-carts
  package var recoveryURL: String? { json["after_expiration"]?["recovery"]?["url"]?.string }
  /// What the customer entered, otherwise what the session was created with.
  package var email: String? {
    json["customer_details"]?["email"]?.string ?? json["customer_email"]?.string
  }
  package var customerName: String? { json["customer_details"]?["name"]?.string }
  package var clientReferenceID: String? { json["client_reference_id"]?.string }

  /// The id behind an expandable field, whether it was expanded or not.
  package func id(of field: String) -> String? {
    guard let value = json[field] else { return nil }
    return value.string ?? value["id"]?.string
  }
}
