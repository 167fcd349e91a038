package import JSON

/// A difference between two answers of an API about one record.
///
/// It happened at some time between the two: the API does not say when.
package struct RecordChange: Equatable, Sendable {
  /// The record's id.
  package var record: String
  /// `status`, `amount_total`, `metadata.order_id`.
  package var field: String
  /// Nil for what was null or absent.
  package var from: String?
  package var to: String?
  /// When the older answer came, in Unix seconds.
  package var after: Int
  /// When the newer answer came, in Unix seconds.
  package var at: Int

  package init(
    record: String, field: String, from: String?, to: String?, after: Int, at: Int
  ) {
    self.record = record
    self.field = field
    self.from = from
    self.to = to
    self.after = after
    self.at = at
  }
}

extension RecordChange {
  /// What is different between two answers about a record: members in the order in which they are
  /// named, those of an object by their keys.
  package static func between(
    _ old: JSON, readAt after: Int, _ new: JSON, readAt at: Int, of record: String,
    in members: [String]
  ) -> [RecordChange] {
    func changes(_ field: String, _ from: JSON?, _ to: JSON?) -> [RecordChange] {
      if from?.kind == .object || to?.kind == .object {
        let keys = Set([from, to].compactMap(\.self).flatMap { $0.members.map(\.name) })
        return keys.sorted().flatMap { changes("\(field).\($0)", from?[$0], to?[$0]) }
      }
      let (from, to) = (from.flatMap(text), to.flatMap(text))
      guard from != to else { return [] }
      return [
        RecordChange(
          record: record, field: field, from: from, to: to, after: min(after, at), at: at)
      ]
    }
    return members.flatMap { changes($0, old[$0], new[$0]) }
  }

  private static func text(_ value: JSON) -> String? {
    value.isNull ? nil : value.string ?? value.source
  }
}
