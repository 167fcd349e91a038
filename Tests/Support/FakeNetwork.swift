package import HTTP
import Host

/// A network that gives the answers of a list in order, then repeats the last one. It records the
/// requests.
package final class FakeNetwork: Sendable {
  package typealias Outcome = Result<HTTPResponse, HTTPError>

  private struct State: Sendable {
    var outcomes: [Outcome]
    var requests: [HTTPRequest] = []
  }

  private let state: Locked<State>

  package init(_ outcomes: Outcome...) { state = Locked(State(outcomes: outcomes)) }

  package var requests: [HTTPRequest] { state.withLock { $0.requests } }

  package var client: HTTPClient {
    HTTPClient { request async throws(HTTPError) in
      let outcome = self.state.withLock { state in
        state.requests.append(request)
        return state.outcomes.count > 1 ? state.outcomes.removeFirst() : state.outcomes[0]
      }
      return try outcome.get()
    }
  }
}

extension Result<HTTPResponse, HTTPError> {
  package static func answer(
    _ body: String, status: Int = 200, headers: HTTPHeaders = ["Content-Type": "application/json"]
  ) -> Self {
    .success(HTTPResponse(status: status, headers: headers, body: Array(body.utf8)))
  }

  package static func error(_ code: HTTPError.Code) -> Self { .failure(HTTPError(code, "made up")) }
}
