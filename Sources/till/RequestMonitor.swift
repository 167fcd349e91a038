import Dashboard
import HTTP
import Stripe
import Synchronization

/// Counts the requests that are under way, for the header.
final class RequestMonitor: Sendable {
  private struct Traffic {
    var running = 0
    /// When requests were started, within the last second.
    var starts: [ContinuousClock.Instant] = []
    var waiting: String?
    var retries = 0
  }

  private let traffic = Mutex(Traffic())
  /// Requests a second that Stripe allows.
  private let limit: Int
  private let report: @Sendable (RequestActivity) -> Void

  init(limit: Int, report: @escaping @Sendable (RequestActivity) -> Void) {
    self.limit = limit
    self.report = report
  }

  /// The client, counted.
  func watching(_ client: HTTPClient) -> HTTPClient {
    HTTPClient { request async throws(HTTPError) in
      self.change { traffic in
        traffic.running += 1
        traffic.waiting = nil
        let now = ContinuousClock.now
        traffic.starts = traffic.starts.filter { now - $0 < .seconds(1) } + [now]
      }
      defer { self.change { $0.running -= 1 } }
      return try await client.send(request)
    }
  }

  func retry(_ notice: RetryNotice) {
    change { traffic in
      traffic.waiting = notice.sentence
      traffic.retries += 1
    }
  }

  /// Requests that had to be sent again so far.
  var retries: Int { traffic.withLock { $0.retries } }

  private func change(_ body: (inout Traffic) -> Void) {
    let activity = traffic.withLock { traffic in
      body(&traffic)
      return RequestActivity(
        running: traffic.running, rate: traffic.starts.count, limit: limit,
        waiting: traffic.waiting)
    }
    report(activity)
  }
}

extension ConnectionPlan {
  /// Requests a second that Stripe allows the key. Source: https://docs.stripe.com/rate-limits
  var requestLimit: Int { key.isLive ? 100 : 25 }
}
