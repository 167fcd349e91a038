import JSON

/// A difference between two answers of Stripe about one session.
///
/// It happened somewhere between the two: Stripe does not say when.
package struct SeenChange: Equatable, Sendable {
  package var session: String
  /// `status`, `payment_status`, `amount_total`, `currency`, `url`, `metadata.order_id`.
  package var field: String
  /// Nil for what was null or absent.
  package var from: String?
  package var to: String?
  /// When the older answer came, in Unix seconds.
  package var after: Int
  /// When the newer answer came, in Unix seconds.
  package var at: Int

  package init(
    session: String, field: String, from: String?, to: String?, after: Int, at: Int
  ) {
    self.session = session
    self.field = field
    self.from = from
    self.to = to
    self.after = after
    self.at = at
  }
}

extension SeenChange {
  /// The fields that are compared, besides each key of the metadata.
  private static let fields = [
    "status", "payment_status", "amount_total", "currency", "url",
  ]

  /// What is different between two answers: the fields in their order, then metadata by key.
  package static func between(
    _ old: Session, readAt after: Int, _ new: Session, readAt at: Int
  ) -> [SeenChange] {
    func change(_ field: String, _ from: JSON?, _ to: JSON?) -> SeenChange? {
      let (from, to) = (from.flatMap(text), to.flatMap(text))
      guard from != to else { return nil }
      return SeenChange(session: new.id, field: field, from: from, to: to, after: after, at: at)
    }
    let (before, now) = (old.json["metadata"], new.json["metadata"])
    let keys = Set([before, now].compactMap(\.self).flatMap { $0.members.map(\.name) })
    return fields.compactMap { change($0, old.json[$0], new.json[$0]) }
      + keys.sorted().compactMap { change("metadata.\($0)", before?[$0], now?[$0]) }
  }

  private static func text(_ value: JSON) -> String? {
    value.isNull ? nil : value.string ?? value.source
  }
}
