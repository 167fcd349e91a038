package import JSON
package import Query

/// What the attempts to pay tell about a session that its own object does not: how it was paid, and
/// why the last failed attempt failed.
package enum PaymentNotes {
  /// What they can tell.
  package static let fields: [FieldName] = [.decline, .method, .card]

  /// Reads a payment intent with its latest charge.
  package static func of(intent: JSON) -> [FieldName: String] {
    var notes = of(charges: [Charge(intent["latest_charge"])].compactMap(\.self))
    if notes[.decline] == nil {
      notes[.decline] = Decline(intent["last_payment_error"])?.code
    }
    return notes
  }

  /// Reads the sources of a story.
  package static func of(_ sources: StorySources) -> [FieldName: String] {
    var notes = sources.intent.map(of(intent:)) ?? [:]
    notes.merge(of(charges: sources.charges)) { $1 }
    return notes
  }

  /// The charges are oldest first.
  private static func of(charges: [Charge]) -> [FieldName: String] {
    var notes: [FieldName: String] = [:]
    notes[.decline] = charges.last { $0.outcome == .failed }?.decline?.code
    guard let paid = charges.last(where: { $0.outcome != .failed }) else { return notes }
    let card = paid.json["payment_method_details"]?["card"]
    let brand = card?["brand"]?.string
    notes[.method] = [paid.methodType, brand].compactMap(\.self).joined(separator: " ")
    if notes[.method]?.isEmpty == true { notes[.method] = nil }
    if let digits = card?["last4"]?.string {
      notes[.card] = [digits, brand].compactMap(\.self).joined(separator: " ")
    }
    return notes
  }
}
