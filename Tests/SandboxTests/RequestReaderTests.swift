import JSON
import Support
import Testing

@testable import Sandbox

@Suite("Requests in the bytes of a connection")
struct RequestReaderTests {
  /// The reader's steps for bytes that arrive in pieces of this length, as text.
  private func steps(_ text: String, by length: Int = .max) -> [String] {
    var reader = RequestReader()
    var said: [String] = []
    var rest = Array(text.utf8)[...]
    while true {
      switch reader.next() {
      case .needsBytes:
        guard !rest.isEmpty else { return said }
        reader.append(Array(rest.prefix(length)))
        rest = rest.dropFirst(length)
      case .expectsContinue:
        said.append("continue")
      case .request(let request, let keepsConnection):
        said.append(
          "\(request.method) \(request.path) ?\(request.query) [\(request.body)]"
            + (keepsConnection ? "" : " close"))
      case .refusal(let response, let keepsConnection):
        said.append("\(response.status)" + (keepsConnection ? "" : " close"))
        if !keepsConnection { return said }
      }
    }
  }

  private static let twoRequests =
    "POST /v1/customers?expand[]=a HTTP/1.1\r\nContent-Length: 8\r\n\r\nname=Ada"
    + "\r\nGET /v1/account HTTP/1.1\r\nHost: localhost\r\n\r\n"

  @Test func `requests behind one another are read in order`() {
    #expect(
      steps(Self.twoRequests) == [
        "POST /v1/customers ?expand[]=a [name=Ada]", "GET /v1/account ? []",
      ])
  }

  @Test(arguments: [1, 2, 3, 7, 50])
  func `how the bytes arrive makes no difference`(length: Int) {
    #expect(steps(Self.twoRequests, by: length) == steps(Self.twoRequests))
    #expect(steps(Self.chunked, by: length) == steps(Self.chunked))
  }

  private static let chunked =
    "POST /v1/customers HTTP/1.1\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
    + "5;note=1\r\nname=\r\n3\r\nAda\r\n0\r\nTrailer: x\r\n\r\n"

  @Test func `chunks become one body`() {
    #expect(steps(Self.chunked) == ["POST /v1/customers ? [name=Ada] close"])
  }

  @Test func `a client that waits for a word before its body gets one`() {
    #expect(
      steps("POST /a HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\nx")
        == ["continue", "POST /a ? [x]"])
  }

  @Test(arguments: [
    ("GET / HTTP/1.1\r\n\r\n", "GET / ? []"),
    ("GET / HTTP/1.1\nHost: a\n\n", "GET / ? []"),
    ("GET / HTTP/1.0\r\n\r\n", "GET / ? [] close"),
    ("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n", "GET / ? []"),
    ("GET / HTTP/1.1\r\nconnection: close\r\n\r\n", "GET / ? [] close"),
    ("GET / HTTP/1.1\r\nConnection: TE, Close\r\n\r\n", "GET / ? [] close"),
  ])
  func `a connection lasts as long as its client wishes`(text: String, said: String) {
    #expect(steps(text) == [said])
  }

  @Test(arguments: [
    "nonsense\r\n\r\n", "GET /\r\n\r\n", "GET / HTTP/2.0\r\n\r\n", " / HTTP/1.1\r\n\r\n",
    "GET / HTTP/1.1\r\nno colon\r\n\r\n", "GET / HTTP/1.1\r\nA: b\r\n folded\r\n\r\n",
    "GET / HTTP/1.1\r\nContent-Length: -4\r\n\r\n", "GET / HTTP/1.1\r\nContent-Length: +4\r\n\r\n",
    "GET / HTTP/1.1\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\n",
    "GET / HTTP/1.1\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n",
    "GET / HTTP/1.1\r\nA: b\r\r\n\r\n", "GET / HTTP/1.1\r\nA: b\rC: d\r\n\r\n",
    "GET / HTTP/1.1\r\nA: b\r\n\r\r\n\r\n", "GET / HTTP/1.1\r\nA: b\u{0}\r\n\r\n",
    "GET /?a=\u{0} HTTP/1.1\r\n\r\n",
    "GET / HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n",
    "GET / HTTP/1.1\r\nTransfer-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "GET / HTTP/1.1\r\nContent-Length : 4\r\n\r\nabcd",
    "GET / HTTP/1.1\r\nContent-Length\t: 4\r\n\r\nabcd", "GET / HTTP/1.1\r\n: a\r\n\r\n",
    "GET http:///v1/account HTTP/1.1\r\n\r\n",
    "GET / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n",
    "GET / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n",
  ])
  func `what is no request ends the connection`(text: String) {
    #expect(steps(text) == ["400 close"])
  }

  @Test(arguments: [
    ("http://127.0.0.1:4242/v1/account?a=b", "/v1/account", "a=b"),
    ("HTTP://127.0.0.1:4242", "/", ""), ("http://127.0.0.1:4242?a", "/", "a"),
  ])
  func `a target that names the server counts more than the header`(
    target: String, path: String, query: String
  ) throws {
    let head = try #require(
      RequestHead(Array("GET \(target) HTTP/1.1\r\nHost: other.example\r\n".utf8)[...]))
    #expect(head.path == path && head.query == query)
    #expect(head.headers["host"] == "127.0.0.1:4242")
  }

  @Test func `a refusal is an error in Stripe's form`() throws {
    let long = String(repeating: "a", count: RequestReader.largestHead + 1)
    for text in ["nonsense\r\n\r\n", "GET /\(long) HTTP/1.1\r\n\r\n"] {
      var reader = RequestReader()
      reader.append(Array(text.utf8))
      guard case .refusal(let response, _) = reader.next() else {
        Issue.record("this is taken: \(text.prefix(20))")
        continue
      }
      #expect(response.headers["Content-Type"] == "application/json")
      let error = try JSON(parsing: response.body).error
      #expect(error?.text("type") == "invalid_request_error")
      #expect(error?.text("message")?.isEmpty == false)
    }
  }

  @Test func `a head is refused at its limit, whether it ends or not`() {
    let long = String(repeating: "a", count: RequestReader.largestHead + 1)
    #expect(steps("GET /\(long) HTTP/1.1\r\n\r\n", by: 4096) == ["431 close"])
    #expect(steps("GET / HTTP/1.1\r\nA: \(long)", by: 4096) == ["431 close"])
    #expect(steps(String(repeating: "A: b\r\n", count: 20_000), by: 4096) == ["431 close"])
  }

  @Test func `a body over the limit is refused, and what comes behind it is read`() {
    let long = String(repeating: "a", count: RequestReader.largestBody + 1)
    #expect(
      steps(
        "POST /a HTTP/1.1\r\nContent-Length: \(long.utf8.count)\r\n\r\n\(long)"
          + "GET /b HTTP/1.1\r\n\r\n", by: 65_536) == ["413", "GET /b ? []"])
  }

  @Test func `a body that nobody would send by mistake is not waited for`() {
    #expect(steps("POST /a HTTP/1.1\r\nContent-Length: 99999999999\r\n\r\n") == ["413 close"])
  }

  @Test func `random bytes are requests or refusals`() {
    var dice = SplitMix(seed: 13)
    let letters = Array("GETPOS /?:HTTP1.1\r\n\r\nContent-Length: 3chunked\u{0}\u{e9}")
    for _ in 0..<2000 {
      let text = String((0..<80).compactMap { _ in letters.randomElement(using: &dice) })
      #expect(steps(text, by: 5) == steps(text), "\(text.debugDescription)")
    }
  }
}
