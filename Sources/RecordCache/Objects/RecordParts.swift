package import JSON

/// The parts of a record as far as they are known, such as the line items of a session.
package struct RecordParts: Sendable {
  /// In the API's order.
  package var items: [JSON]
  /// Whether the API said that there are no more.
  package var isComplete: Bool
  /// When the API sent the last page, in Unix seconds.
  package var fetchedAt: Int

  package init(items: [JSON], isComplete: Bool, fetchedAt: Int) {
    self.items = items
    self.isComplete = isComplete
    self.fetchedAt = fetchedAt
  }
}
