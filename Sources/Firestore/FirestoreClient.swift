package import Checkout
package import HTTP
import JSON

/// Firestore's REST API for one database: the calls that till makes, none of which can write, and
/// the answers that it accepts.
///
/// A value; its copies share connections and token. Any thread may make a call. An answer is parsed
/// as it arrives, and is used when it is complete: one that breaks off is requested again.
///
/// Calls throw `FirestoreError` after their last retry; cancelling the task ends a call.
/// Source: https://cloud.google.com/firestore/docs/reference/rest
package struct FirestoreClient: Sendable {
  package let database: FirestoreDatabase
  /// Where the extension keeps its customers.
  package let customers: CustomersCollection

  private let tokens: TokenSource
  private let http: HTTPClient
  private let userAgent: String
  private let retry: RetryPolicy
  private let onRetry: @Sendable (RetryNotice) -> Void

  /// `version` is till's own, for the User-Agent. `onRetry` is called before each wait for another
  /// try, on any thread.
  package init(
    database: FirestoreDatabase, customers: CustomersCollection = .usual, tokens: TokenSource,
    http: HTTPClient, version: String, retry: RetryPolicy = .firestore,
    onRetry: @escaping @Sendable (RetryNotice) -> Void = { _ in }
  ) {
    self.database = database
    self.customers = customers
    self.tokens = tokens
    self.http = http
    userAgent = "till/" + version
    self.retry = retry
    self.onRetry = onRetry
  }
}

extension RetryPolicy {
  /// Reads are safe to repeat, and Google recommends some retries.
  /// Source: https://cloud.google.com/firestore/docs/understand-error-codes
  package static let firestore: RetryPolicy = {
    var policy = RetryPolicy()
    policy.maximumRetries = 4
    return policy
  }()
}

// MARK: - One call

extension FirestoreClient {
  /// One call of the API, before it is a request. All of them read.
  enum Call: Sendable {
    /// A document, or the documents of a collection.
    case get(path: [String], parameters: [(name: String, value: String)])
    /// A method on a document, or on the root when there are no segments.
    case post(Method, on: [String], body: String)

    enum Method: String, Sendable { case runQuery, batchGet, runAggregationQuery }
  }

  /// Makes a call, with retries if necessary, and returns Firestore's answer.
  func perform(_ call: Call) async throws(FirestoreError) -> CallAnswer {
    var token = try await tokens.token()
    var attempt = 1
    var retries = 0
    while true {
      let reader = AnswerReader()
      var request = request(for: call, token, attempt: attempt)
      request.sink = reader.sink
      let outcome = Outcome(await send(request), reader)
      attempt += 1
      if outcome.status == 401, tokens.isRenewable, attempt == 2 {
        // Tokens expire, and clocks differ: try once with a new one.
        token = try await tokens.token(insteadOf: token)
        continue
      }
      guard let wait = retry.delay(after: outcome.response, retries: retries) else {
        return try outcome.answer()
      }
      retries += 1
      onRetry(
        RetryNotice(
          reason: RetryNotice.Reason(outcome.response), wait: wait, nextTry: attempt,
          tries: retry.maximumRetries + 1))
      do { try await retry.sleep(wait) } catch { throw .cancelled }
    }
  }

  private func send(_ request: HTTPRequest) async -> Result<HTTPResponse, HTTPError> {
    do throws(HTTPError) { return .success(try await http.send(request)) } catch {
      return .failure(error)
    }
  }

  private func request(
    for call: Call, _ token: TokenSource.Token, attempt: Int
  ) -> HTTPRequest {
    var headers: HTTPHeaders = [
      "Authorization": "Bearer " + token.secret.text, "User-Agent": userAgent,
      "Accept": "application/json",
    ]
    if let project = tokens.quotaProject { headers.append("x-goog-user-project", project) }
    var request: HTTPRequest
    switch call {
    case .get(let path, let parameters):
      let query = parameters.map { "\($0.name)=\($0.value.percentEncoded)" }.joined(separator: "&")
      let url = database.url(path) + (query.isEmpty ? "" : "?" + query)
      request = HTTPRequest(.get, url, headers: headers)
    case .post(let method, let path, let body):
      // Without it the emulator takes the body for a form, and answers 404.
      headers.append("Content-Type", "application/json")
      request = HTTPRequest(
        .post, database.url(path, verb: ":" + method.rawValue), headers: headers,
        body: Array(body.utf8))
    }
    request.attempt = attempt
    return request
  }
}

/// The result of one try. An error inside a successful answer counts as an answer with its status.
private struct Outcome {
  let response: Result<HTTPResponse, HTTPError>
  private let content: Result<CallAnswer, JSONError>?

  init(_ response: Result<HTTPResponse, HTTPError>, _ reader: AnswerReader) {
    guard case .success(var answer) = response, answer.status == 200 else {
      self.response = response
      content = nil
      return
    }
    do throws(JSONError) {
      let content = try reader.finish(answer.body)
      if let error = content.error {
        answer.status = error["code"]?.int.flatMap { $0 >= 400 ? $0 : nil } ?? 500
      }
      self.content = .success(content)
    } catch {
      content = .failure(error)
    }
    self.response = .success(answer)
  }

  var status: Int? { try? response.get().status }

  func answer() throws(FirestoreError) -> CallAnswer {
    switch (response, content) {
    case (.failure(let error), _) where error.code == .cancelled: throw .cancelled
    case (.failure(let error), _): throw FirestoreError(.unreachable(error), error.detail)
    case (.success(let response), .success(let content)?):
      if let error = content.error { throw FirestoreError(error, status: response.status) }
      return content
    case (.success, .failure(let error)?):
      throw .unexpected("the answer is not JSON: \(error)", status: 200)
    case (.success(let response), nil): throw FirestoreError(response)
    }
  }
}
