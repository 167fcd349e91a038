package import HTTP

/// When a request is sent again, and after how long: the rules of Stripe's own libraries, and 429
/// besides, because an interactive program should wait and say so.
/// Source: https://github.com/stripe/stripe-python/blob/master/stripe/_http_client.py
package struct RetryPolicy: Sendable {
  /// Retries after the first try.
  package var maximumRetries = 2
  /// `Retry-After` is obeyed up to this.
  package var longestWait = Duration.seconds(30)
  /// A number in 0..<1; spreads clients that failed together.
  package var random: @Sendable () -> Double = { Double.random(in: 0..<1) }
  /// Waits; throws when the task is cancelled.
  package var sleep: @Sendable (Duration) async throws -> Void = {
    try await pause(for: $0)
  }

  package init() {}

  /// How long to wait before the next try, after so many retries; nil when this answer is the last
  /// word. `isPatient` does not count the retries.
  func delay(
    after outcome: Result<HTTPResponse, HTTPError>, retries: Int, isPatient: Bool = false
  ) -> Duration? {
    guard isPatient || retries < maximumRetries, Self.isWorthRetrying(outcome) else { return nil }
    let seconds = min(0.5 * Double(1 << min(retries, 16)), 5) * (0.5 + random() / 2)
    let backOff = Duration.milliseconds(Int(max(seconds, 0.5) * 1000))
    guard case .success(let response) = outcome, let asked = askedWait(response) else {
      return backOff
    }
    return max(backOff, asked)
  }

  /// `Retry-After` in seconds, up to the longest wait. Its other form, a date, needs a clock that
  /// agrees with the server's, and Stripe does not send it.
  func askedWait(_ response: HTTPResponse) -> Duration? {
    guard let seconds = response.headers["Retry-After"].flatMap({ Int($0) }), seconds > 0 else {
      return nil
    }
    return min(.seconds(seconds), longestWait)
  }

  private static func isWorthRetrying(_ outcome: Result<HTTPResponse, HTTPError>) -> Bool {
    switch outcome {
    case .failure(let error):
      switch error.code {
      case .connect, .nameResolution, .timeout, .brokenAnswer: true
      case .tls, .cancelled, .tooLarge, .refusedAddress, .refusedHeader: false
      }
    case .success(let response):
      switch response.headers["Stripe-Should-Retry"] {
      case "true": true
      case "false": false
      default: response.status == 409 || response.status == 429 || response.status >= 500
      }
    }
  }
}

/// What a retry is waiting for, for the screen and the log.
package struct RetryNotice: Equatable, Sendable {
  package enum Reason: Equatable, Sendable {
    case rateLimited
    /// The status: 409 or 5xx, or whatever Stripe asked to send again.
    case status(Int)
    case unreachable(HTTPError.Code)
  }

  package var reason: Reason
  /// Until the next try.
  package var wait: Duration
  /// The number of the try that follows, counted from 1.
  package var nextTry: Int
  /// The usual number of tries. A sync may make more.
  package var tries: Int

  /// "rate-limited, waiting 2 s, try 2 of 3"
  package var sentence: String {
    let (seconds, attoseconds) = wait.components
    let tenths = Int(seconds) * 10 + Int(attoseconds / 100_000_000_000_000_000)
    let time = tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    let goal = nextTry <= tries ? " of \(tries)" : ""
    return "\(reason.words), waiting \(time) s, try \(nextTry)\(goal)"
  }
}

extension RetryNotice.Reason {
  init(_ outcome: Result<HTTPResponse, HTTPError>) {
    switch outcome {
    case .failure(let error): self = .unreachable(error.code)
    case .success(let response) where response.status == 429: self = .rateLimited
    case .success(let response): self = .status(response.status)
    }
  }

  var words: String {
    switch self {
    case .rateLimited: "rate-limited"
    case .status(let status): "Stripe answered \(status)"
    case .unreachable(.timeout): "no answer in time"
    case .unreachable(.nameResolution): "name not found"
    case .unreachable(.connect): "no connection"
    case .unreachable: "the connection broke"
    }
  }
}
