/// What reading from an API changed in the cache: one page, a sync, or a check for changes. Added
/// up with `+` and `+=`.
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
