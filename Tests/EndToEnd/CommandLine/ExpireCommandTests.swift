import Checkout
import Testing

@testable import Driver

@Suite("till expire")
struct ExpireCommandTests {
  @Test func `an open session is expired, once it may be done without asking`() async throws {
    try await Shop.open { shop in
      let id = try await shop.openSession().id
      let outcome = try await shop.till("expire", id, "--yes")
      #expect(outcome.code == 0)
      #expect(outcome.text == "\(id)\texpired\n")
      #expect(try await shop.session(id).status == "expired")
    }
  }

  @Test func `where nobody can be asked, nothing is expired without --yes`() async throws {
    try await Shop.open { shop in
      let id = try await shop.openSession().id
      let outcome = try await shop.till("expire", id)
      #expect(outcome.code == 1)
      #expect(outcome.errors.contains("--yes"))
      #expect(try await shop.session(id).status == "open")
    }
  }

  @Test func `a session that is expired already is a failure`() async throws {
    try await Shop.open { shop in
      let id = try await shop.openSession().id
      _ = try await shop.till("expire", id, "--yes")
      let outcome = try await shop.till("expire", id, "--yes")
      #expect(outcome.code == 1)
      #expect(outcome.output.isEmpty)
      #expect(outcome.errors.contains("the session is expired"))
    }
  }

  @Test func `one that cannot be expired does not hold up the others`() async throws {
    try await Shop.open { shop in
      let open = try await shop.sessions("&status=open").prefix(2).map(\.id)
      let complete = try #require(try await shop.sessions("&status=complete").first?.id)
      let outcome = try await shop.till(["expire", open[0], complete, open[1], "--yes"])
      #expect(outcome.code == 1)
      // The lines are in the order of Stripe's answers.
      #expect(Set(outcome.lines) == Set(open.map { "\($0)\texpired" }))
      #expect(outcome.errors.contains(complete))
      #expect(try await shop.session(complete).status == "complete")
    }
  }

  @Test func `a live key does not expire without leave`() async throws {
    try await Shop.open(sessions: 30, isLive: true) { shop in
      let id = try await shop.openSession().id
      let refused = try await shop.till("expire", id, "--yes")
      #expect(refused.code == 1)
      #expect(refused.errors.contains("--allow-live-writes"))
      #expect(try await shop.session(id).status == "open")
      let allowed = try await shop.till("expire", id, "--yes", "--allow-live-writes")
      #expect(allowed.code == 0)
      #expect(try await shop.session(id).status == "expired")
    }
  }
}
