import HTTP
import Support
import Testing

@testable import Stripe

@Suite("Errors of the API")
struct StripeErrorTests {
  private func error(
    _ outcome: FakeNetwork.Outcome, key: String = testKey
  ) async throws -> StripeError {
    let client = try StripeClient.make(FakeNetwork(outcome), key: key)
    return try #require(
      await failure { () throws(StripeError) in try await client.sessions() })
  }

  private func body(
    type: String = "invalid_request_error", code: String? = nil, message: String = "No."
  ) -> String {
    let code = code.map { #","code":"\#($0)""# } ?? ""
    return #"{"error":{"type":"\#(type)","message":"\#(message)"\#(code)}}"#
  }

  @Test(
    arguments: [
      (400, nil, .invalidRequest), (401, nil, .authentication), (402, nil, .invalidRequest),
      (403, nil, .permission), (404, nil, .invalidRequest), (400, "resource_missing", .missing),
      (404, "resource_missing", .missing), (409, nil, .invalidRequest), (429, nil, .rateLimited),
      (429, "lock_timeout", .locked), (400, "rate_limit", .rateLimited), (500, nil, .server),
      (503, nil, .server), (302, nil, .unexpectedAnswer),
    ] as [(Int, String?, StripeError.Code)])
  func `the status and the code say what kind of error it is`(
    status: Int, code: String?, expected: StripeError.Code
  ) async throws {
    let error = try await error(.answer(body(code: code), status: status))
    #expect(error.code == expected)
    #expect(error.status == status)
    #expect(error.message == "No.")
  }

  @Test func `all that the API says is kept`() async throws {
    let body = """
      {"error":{"type":"card_error","code":"card_declined","decline_code":"lost_card",
       "message":"Declined.","param":"session"}}
      """
    let error = try await error(.answer(body, status: 402, headers: ["Request-Id": "req_1"]))
    #expect(
      error
        == StripeError(
          .invalidRequest, "Declined.", type: "card_error", apiCode: "card_declined",
          declineCode: "lost_card", param: "session", status: 402, requestID: "req_1"))
  }

  @Test(
    arguments: [
      (301, .unexpectedAnswer), (400, .unexpectedAnswer), (401, .unexpectedAnswer),
      (404, .unexpectedAnswer), (429, .rateLimited), (502, .server),
    ] as [(Int, StripeError.Code)])
  func `without the API's own words, no status alone makes an object missing or a key wrong`(
    status: Int, expected: StripeError.Code
  ) async throws {
    let html = FakeNetwork.Outcome.answer(
      "<html>", status: status, headers: ["Content-Type": "text/html"])
    let error = try await error(html)
    #expect(error.code == expected)
    #expect(error.message == "no error of Stripe, but HTTP \(status), text/html")
  }

  @Test func `a wrong address does not look like an object that is gone`() async throws {
    let message = "Unrecognized request URL (GET: /v2/x)."
    let error = try await error(.answer(body(message: message), status: 404))
    #expect(error.code == .invalidRequest)
  }

  @Test func `a key that a server sends back is masked, and a long message cut`() async throws {
    let message = "You sent \(testKey) " + String(repeating: "x", count: 5000)
    let error = try await error(.answer(body(message: message), status: 400))
    #expect(!error.message.contains(testKey))
    #expect(error.message.hasPrefix("You sent sk_test_…0001 xxx"))
    #expect(error.message.utf8.count < 1000)
  }

  @Test(arguments: [HTTPError.Code.tls, .tooLarge, .refusedAddress, .cancelled])
  func `no answer keeps its reason`(code: HTTPError.Code) async throws {
    guard case .unreachable(let cause) = try await error(.error(code)).code else {
      Issue.record("not unreachable")
      return
    }
    #expect(cause.code == code)
  }

  // MARK: - Sentences

  private static let expired = StripeError(
    .authentication, "Expired API Key provided: rk_test_****aaaaaa",
    apiCode: "api_key_expired", status: 401)
  private static let forbidden = StripeError(
    .permission, "Having the 'rak_checkout_session_write' permission would help.", status: 403,
    requestID: "req_1")
  private static let missing = StripeError(.missing, "No such checkout.session: 'cs_test_a'")
  private static let limited = StripeError(.rateLimited, "Too many requests", status: 429)
  private static let unresolved = StripeError(
    .unreachable(HTTPError(.nameResolution, "Could not resolve host: api.stripe.com")), "")
  private static let refused = StripeError(.refused, "A live key is read-only.")

  private static let sentences: [(StripeError, String)] = [
    (
      expired,
      """
      Stripe does not accept the key. Expired API Key provided: rk_test_****aaaaaa. Make a new \
      key in the Dashboard, or log in again with the Stripe CLI.
      """
    ),
    (
      forbidden,
      """
      The key may not do this. Having the 'rak_checkout_session_write' permission would help. \
      A restricted key needs the permission rak_checkout_session_write. (req_1)
      """
    ),
    (
      missing,
      """
      Stripe does not know this object. No such checkout.session: 'cs_test_a'. It may be \
      deleted, or belong to another account or to the other mode.
      """
    ),
    (
      limited,
      """
      Stripe limits the rate of requests, and waiting did not help. Too many requests. Other \
      programs may be using the same account. Try again in a minute.
      """
    ),
    (
      unresolved,
      """
      The name of the server was not found. Check the network and the DNS settings: Could not \
      resolve host: api.stripe.com.
      """
    ),
    (StripeError.cancelled, "The request was cancelled."),
    (refused, "A live key is read-only."),
  ]

  @Test(arguments: sentences)
  func `a sentence says what was wrong and what to do`(error: StripeError, sentence: String) {
    #expect(error.sentence == sentence)
  }
}
