import Foundation
import JSON
import Testing

@testable import Driver

@Suite("till sandbox pay and its like")
struct SandboxVerbTests {
  @Test func `a session is paid and refunded from the command line`() async throws {
    try await Shop.open { shop in
      let session = try await shop.openSession()
      let paid = try await shop.till("sandbox", "pay", session.id)
      #expect(paid.code == 0)
      #expect(paid.text == "\(session.id) complete, paid\n")
      #expect(try await shop.session(session.id).status == "complete")
      let again = try await shop.till("sandbox", "pay", session.id)
      #expect(again.code == 1)
      #expect(again.errors.contains("cannot be paid any more"))
      let refunded = try await shop.till("sandbox", "refund", session.id, "--amount", "1")
      #expect(refunded.code == 0)
    }
  }

  @Test func `a decline says why, and leaves the session open`() async throws {
    try await Shop.open { shop in
      let session = try await shop.openSession()
      let declined = try await shop.till(
        "sandbox", "pay", session.id, "--card", "4000 0000 0000 9995")
      #expect(declined.code == 1)
      #expect(
        declined.errors == "till: Your card has insufficient funds. (insufficient_funds)\n")
      #expect(try await shop.session(session.id).status == "open")
    }
  }

  @Test func `it never asks anything but a sandbox on this machine`() async throws {
    try await Shop.open { shop in
      let base = ["TILL_API_BASE": "https://api.stripe.com"]
      let outcome = try await shop.till("sandbox", "pay", "cs_test_1", with: base)
      #expect(outcome.code == 64)
      #expect(outcome.errors.contains("this machine"))
      let missing = try await shop.till("sandbox", "expire", "cs_test_nothing")
      #expect(missing.code == 66)
    }
  }

  @Test func `the secret of webhooks stays the same`() async throws {
    try await Home.use { home in
      let first = try await Program.run(
        "till", ["sandbox", "--print-secret"], environment: home.environment)
      #expect(first.text.wholeMatch(of: /whsec_[0-9a-f]{64}\n/) != nil)
      let second = try await Program.run(
        "till", ["sandbox", "--print-secret"], environment: home.environment)
      #expect(first.text == second.text)
    }
  }

  @Test(arguments: [
    ["--forward-to", "http://shop.example/hook"], ["--forward-to", "https://shop.example/hook"],
    ["--events", "charge.failed"], ["--forward-to", "3000", "--events", "nothing.happened"],
    ["--forward-to", "3000", "--headers", "x"],
  ])
  func `what cannot be forwarded is refused`(arguments: [String]) async throws {
    try await Home.use { home in
      let outcome = try await Program.run(
        "till", ["sandbox"] + arguments, environment: home.environment)
      #expect(outcome.code == 64)
    }
  }
}
