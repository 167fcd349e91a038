import Testing

@testable import HTTP

@Suite("Addresses that till talks to")
struct HTTPAddressTests {
  @Test(
    arguments: [
      ("https://api.stripe.com", "api.stripe.com", nil, ""),
      ("HTTPS://API.Stripe.com/v1?x=1", "api.stripe.com", nil, "/v1?x=1"),
      ("https://example.com:8443?x=//y", "example.com", 8443, "?x=//y"),
      ("https://[2001:db8::1]:8443/", "2001:db8::1", 8443, "/"),
      ("http://127.0.0.1:4242/a", "127.0.0.1", 4242, "/a"),
      ("http://127.9.8.7", "127.9.8.7", nil, ""),
      ("http://[::1]:1/", "::1", 1, "/"),
      ("http://localhost:65535", "localhost", 65535, ""),
    ] as [(String, String, Int?, String)])
  func `https anywhere and http to this machine are taken apart`(
    url: String, host: String, port: Int?, target: String
  ) throws {
    let address = try HTTPAddress(url)
    #expect(address.host == host)
    #expect(address.port == port)
    #expect(address.target == target)
    #expect(address.isSecure == url.lowercased().hasPrefix("https"))
  }

  @Test(arguments: [
    "", "api.stripe.com", "//api.stripe.com", "ftp://127.0.0.1", "file:///etc/passwd",
    "https:/api.stripe.com", "https://", "https:///v1", "https://:443", "https://?x",
    // Not this machine, although it looks like it.
    "http://api.stripe.com", "http://127.0.0.1.evil.example", "http://localhost.evil.example",
    "http://evil.example/127.0.0.1", "http://evil.example?127.0.0.1", "http://128.0.0.1",
    "http://127.1", "http://0177.0.0.1", "http://127.0.0.01", "http://127.0.0.256",
    "http://2130706433", "http://0x7f000001", "http://0.0.0.0", "http://[::ffff:127.0.0.1]",
    "http://[::]", "http://localhost.", "http://127.0.0.1.",
    // User names, and characters that some parsers take for the end of one.
    "http://127.0.0.1@evil.example", "http://127.0.0.1:80@evil.example",
    "https://sk_live_x@api.stripe.com", "https://user:word@api.stripe.com",
    #"http://127.0.0.1\@evil.example"#, "http://evil.example#@127.0.0.1",
    // Characters that are not allowed.
    "https://api.stripe.com/ x", "https://api.stripe.com/\r\nHost: x",
    "https://api.stripe.com\u{0}",
    "https://bücher.example", "https://api.stripe.com/ü", "https://api..stripe.com",
    "https://.stripe.com", "https://api%2Estripe.com", "https://a b",
    // Ports and brackets.
    "https://x:", "https://x:0", "https://x:65536", "https://x:-1", "https://x:+1",
    "https://x:1a", "https://x:80:80", "https://[::1", "https://[::1]x",
    "https://[fe80::1%25eth0]",
    "https://[]", "https://[abcd]",
  ])
  func `everything else is refused`(url: String) {
    #expect {
      try HTTPAddress(url)
    } throws: { error in
      (error as? HTTPError)?.code == .refusedAddress
    }
  }

  @Test func `a refusal does not repeat the address, which may hold a secret`() {
    #expect {
      try HTTPAddress("https://sk_live_secret@api.stripe.com")
    } throws: { error in
      !"\(error)".contains("sk_live_secret")
    }
  }
}
