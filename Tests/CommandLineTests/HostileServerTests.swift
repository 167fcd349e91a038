import HTTP
import Testing

@testable import CommandLine

@Suite struct HostileServerTests {
  private static let message = "no\\u001b]0;owned\\u0007\\u001b[2J\\u009b31m\\u202e"

  /// Whether a terminal would obey any of it.
  private func isHarmless(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { scalar in
      scalar == "\n" || scalar == "\t"
        || (scalar.value >= 0x20 && !(0x7F..<0xA0).contains(scalar.value)
          && scalar.value != 0x202E)
    }
  }

  @Test(arguments: [
    ["show", "cs_test_a"], ["list"], ["sync"], ["lines", "cs_test_a"], ["url", "cs_test_a"],
    ["update", "cs_test_a", "--metadata", "a=b"], ["expire", "cs_test_a", "--yes"],
    ["create", "--price", "price_1", "--success-url", "https://a.b"],
    ["list", "--debug-http"], ["expire", "cs_test_a\u{1B}[31m", "--dry-run"],
    ["list", "--status", "\u{1B}[31m"], ["lost\u{1B}[31m"], ["search", "(\u{1B}[31m:"],
    ["--profile", "\u{1B}[31m", "list"],
  ])
  func `what a server or an argument says reaches no terminal raw`(
    arguments: [String]
  ) async throws {
    for status in [400, 401, 403, 404, 409, 500] {
      try await Counter.open(
        terminals: [.output, .errors],
        answer: { _ throws(HTTPError) in
          HTTPResponse(
            status: status,
            headers: [
              "Content-Type": "text/\u{1B}[31mhtml", "Request-Id": "req_1",
              "Stripe-Should-Retry": "false",
            ],
            body: Array(
              "{\"error\": {\"message\": \"\(Self.message)\", \"type\": \"\(Self.message)\"}}".utf8)
          )
        }
      ) { counter in
        let ending = await Program.run(arguments, in: counter.world)
        #expect(ending != .code(0))
        // The sequences that move the cursor in a progress line are till's own.
        let said = counter.errors.replacing("\r\u{1B}[K", with: "").replacing(
          "\r\u{1B}[J", with: "")
        #expect(isHarmless(said), "\(said.debugDescription)")
        #expect(isHarmless(counter.output), "\(counter.output.debugDescription)")
      }
    }
  }

  @Test(arguments: [
    "javascript:alert(1)", "--url", "file:///etc/passwd", "http://evil.example/", "",
    "https://a b/", "-rf", "https://user@host/",
  ])
  func `a URL that is no page is not printed`(url: String) async throws {
    let session = """
      {"id": "cs_test_a", "object": "checkout.session", "created": 1, "livemode": false,
       "status": "open", "url": "\(url)"}
      """
    try await Counter.open(
      answer: { _ throws(HTTPError) in
        HTTPResponse(status: 200, body: Array(session.utf8))
      }
    ) { counter in
      #expect(await counter.run("url", "cs_test_a") == .code(1))
      #expect(counter.output.isEmpty)
    }
  }
}
