import HTTP
import Host
import Units

/// How far this machine's clock is from the server's, by the dates of its answers. Ages, relative
/// dates and the end of sessions are wrong by as much.
package final class ClockDifference: Sendable {
  /// Seconds that say nothing: an answer is on its way for a while.
  private static let tolerance = 60

  private struct Known {
    /// Seconds by which this machine is ahead.
    var ahead: Int?
    var isSaid = false
  }

  private let known = Locked(Known())

  init() {}

  /// Seconds by which this machine's clock is ahead, negative where it is behind; nil before the
  /// server has said its time.
  var seconds: Int? { known.withLock(\.ahead) }

  /// Seconds by which this machine's clock is ahead; 0 where that does not matter.
  var secondsAhead: Int { seconds.flatMap { $0 > Self.tolerance ? $0 : nil } ?? 0 }

  /// The difference as a sentence; nil where it does not matter.
  var complaint: String? {
    guard let seconds, abs(seconds) > Self.tolerance else { return nil }
    let length = Moment.length(seconds.magnitude, .long)
    return "this machine's clock is \(length) \(seconds > 0 ? "ahead of" : "behind") the server's: "
      + "ages and relative dates are wrong by as much until it is set"
  }

  /// The client, whose answers are looked at.
  ///
  /// - Parameters:
  ///   - client: sends the requests.
  ///   - now: this machine's time, in Unix seconds.
  ///   - warn: told once that the clocks differ.
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
