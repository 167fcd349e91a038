package import Checkout
package import HTTP
import Host

/// Whether requests that change something may be sent at all: a second check, below every command.
package enum WritePermission: Equatable, Sendable {
  case allowed
  /// With the reason, as a sentence.
  case refused(String)
}

/// Stripe's API for one key: the requests that till makes, and the answers that it accepts.
///
/// A value; its copies share the connections and the rate limit. Any thread may make a request.
///
/// Requests throw `StripeError` after their last retry. Before anything is sent, the code is
/// `invalidRequest` for a malformed id and `refused` for a change while read-only.
/// Source: https://docs.stripe.com/api
package struct StripeClient: Sendable {
  package let key: APIKey
  /// Where the key comes from, for the message when Stripe does not accept it.
  package let keyOrigin: String?
  /// Where requests are sent.
  package let base: APIBase
  /// The connected account that requests act for, `acct_…`.
  package let connectedAccount: String?
  /// Whether requests that change something are sent.
  package let writes: WritePermission
  /// Decides when requests start. Shared by all copies.
  package let pacer: RequestPacer

  private let http: HTTPClient
  private let userAgent: String
  private let retry: RetryPolicy
  private let onRetry: @Sendable (RetryNotice) -> Void

  /// The version that the rest of the program is written for.
  /// Source: https://docs.stripe.com/api/versioning
  package static let apiVersion = APIVersion.current

  /// `version` is till's own, for the User-Agent. Without a pacer, the client makes one with the
  /// rate that Stripe allows the key. `onRetry` is called before each wait for another try, on any
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
    /// Below the base, beginning with a slash; made of constants and checked ids.
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

  /// Makes a call, with retries if necessary, and returns the object that Stripe answered with.
  func perform(_ call: Call) async throws(StripeError) -> Answer {
    if call.method == .post, case .refused(let reason) = writes {
      throw StripeError(.refused, reason)
    }
    if let connectedAccount, !StripeID.isWellFormed(connectedAccount) {
      throw StripeError(.invalidRequest, "the connected account is not an id like acct_…")
    }
    var request = request(for: call)
    var effort = Pacing.Effort(
      priority: call.priority, isChange: call.method == .post, start: pacer.time)
    /// Whether a try may have changed something although no answer says so.
    var isUncertain = false
    while true {
      guard let outcome = await attempt(request, call.priority) else {
        throw stopped(call, isUncertain)
      }
      if call.method == .post { isUncertain = isUncertain || outcome.mayHaveHappened }
      let isPatient = pacer.isHopeful(effort, after: Pacing.Outcome(outcome, retry))
      guard
        let wait = retry.delay(
          after: outcome, retries: effort.tries - 1, isPatient: isPatient)
      else { return try answer(outcome, isUncertain) }
      effort.tries += 1
      request.attempt = effort.tries
      onRetry(
        RetryNotice(
          reason: retry.isLocked(outcome) ? .locked : RetryNotice.Reason(outcome), wait: wait,
          nextTry: request.attempt, tries: retry.tries(after: outcome)))
      do { try await retry.sleep(wait) } catch { throw stopped(call, isUncertain) }
    }
  }

  /// The task was cancelled between two tries. A change that was only refused has not happened.
  private func stopped(_ call: Call, _ isUncertain: Bool) -> StripeError {
    guard call.method == .get || isUncertain else { return .stopped }
    var error = StripeError.cancelled
    error.mayHaveHappened = isUncertain
    return error
  }

  /// Reads the final answer, and names the source of a key that is not accepted.
  private func answer(
    _ outcome: Result<HTTPResponse, HTTPError>, _ isUncertain: Bool
  ) throws(StripeError) -> Answer {
    do throws(StripeError) {
      return try Answer(outcome, key)
    } catch {
      var error = error
      if error.code == .authentication { error.keyOrigin = keyOrigin }
      error.mayHaveHappened = isUncertain
      throw error
    }
  }

  /// Sends a request once; nil when the task was cancelled before it could start.
  private func attempt(
    _ request: HTTPRequest, _ priority: Priority
  ) async -> Result<HTTPResponse, HTTPError>? {
    guard let permit = await pacer.admit(priority) else { return nil }
    guard !Task.isCancelled else {
      pacer.release(permit, .neutral)
      return nil
    }
    let outcome = request.method == .post ? await sendWithGrace(request) : await send(request)
    pacer.release(permit, Pacing.Outcome(outcome, retry))
    return outcome
  }

  private func send(_ request: HTTPRequest) async -> Result<HTTPResponse, HTTPError> {
    do throws(HTTPError) {
      return .success(try await http.send(request))
    } catch { return .failure(error) }
  }

  /// A change that is under way when the task is cancelled gets a moment for its answer: without it
  /// it is not known whether the change has happened.
  private func sendWithGrace(_ request: HTTPRequest) async -> Result<HTTPResponse, HTTPError> {
    let work = Task.detached(executorPreference: Workers.shared) { await send(request) }
    return await withTaskCancellationHandler {
      await work.value
    } onCancel: {
      Task.detached(executorPreference: Workers.shared) { [grace = retry.grace] in
        try? await pause(for: grace)
        work.cancel()
      }
    }
  }

  private func request(for call: Call) -> HTTPRequest {
    var headers: HTTPHeaders = [
      "Authorization": key.authorization, "Stripe-Version": Self.apiVersion,
      "User-Agent": userAgent,
    ]
    if let connectedAccount {
      // Source: https://docs.stripe.com/api/context-header
      headers.append(key.isOfOrganization ? "Stripe-Context" : "Stripe-Account", connectedAccount)
    }
    var url = base.url + call.path
    guard call.method == .post else {
      if !call.fields.isEmpty { url += "?" + call.fields.encoded }
      return HTTPRequest(.get, url, headers: headers)
    }
    // Even without fields: some servers refuse a POST without a content type.
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
    // About one object, and not about the rate.
    case 429 where retry.isLocked(response): self = .neutral
    case 429: self = .limited(pause: retry.askedWait(response) ?? .milliseconds(500))
    case 500...: self = .failed
    default: self = .fine
    }
  }
}

extension RetryPolicy {
  /// Stripe says in a header whether another try makes sense.
  /// Source: https://docs.stripe.com/error-low-level
  package static let stripe: RetryPolicy = {
    var policy = RetryPolicy(adviceHeader: "Stripe-Should-Retry")
    policy.isLocked = { $0.isLockTimeout }
    return policy
  }()
}
