import CCurl
import Support
import Testing

@testable import HTTP

/// The messages for connections that failed before they were secure, and for proxies.
@Suite struct SafeConnectionTests {
  private func failure(
    _ url: String, _ options: HTTPOptions = HTTPOptions()
  ) async -> HTTPError? {
    let transport = CurlTransport(options)
    defer { transport.shutdown() }
    do throws(HTTPError) {
      _ = try await transport.client.send(HTTPRequest(.get, url))
      return nil
    } catch { return error }
  }

  @Test func `a reset during the handshake is a broken connection, and no bad certificate`() async {
    let server = LoopbackServer(.reset)
    defer { server.stop() }
    let error = await failure("https://127.0.0.1:\(server.port)/")
    #expect(error?.code == .brokenAnswer, "\(String(describing: error))")
  }

  @Test(
    arguments: [
      (CURLE_RECV_ERROR, "CONNECT tunnel failed, response 407", .proxy),
      (CURLE_RECV_ERROR, "CONNECT tunnel failed, response 503", .connect),
      (CURLE_RECV_ERROR, "Recv failure", .brokenAnswer),
      (CURLE_COULDNT_RESOLVE_PROXY, "Could not resolve proxy: x", .connect),
    ] as [(CURLcode, String, HTTPError.Code)])
  func `what a proxy refuses is no broken answer`(
    code: CURLcode, text: String, kind: HTTPError.Code
  ) {
    #expect(HTTPError.Code(code, text) == kind)
  }

  @Test(arguments: [
    (
      "Could not resolve proxy: user:secret@proxy.example",
      "Could not resolve proxy: …@proxy.example"
    ),
    ("connect to http://user:se@cret@proxy:80 failed", "connect to http://…@proxy:80 failed"),
    ("Proxy 'user:secret@h' is wrong", "Proxy '…@h' is wrong"),
    ("no proxy at all", "no proxy at all"),
  ])
  func `a proxy's password is in no message`(said: String, shown: String) {
    #expect(said.withoutUserInfo == shown)
  }
}
