package import Checkout
import Screen
import JSON

/// An object around the session that the detail pane shows instead of it.
package struct RelatedDetail: Equatable, Sendable {
  /// Following a link does not ask again for an object that was read less than this many seconds
  /// ago.
  static let freshness = 60

  package let id: StripeID
  /// What is known of it; nil until the cache or Stripe has answered.
  package internal(set) var stored: StoredObject?
  /// Sanitised.
  package internal(set) var groups: [FieldGroup] = []
  /// Why Stripe did not return it: not permitted, gone, unreachable.
  package internal(set) var problem: Problem?
  package internal(set) var isFetching = false
  /// Whether the cache was asked, and whether it has answered.
  var isAsked = false
  var isRead = false

  init(_ id: StripeID) { self.id = id }

  package var isDeleted: Bool { stored?.json["deleted"]?.bool == true }

  mutating func take(_ stored: StoredObject) {
    self.stored = stored
    groups = FieldGroup.groups(of: stored.json).map(\.sanitised)
  }

  func isWanted(at now: Int) -> Bool {
    guard isRead, !isFetching, problem == nil else { return false }
    return stored.map { now - $0.fetchedAt >= Self.freshness } ?? true
  }
}

extension StripeID.Kind {
  /// The object's name for people.
  package var title: String {
    switch self {
    case .session: "session"
    case .paymentIntent: "payment intent"
    case .setupIntent: "setup intent"
    case .customer: "customer"
    case .guestCustomer: "guest customer"
    case .subscription: "subscription"
    case .invoice: "invoice"
    case .paymentLink: "payment link"
    case .charge: "charge"
    case .payment: "payment"
    case .refund: "refund"
    case .dispute: "dispute"
    case .paymentMethod: "payment method"
    case .lineItem: "line item"
    case .subscriptionItem: "subscription item"
    case .price: "price"
    case .product: "product"
    case .coupon: "coupon"
    case .promotionCode: "promotion code"
    case .discount: "discount"
    case .shippingRate: "shipping rate"
    case .taxRate: "tax rate"
    case .balanceTransaction: "balance transaction"
    case .account: "account"
    case .event: "event"
    case .request: "request"
    case .file: "file"
    }
  }

  /// Whether till reads objects of this kind.
  package var isFollowed: Bool {
    switch self {
    case .session, .paymentIntent, .customer, .subscription, .invoice, .paymentLink: true
    default: false
    }
  }
}
