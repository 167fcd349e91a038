import Checkout
package import HTTP
import JSON

/// Whether requests that change something may be sent at all: the second lock, below every command.
package enum WritePermission: Equatable, Sendable {
  case allowed
  /// With the reason, as a sentence.
  case refused(String)
}

/// Stripe's API for one key: the requests that till makes, and what it accepts as their answers.
///
/// A value; its copies share the connections and the rate limit.
/// Source: https://docs.stripe.com/api
package struct StripeClient: Sendable {
  package let key: APIKey
  /// Where the key comes from, to be named when Stripe does not accept it.
  package let keyOrigin: String?
  package let base: APIBase
  /// The connected account that requests act for, `acct_…`.
  package let connectedAccount: String?
  package let writes: WritePermission
  package let pacer: RequestPacer

  private let http: HTTPClient
  private let userAgent: String
  private let retry: RetryPolicy
  private let onRetry: @Sendable (RetryNotice) -> Void

  /// The version whose shapes the rest of the program knows.
  /// Source: https://docs.stripe.com/api/versioning
  package static let apiVersion = APIVersion.current

  /// `version` is till's own, for the User-Agent. Without a pacer, the client makes one at the rate
  /// that Stripe allows the key. `onRetry` is called before each wait for another try, on any
  /// thread.
  package init(
    key: APIKey, keyOrigin: String? = nil, base: APIBase = .stripe, account: String? = nil,
    http: HTTPClient, version: String, writes: WritePermission, retry: RetryPolicy = .stripe,
    pacer: RequestPacer? = nil, onRetry: @escaping @Sendable (RetryNotice) -> Void = { _ in }
  ) {
    self.key = key
    self.keyOrigin = keyOrigin
    self.base = base
    connectedAccount = account
    self.http = http
    self.writes = writes
    userAgent = "till/" + version
    self.retry = retry
    self.pacer = pacer ?? RequestPacer(rate: RequestPacer.rate(for: key, at: base))
    self.onRetry = onRetry
  }
}

// MARK: - One call

extension StripeClient {
  /// One call of the API, before it is a request.
  struct Call {
    var method: HTTPRequest.Method
    /// Below the base, with a slash at the front; made of constants and checked ids.
    var path: String
    var fields = FormFields()
    var idempotencyKey: IdempotencyKey?
    var priority = Priority.user

    static func get(_ path: String, _ fields: FormFields, _ priority: Priority = .user) -> Call {
      Call(method: .get, path: path, fields: fields, priority: priority)
    }

    static func post(
      _ path: String, _ fields: FormFields, _ key: IdempotencyKey, _ priority: Priority = .user
    ) -> Call {
      Call(method: .post, path: path, fields: fields, idempotencyKey: key, priority: priority)
    }
  }

  /// How often a call is made again about an object that is locked: for about seven seconds.
  private static let lockRetries = 4

  /// Makes a call, again if need be, and returns the object that Stripe answered with.
  func perform(_ call: Call) async throws(StripeError) -> Answer {
    if call.method == .post, case .refused(let reason) = writes {
      throw StripeError(.refused, reason)
    }
    if let connectedAccount, !StripeID.isValid(connectedAccount) {
      throw StripeError(.invalidRequest, "the connected account is not an id like acct_…")
    }
    var request = request(for: call)
    let start = pacer.time
    while true {
      let outcome = await attempt(request, call.priority)
      // An object that is locked says nothing of the rate, and is free again within seconds.
      let isLocked = outcome.isLocked
      let isPatient =
        isLocked
        ? request.attempt <= Self.lockRetries
        : pacer.isHopeful(call.priority, Pacing.Outcome(outcome, retry), since: start)
      guard
        let wait = retry.delay(
          after: outcome, retries: request.attempt - 1, isPatient: isPatient)
      else { return try answer(outcome) }
      request.attempt += 1
      onRetry(
        RetryNotice(
          reason: isLocked ? .locked : RetryNotice.Reason(outcome), wait: wait,
          nextTry: request.attempt,
          tries: (isLocked ? Self.lockRetries : retry.maximumRetries) + 1))
      do { try await retry.sleep(wait) } catch { throw .cancelled }
    }
  }

  /// Reads the last word, and says whose key it is that is not accepted.
  private func answer(_ outcome: Result<HTTPResponse, HTTPError>) throws(StripeError) -> Answer {
    do throws(StripeError) {
      return try Answer(outcome, key)
    } catch {
      guard error.code == .authentication, let keyOrigin else { throw error }
      var named = error
      named.keyOrigin = keyOrigin
      throw named
    }
  }

  private func attempt(
    _ request: HTTPRequest, _ priority: Priority
  ) async -> Result<HTTPResponse, HTTPError> {
    guard let permit = await pacer.admit(priority) else {
      return .failure(HTTPError(.cancelled, "cancelled while waiting for its turn"))
    }
    let outcome: Result<HTTPResponse, HTTPError>
    do throws(HTTPError) {
      outcome = .success(try await http.send(request))
    } catch { outcome = .failure(error) }
    pacer.release(permit, Pacing.Outcome(outcome, retry))
    return outcome
  }

  private func request(for call: Call) -> HTTPRequest {
    var headers: HTTPHeaders = [
      "Authorization": key.authorization, "Stripe-Version": Self.apiVersion,
      "User-Agent": userAgent,
    ]
    if let connectedAccount { headers.append("Stripe-Account", connectedAccount) }
    var url = base.url + call.path
    guard call.method == .post else {
      if !call.fields.isEmpty { url += "?" + call.fields.encoded }
      return HTTPRequest(.get, url, headers: headers)
    }
    // Also without fields: some servers refuse a POST that does not say what it is.
    headers.append("Content-Type", "application/x-www-form-urlencoded")
    if let key = call.idempotencyKey { headers.append("Idempotency-Key", key.text) }
    return HTTPRequest(.post, url, headers: headers, body: Array(call.fields.encoded.utf8))
  }
}

extension Pacing.Outcome {
  init(_ outcome: Result<HTTPResponse, HTTPError>, _ retry: RetryPolicy) {
    guard case .success(let response) = outcome else {
      self = .neutral
      return
    }
    switch response.status {
    case 429: self = .limited(pause: retry.askedWait(response) ?? .milliseconds(500))
    case 500...: self = .failed
    default: self = .fine
    }
  }
}

extension RetryPolicy {
  /// Stripe says itself where another try is worth it.
  /// Source: https://docs.stripe.com/error-low-level
  package static let stripe = RetryPolicy(adviceHeader: "Stripe-Should-Retry")
}

extension Result<HTTPResponse, HTTPError> {
  /// Whether the object is being changed by somebody else, such as a customer who is paying.
  /// Source: https://docs.stripe.com/rate-limits#object-lock-timeouts
  fileprivate var isLocked: Bool {
    guard case .success(let response) = self, response.status == 429 else { return false }
    return (try? JSON(parsing: response.body))?["error"]?["code"]?.string == "lock_timeout"
  }
}
