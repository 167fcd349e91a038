/// What a retry is waiting for, for the screen and the log.
package struct RetryNotice: Equatable, Sendable {
  /// Why the last try did not succeed.
  package enum Reason: Equatable, Sendable {
    case rateLimited
    /// Another request is changing the object.
    case locked
    /// The status: 409 or 5xx, or one for which the server asked for another try.
    case status(Int)
    case unreachable(HTTPError.Code)
  }

  package var reason: Reason
  /// Until the next try.
  package var wait: Duration
  /// The number of the try that follows, counted from 1.
  package var nextTry: Int
  /// The usual number of tries. A sync, and a change that is limited, may make more.
  package var tries: Int

  package init(reason: Reason, wait: Duration, nextTry: Int, tries: Int) {
    self.reason = reason
    self.wait = wait
    self.nextTry = nextTry
    self.tries = tries
  }

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
  package init(_ outcome: Result<HTTPResponse, HTTPError>) {
    switch outcome {
    case .failure(let error): self = .unreachable(error.code)
    case .success(let response) where response.status == 429: self = .rateLimited
    case .success(let response): self = .status(response.status)
    }
  }

  var words: String {
    switch self {
    case .rateLimited: "rate-limited"
    case .locked: "it is in use just now"
    case .status(let status): "the server answered \(status)"
    case .unreachable(.timeout): "no answer in time"
    case .unreachable(.nameResolution): "name not found"
    case .unreachable(.connect): "no connection"
    case .unreachable: "the connection broke"
    }
  }
}
