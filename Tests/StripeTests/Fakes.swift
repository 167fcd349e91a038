import Host
import Checkout
import HTTP
import Support

@testable import Stripe

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
