/// The requests that are under way.
package struct RequestActivity: Equatable, Sendable {
  package var running: Int
  /// Requests a second over the last seconds, and the limit; nil when there is none.
  package var rate: Int
  package var limit: Int?
  /// A sentence while till waits before it tries again.
  package var waiting: String?
  /// Requests that had to be sent again since the program was started.
  package var retries: Int

  package init(
    running: Int = 0, rate: Int = 0, limit: Int? = 25, waiting: String? = nil, retries: Int = 0
  ) {
    self.running = running
    self.rate = rate
    self.limit = limit
    self.waiting = waiting
    self.retries = retries
  }
}
