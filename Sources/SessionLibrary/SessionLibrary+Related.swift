package import Checkout
import RecordCache
import Stripe
import JSON

extension SessionLibrary {
  /// What is cached of an object around a session; nil if it was never read.
  package func relatedObject(_ id: StripeID) async throws(LibraryError) -> StoredObject? {
    try await caching { () throws(CacheError) in try await cache.relatedObject(id.text) }
  }

  /// Reads an object around a session, with what belongs to it in the same request, and caches it.
  ///
  /// - Throws: `.stripe`, with the code `invalidRequest` for a kind that till does not read.
  package func loadRelatedObject(_ id: StripeID) async throws(LibraryError) -> StoredObject {
    guard let kind = RelatedObject(id.kind) else {
      throw .stripe(StripeError(.invalidRequest, "till does not read objects like \(id.text)"))
    }
    let askedAt = now()
    let json = try await asking { () throws(StripeError) in
      try await source.object(kind, id.text)
    }
    let stored = StoredObject(json, fetchedAt: askedAt)
    try await keeping { () throws(CacheError) in try await cache.store(stored, id: id.text) }
    // So that the session is found by its card, and counted by how it was paid.
    if kind == .paymentIntent {
      let notes = PaymentNotes.of(intent: json)
      try await keeping { () throws(CacheError) in
        try await cache.note(notes, where: .paymentIntent, is: id.text)
      }
    }
    return stored
  }
}

extension RelatedObject {
  init?(_ kind: StripeID.Kind) {
    switch kind {
    case .paymentIntent: self = .paymentIntent
    case .customer: self = .customer
    case .subscription: self = .subscription
    case .invoice: self = .invoice
    case .paymentLink: self = .paymentLink
    case .charge, .payment: self = .charge
    case .refund: self = .refund
    case .dispute: self = .dispute
    case .event: self = .event
    default: return nil
    }
  }

  /// What is worth reading with an object. Source: https://docs.stripe.com/api/expanding_objects
  var expansions: [String] {
    switch self {
    case .paymentIntent: ["latest_charge"]
    case .subscription: ["latest_invoice"]
    case .invoice: ["payments"]
    case .customer, .paymentLink, .charge, .refund, .dispute, .event: []
    }
  }
}

extension StripeClient {
  /// An object with its expansions. A restricted key that may read the object, but not what belongs
  /// to it, gets the object alone.
  func expandedObject(
    _ kind: RelatedObject, _ id: String
  ) async throws(StripeError) -> JSON {
    guard !kind.expansions.isEmpty else { return try await object(kind, id) }
    do throws(StripeError) {
      return try await object(kind, id, expand: kind.expansions)
    } catch {
      guard error.code == .permission else { throw error }
      return try await object(kind, id)
    }
  }
}
