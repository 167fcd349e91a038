/// The requests in progress.
package struct RequestActivity: Equatable, Sendable {
  package var running: Int
  /// Requests per second over the last seconds.
  package var rate: Int
  /// The most requests per second; nil for no limit.
  package var limit: Int?
  /// A sentence while till waits before it tries again.
  package var waiting: String?
  /// Requests that had to be sent again since the program started.
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
