package import JSON

/// An object around a session (a payment intent, a customer, …), and when it was read.
package struct StoredObject: Equatable, Sendable {
  package var json: JSON
  /// When Stripe sent it, in Unix seconds.
  package var fetchedAt: Int

  package init(_ json: JSON, fetchedAt: Int) {
    self.json = json
    self.fetchedAt = fetchedAt
  }
}
