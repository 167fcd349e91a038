import Host
import Checkout
import HTTP

@testable import Stripe

/// A network that gives the answers of a list in order, then repeats the last one. It records the
/// requests.
final class FakeNetwork: Sendable {
  typealias Outcome = Result<HTTPResponse, HTTPError>

  private struct State: Sendable {
    var outcomes: [Outcome]
    var requests: [HTTPRequest] = []
  }

  private let state: Locked<State>

  init(_ outcomes: Outcome...) { state = Locked(State(outcomes: outcomes)) }

  var requests: [HTTPRequest] { state.withLock { $0.requests } }

  var client: HTTPClient {
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
  static func answer(
    _ body: String, status: Int = 200, headers: HTTPHeaders = ["Content-Type": "application/json"]
  ) -> Self {
    .success(HTTPResponse(status: status, headers: headers, body: Array(body.utf8)))
  }

  static func error(_ code: HTTPError.Code) -> Self { .failure(HTTPError(code, "made up")) }
}

/// Time that passes only when a task sleeps.
final class FakeTime: Sendable {
  private let state = Locked((now: Duration.zero, sleeps: [Duration]()))

  var now: Duration { state.withLock { $0.now } }
  var sleeps: [Duration] { state.withLock { $0.sleeps } }

  func sleep(_ duration: Duration) throws {
    try Task.checkCancellation()
    state.withLock {
      $0.now += duration
      $0.sleeps.append(duration)
    }
  }
}

let testKey = "sk_test_till_sandbox_0001"

extension StripeClient {
  /// A client on a fake network and in fake time, where jitter is always the longest.
  static func make(
    _ network: FakeNetwork, key: String = testKey, base: APIBase = .stripe,
    account: String? = nil, writes: WritePermission = .allowed, time: FakeTime = FakeTime(),
    onRetry: @escaping @Sendable (RetryNotice) -> Void = { _ in }
  ) throws -> StripeClient {
    var retry = RetryPolicy.stripe
    retry.random = { 1 }
    retry.sleep = { try time.sleep($0) }
    return StripeClient(
      key: try APIKey(key), base: base, account: account, http: network.client, version: "1.2.3",
      writes: writes, retry: retry,
      pacer: RequestPacer(rate: nil, now: { time.now }, sleep: { try time.sleep($0) }),
      onRetry: onRetry)
  }
}

func sessionJSON(_ id: String, livemode: Bool = false, object: String = "checkout.session")
  -> String
{
  #"{"id":"\#(id)","object":"\#(object)","created":1,"livemode":\#(livemode)}"#
}

func listJSON(_ elements: [String], hasMore: Bool = false) -> String {
  #"{"object":"list","url":"/v1/x","has_more":\#(hasMore),"data":[\#(elements.joined(separator: ","))]}"#
}

/// The error that a call ends with; nil when it succeeds.
func failure(_ body: () async throws(StripeError) -> some Any) async -> StripeError? {
  do throws(StripeError) {
    _ = try await body()
    return nil
  } catch { return error }
}
