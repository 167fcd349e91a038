/// What reading from an API has changed in what is kept: of a page, of a sync, of a look at what may
/// have changed. Sums are taken with `+` and `+=`.
package struct Changes: Equatable, Sendable {
  /// Records that were read, once or more often.
  package var received: Int
  /// Those that were not kept before.
  package var added: Int
  /// Those that were kept and are different now.
  package var changed: Int
  /// Records that were kept and that the API no longer has.
  package var dropped: Int
  package var requests: Int

  package init(
    received: Int = 0, added: Int = 0, changed: Int = 0, dropped: Int = 0, requests: Int = 0
  ) {
    self.received = received
    self.added = added
    self.changed = changed
    self.dropped = dropped
    self.requests = requests
  }

  package static func + (one: Changes, other: Changes) -> Changes {
    Changes(
      received: one.received + other.received, added: one.added + other.added,
      changed: one.changed + other.changed, dropped: one.dropped + other.dropped,
      requests: one.requests + other.requests)
  }

  package static func += (sum: inout Changes, other: Changes) { sum = sum + other }
}
