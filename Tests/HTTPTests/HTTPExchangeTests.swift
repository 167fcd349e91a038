import Host
import Support
import Testing

@testable import HTTP

@Suite("The request log")
struct HTTPExchangeTests {
  private final class Log<Entry: Sendable>: Sendable {
    private let state = Locked<[Entry]>([])
    var entries: [Entry] { state.withLock { $0 } }
    func note(_ entry: Entry) { state.withLock { $0.append(entry) } }
  }

  /// A clock that starts half a second after a full second, and is 12 ms later at the next reading.
  private func clock() -> HTTPClock {
    let log = Log<Void>()
    return HTTPClock(
      wall: { 1_700_000_000_500 },
      uptime: {
        defer { log.note(()) }
        return .milliseconds(12 * log.entries.count)
      })
  }

  private func client(_ outcome: Result<HTTPResponse, HTTPError>) -> HTTPClient {
    HTTPClient { _ throws(HTTPError) in try outcome.get() }
  }

  private let request = HTTPRequest(
    .get, "https://api.stripe.com/v1/x?limit=3", headers: ["Authorization": "Bearer sk_test_secret"]
  )

  @Test func `an answer is logged with its status, size, time and id`() async throws {
    let log = Log<HTTPExchange>()
    let response = HTTPResponse(
      status: 429, headers: ["Request-Id": "req_1"], body: Array("{}".utf8))
    var request = request
    request.attempt = 2
    let answer = try await client(.success(response)).logging(clock: clock(), log.note)
      .send(request)
    #expect(answer == response)
    #expect(
      log.entries == [
        HTTPExchange(
          started: 1_700_000_000_500, method: .get, target: "/v1/x?limit=3", attempt: 2,
          outcome: .status(429), milliseconds: 12, bytes: 2, requestID: "req_1")
      ])
  }

  @Test func `a failure is logged with its code, and still thrown`() async {
    let log = Log<HTTPExchange>()
    let client = client(.failure(HTTPError(.timeout, "late"))).logging(clock: clock(), log.note)
    await #expect(throws: HTTPError(.timeout, "late")) { try await client.send(request) }
    #expect(log.entries.map(\.outcome) == [.failed(.timeout)])
  }

  @Test(arguments: ["", "req 1", "\u{1B}[2J", "req_ü"])
  func `a request id that is none is left out`(id: String) {
    #expect(HTTPResponse(status: 200, headers: ["Request-Id": id]).requestID == nil)
  }

  @Test(arguments: [
    ("/v1/x", "/v1/x"),
    ("/v1/x?created%5Bgte%5D=17&status=open", "/v1/x?created[gte]=17&status=open"),
    ("/v1/x?customer_details%5Bemail%5D=a%40b.c", "/v1/x?customer_details[email]=…"),
    ("/v1/x?a=cs_1_secret_2&b=%20&c", "/v1/x?a=…&b=…&c="),
    ("?expand%5B%5D=data.line_items", "?expand[]=data.line_items"),
  ])
  func `the logged target keeps ids, numbers and words, and nothing else`(
    target: String, logged: String
  ) {
    #expect(HTTPRequest(.get, "https://api.stripe.com" + target).loggedTarget == logged)
  }

  @Test
  func `the header dump masks the key and the cookies, and is safe for a terminal`() async throws {
    let log = Log<String>()
    let response = HTTPResponse(
      status: 200, headers: ["Set-Cookie": "session=1", "X-Evil": "a\u{1B}[2Jb\u{9B}"])
    _ = try await client(.success(response)).dumpingHeaders(log.note).send(request)
    #expect(
      log.entries == [
        "> GET /v1/x?limit=3", "> Authorization: …", "< 200", "< Set-Cookie: …",
        "< X-Evil: a\u{FFFD}[2Jb\u{FFFD}",
      ])
  }

  @Test func `no way to print a request shows the key`() {
    var dumped = ""
    dump(request, to: &dumped)
    for text in ["\(request)", String(reflecting: request), "\(request.headers)", dumped] {
      #expect(!text.contains("sk_test_secret"))
      #expect(text.contains("Authorization"))
    }
  }
}
