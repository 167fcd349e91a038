import Testing

@testable import Driver

@Suite("Exit codes and sentences")
struct FailureTests {
  @Test(arguments: ["list", "dashboard"])
  func `without a key: 77, where it was looked for, and the demo`(command: String) async throws {
    try await Shop.open(sessions: 0) { shop in
      let outcome = try await shop.till(command, with: ["STRIPE_API_KEY": ""])
      #expect(outcome.code == 77)
      #expect(outcome.output.isEmpty)
      #expect(outcome.errors.contains("STRIPE_API_KEY"))
      #expect(outcome.errors.contains("till demo"))
    }
  }

  @Test func `a publishable key is refused with the reason`() async throws {
    try await Shop.open(sessions: 0) { shop in
      let outcome = try await shop.till(
        "list", with: ["STRIPE_API_KEY": "pk_test_till_sandbox_0001"])
      #expect(outcome.code == 77)
      #expect(outcome.errors.contains("publishable"))
      #expect(!outcome.errors.contains("pk_test_till_sandbox_0001"))
    }
  }

  @Test func `a malformed key is refused before any request`() async throws {
    try await Shop.open(sessions: 0) { shop in
      await shop.close()
      let outcome = try await shop.till("list", with: ["STRIPE_API_KEY": "sk_foo_1234567890"])
      #expect(outcome.code == 77)
      #expect(!outcome.errors.contains("1234567890"))
      #expect(shop.home.names(in: "cache/till").isEmpty)
    }
  }

  @Test(
    arguments: [
      ["sk_live_abcdefghij1234"], ["list", "sk_live_abcdefghij1234"],
      ["list", "--api-key=rk_test_abcdefghij1234"], ["search", "whsec_abcdefghij1234"],
      ["find", "key: pk_live_abcdefghij1234"],
    ])
  func `a key is never taken from the command line, nor repeated`(
    arguments: [String]
  ) async throws {
    try await Shop.open(sessions: 0) { shop in
      let outcome = try await shop.till(arguments)
      #expect(outcome.code == 64)
      #expect(outcome.output.isEmpty)
      #expect(
        outcome.errors
          == "till: a key is never taken from the command line: set STRIPE_API_KEY, or add it to a "
          + "profile\n")
    }
  }

  @Test func `a key that Stripe does not take is 77, and is not repeated`() async throws {
    try await Shop.open(sessions: 0, isLive: true) { shop in
      let outcome = try await shop.till(
        "list", with: ["STRIPE_API_KEY": "sk_test_till_sandbox_0001"])
      #expect(outcome.code == 77)
      #expect(!outcome.errors.contains("till_sandbox_0001"))
    }
  }

  @Test func `nobody at the address is 69`() async throws {
    try await Shop.open(sessions: 0) { shop in
      // Port 1 is tcpmux, which is no longer in use.
      let outcome = try await shop.till("list", "--api-base", "http://127.0.0.1:1")
      #expect(outcome.code == 69)
      #expect(outcome.output.isEmpty || outcome.lines.count == 1)
    }
  }

  @Test func `a rate limit that outlasts the retries is 75`() async throws {
    try await Shop.open(sessions: 0, rateLimit: 0.001) { shop in
      _ = try await shop.get("")
      let outcome = try await shop.till("list")
      #expect(outcome.code == 75)
    }
  }

  @Test func `a server without TLS is refused unless it is this machine`() async throws {
    try await Shop.open(sessions: 0) { shop in
      let outcome = try await shop.till("list", "--api-base", "http://example.com")
      #expect(outcome.code == 64, "an argument is wrong, and not the configuration")
      #expect(outcome.errors.contains("http"))
    }
  }

  @Test(arguments: [["demo"], []])
  func `without a terminal there is no dashboard but a sentence`(arguments: [String]) async throws {
    try await Shop.open(sessions: 0) { shop in
      let outcome = try await shop.till(arguments)
      #expect(outcome.code == 64)
      #expect(outcome.output.isEmpty)
      #expect(outcome.errors.contains("is not a terminal"))
    }
  }

  @Test func `an unknown option of create is named before what is missing`() async throws {
    try await Shop.open(sessions: 0) { shop in
      let unknown = try await shop.till("create", "--amount", "1", "--name", "Shirt")
      #expect(unknown.code == 64)
      #expect(unknown.errors.contains("'--name'"))
      let lacking = try await shop.till("create", "--amount", "1")
      #expect(lacking.code == 64)
      #expect(lacking.errors.contains("--amount needs --product"))
    }
  }

  @Test(
    arguments: [
      (["hello"], "“hello” is no command; “till find hello” looks for it"),
      (["order_12999"], "“order_12999” is no command; “till find order_12999” looks for it"),
      (
        ["--no-cache", "it's", "me"], "“it's” is no command; “till find 'it'\\''s' me” looks for it"
      ),
      (
        ["serach"], "“serach” is no command, did you mean “search”? “till find serach” looks for it"
      ),
    ])
  func `a word that is no command says how to look for it`(
    arguments: [String], sentence: String
  ) async throws {
    try await Shop.open(sessions: 0) { shop in
      let outcome = try await shop.till(arguments)
      #expect(outcome.code == 64)
      #expect(outcome.errors == "till: \(sentence)\n")
    }
  }

  @Test func `an unknown option is 64`() async throws {
    try await Shop.open(sessions: 0) { shop in
      let outcome = try await shop.till("list", "--colour")
      #expect(outcome.code == 64)
    }
  }
}
