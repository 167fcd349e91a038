import Checkout
import Testing
import JSON

@testable import Driver

@Suite("till show, lines, url")
struct SessionTests {
  @Test func `show prints Stripe's own JSON`() async throws {
    try await Shop.open { shop in
      let session = try #require(try await shop.sessions().first)
      let outcome = try await shop.till("show", session.id, "--format", "json")
      let truth = try await shop.session(session.id).source
      #expect(outcome.code == 0)
      #expect(outcome.text == truth + "\n")
    }
  }

  @Test func `lines prints all line items, also those beyond a first page`() async throws {
    try await Shop.open(sessions: 200) { shop in
      let (id, items) = try await shop.largeCart()
      try #require(items.count > 10)
      let outcome = try await shop.till("lines", id, "--format", "json")
      let printed = try JSON(parsing: outcome.output)
      // Not byte for byte: `till` requests more of each item than this test does.
      #expect(printed.elements.map(\.id) == items.map(\.id))
      let text = try await shop.till("lines", id)
      #expect(text.lines.count { $0.contains(" ×  ") } == items.count)
    }
  }

  @Test func `url prints the checkout URL alone on a line`() async throws {
    try await Shop.open { shop in
      let session = try await shop.openSession()
      let outcome = try await shop.till("url", session.id)
      #expect(outcome.text == (session["url"]?.string ?? "") + "\n")
    }
  }

  @Test func `a session without a URL is a refusal, not an empty line`() async throws {
    try await Shop.open { shop in
      let session = try #require(try await shop.sessions("&status=expired").first)
      let outcome = try await shop.till("url", session.id)
      #expect(outcome.code == 1)
      #expect(outcome.output.isEmpty)
      #expect(outcome.errors.contains("expired"))
    }
  }

  @Test(arguments: ["show", "lines", "url", "expire"])
  func `an unknown session is 66`(command: String) async throws {
    try await Shop.open { shop in
      let options = command == "expire" ? ["--yes"] : []
      let outcome = try await shop.till([command, "cs_test_nobody_knows_this_one"] + options)
      #expect(outcome.code == 66)
      #expect(outcome.errors.contains("cs_test_nobody_knows_this_one"))
    }
  }
}

extension Shop {
  /// A session with more line items than Stripe's default page holds.
  fileprivate func largeCart() async throws -> (id: String, items: [JSON]) {
    let sessions = try await sessions("&expand[]=data.line_items")
    let large = try #require(sessions.first { $0["line_items"]?["has_more"]?.bool == true })
    let items = try await get("/\(large.id)/line_items?limit=100")
    return (large.id, items["data"]?.elements.map { $0 } ?? [])
  }
}
