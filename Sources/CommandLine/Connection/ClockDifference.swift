import HTTP
import Host
import Units

/// How far this machine's clock differs from the server's, judged by the dates of its answers.
/// Ages, relative dates and the end of sessions are wrong by the same amount.
package final class ClockDifference: Sendable {
  /// Seconds to ignore, since an answer takes time to arrive.
  private static let tolerance = 60

  private struct Known {
    /// Seconds by which this machine is ahead.
    var ahead: Int?
    var isSaid = false
  }

  private let known = Locked(Known())

  init() {}

  /// Seconds by which this machine's clock is ahead; negative if it is behind, nil before the
  /// server has sent its time.
  var seconds: Int? { known.withLock(\.ahead) }

  /// Seconds by which this machine's clock is ahead; 0 if the difference does not matter.
  var secondsAhead: Int { seconds.flatMap { $0 > Self.tolerance ? $0 : nil } ?? 0 }

  /// The difference as a sentence; nil if it does not matter.
  var complaint: String? {
    guard let seconds, abs(seconds) > Self.tolerance else { return nil }
    let length = Moment.length(seconds.magnitude, .long)
    return "this machine's clock is \(length) \(seconds > 0 ? "ahead of" : "behind") the server's: "
      + "ages and relative dates are wrong by as much until it is set"
  }

  /// Wraps a client and reads the dates of its answers.
  ///
  /// - Parameters:
  ///   - client: sends the requests.
  ///   - now: this machine's time, in Unix seconds.
  ///   - warn: called once, when the clocks differ.
  /// - Returns: a client that sends the same requests.
  func watching(
    _ client: HTTPClient, _ now: @escaping @Sendable () -> Int,
    warn: @escaping @Sendable (String) -> Void
  ) -> HTTPClient {
    HTTPClient { request async throws(HTTPError) in
      let response = try await client.send(request)
      if let date = response.headers["Date"].flatMap({ Moment(httpDate: $0) }) {
        self.note(now() - date.seconds, warn)
      }
      return response
    }
  }

  private func note(_ ahead: Int, _ warn: (String) -> Void) {
    let isFirst = known.withLock { known in
      known.ahead = ahead
      guard abs(ahead) > Self.tolerance, !known.isSaid else { return false }
      known.isSaid = true
      return true
    }
    if isFirst, let complaint { warn(complaint) }
  }
}
