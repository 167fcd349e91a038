import Host

/// When a request is sent again, and after how long: the rules of Stripe's own libraries, which
/// also suit other APIs. 429 is added, because an interactive program should wait and say so.
/// Source: https://github.com/stripe/stripe-python/blob/master/stripe/_http_client.py
package struct RetryPolicy: Sendable {
  /// Retries after the first try.
  package var maximumRetries = 2
  /// The longest `Retry-After` that is followed.
  package var longestWait = Duration.seconds(30)
  /// The header in which a server says `true` or `false` to another try; nil when there is none.
  package var adviceHeader: String?
  /// Whether an answer says that another request is changing the object.
  package var isLocked: @Sendable (HTTPResponse) -> Bool = { _ in false }
  /// Retries after such an answer: the other change takes seconds, not minutes.
  package var lockRetries = 4
  /// How long a change that was sent may continue when its task is cancelled: without its answer
  /// it is not known whether it has happened.
  package var grace = Duration.milliseconds(600)
  /// A number in 0..<1; spreads clients that failed together.
  package var random: @Sendable () -> Double = { Double.random(in: 0..<1) }
  /// Waits; throws when the task is cancelled.
  package var sleep: @Sendable (Duration) async throws -> Void = {
    try await pause(for: $0)
  }

  package init(adviceHeader: String? = nil) { self.adviceHeader = adviceHeader }

  /// How long to wait before the next try, after this many retries; nil when this answer is final.
  /// `isPatient` means that retries are not counted.
  package func delay(
    after outcome: Result<HTTPResponse, HTTPError>, retries: Int, isPatient: Bool = false
  ) -> Duration? {
    let isPatient = isPatient && !isLocked(outcome)
    guard isPatient || retries < tries(after: outcome) - 1, isWorthRetrying(outcome) else {
      return nil
    }
    let seconds = min(0.5 * Double(1 << min(retries, 16)), 5) * (0.5 + random() / 2)
    let backOff = Duration.milliseconds(Int(max(seconds, 0.5) * 1000))
    guard case .success(let response) = outcome, let asked = askedWait(response) else {
      return backOff
    }
    return max(backOff, asked)
  }

  /// How many times a request is usually sent at most, after an answer like this.
  package func tries(after outcome: Result<HTTPResponse, HTTPError>) -> Int {
    1 + (isLocked(outcome) ? lockRetries : maximumRetries)
  }

  /// Whether another request is changing the object.
  package func isLocked(_ outcome: Result<HTTPResponse, HTTPError>) -> Bool {
    guard case .success(let response) = outcome else { return false }
    return isLocked(response)
  }

  /// `Retry-After` in seconds, up to the longest wait. Its other form, a date, needs a clock that
  /// agrees with the server's, and these APIs do not send it.
  package func askedWait(_ response: HTTPResponse) -> Duration? {
    guard let seconds = response.headers["Retry-After"].flatMap({ Int($0) }), seconds > 0 else {
      return nil
    }
    return min(.seconds(seconds), longestWait)
  }

  private func isWorthRetrying(_ outcome: Result<HTTPResponse, HTTPError>) -> Bool {
    switch outcome {
    case .failure(let error):
      switch error.code {
      case .connect, .nameResolution, .timeout, .brokenAnswer: true
      case .proxy, .tls, .cancelled, .tooLarge, .refusedAddress, .refusedHeader: false
      }
    case .success(let response):
      switch adviceHeader.flatMap({ response.headers[$0] }) {
      case "true": true
      case "false": false
      default: response.status == 409 || response.status == 429 || response.status >= 500
      }
    }
  }
}
