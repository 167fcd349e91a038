import Foundation
import Host
import Testing

@testable import CommandLine

@Suite struct WatchCommandTests {
  private struct Change: Decodable, Equatable {
    let at: Int
    let id: String
    let field: String
    let from: String?
    let to: String?
  }

  private static func changes(_ text: String) throws -> [Change] {
    try text.split(separator: "\n").map {
      try JSONDecoder().decode(Change.self, from: Data($0.utf8))
    }
  }

  @Test func `a session that is paid ends a watch for its payment`() async throws {
    try await Counter.open(sessions: 60) { counter in
      let id = try await counter.anID()
      // The session is cached as open, so that its later change is reported.
      _ = await counter.run("sync")
      let base = try #require(counter.world.environment["TILL_API_BASE"])
      #expect(await counter.run("sandbox", "pay", id, "--api-base", base) == .code(0))
      counter.streams.bytes.withLock { $0 = [:] }
      let ending = await counter.run(
        "watch", id, "--until", "paid", "--timeout", "60s", "--format", "ndjson")
      #expect(ending == .code(0))
      let changes = try Self.changes(counter.output)
      #expect(changes.allSatisfy { $0.id == id && $0.at > 1_700_000_000 })
      #expect(changes.contains { $0.field == "status" && $0.from == "open" && $0.to == "complete" })
      #expect(
        changes.contains {
          $0.field == "payment_status" && $0.from == "unpaid" && $0.to == "paid"
        })
      counter.streams.bytes.withLock { $0 = [:] }
      #expect(await counter.run("watch", id, "--until", "closed") == .code(0))
      #expect(counter.output.isEmpty, "nothing has changed since")
      #expect(await counter.run("watch", id, "--until", "expired") == .code(1))
      #expect(counter.errors.contains("\(id) is complete: it will not be expired any more"))
    }
  }

  @Test func `a session that expires will not be paid any more`() async throws {
    try await Counter.open(sessions: 60) { counter in
      let id = try await counter.anID("expired")
      #expect(await counter.run("watch", id, "--until", "paid") == .code(1))
      #expect(counter.errors.contains("is expired: it will not be paid any more"))
    }
  }

  @Test func `a debit that fails ends a watch for its payment`() async throws {
    try await Counter.open(sessions: 60) { counter in
      let base = try #require(counter.world.environment["TILL_API_BASE"])
      let created = await counter.run(
        "create", "--product", "T", "--amount", "20", "--currency", "eur", "--success-url",
        "https://a.b", "--format", "json")
      #expect(created == .code(0), "\(counter.errors)")
      let start = try #require(counter.output.range(of: "cs_test_"))
      let id = String(
        counter.output[start.lowerBound...].prefix { $0.isLetter || $0.isNumber || $0 == "_" })
      let iban = "AT611904300234573201"
      #expect(
        await counter.run("sandbox", "pay", id, "--card", iban, "--api-base", base) == .code(0))
      #expect(
        await counter.run("watch", id, "--until", "paid", "--timeout", "1s") == .code(124),
        "the money is under way")
      #expect(await counter.run("sandbox", "fail", id, "--api-base", base) == .code(0))
      #expect(await counter.run("watch", id, "--until", "paid") == .code(1))
      #expect(
        counter.errors.contains(
          "is complete, but the payment has failed: it will not be paid any more"))
    }
  }

  @Test func `a query waits for any session that it finds, also for one that comes`() async throws {
    try await Counter.open(sessions: 60) { counter in
      _ = await counter.run("sync")
      let created = await counter.run(
        "create", "--product", "T", "--amount", "1", "--currency", "usd", "--success-url",
        "https://a.b", "--metadata", "order_id=till-77")
      #expect(created == .code(0))
      counter.streams.bytes.withLock { $0 = [:] }
      let ending = await counter.run(
        "watch", "--query", "meta.order_id:till-77 is:open", "--until", "expired", "--timeout",
        "1s",
        "--format", "ndjson")
      #expect(ending == .code(124))
      #expect(counter.errors.contains("1s is up, and nothing is expired"))
    }
  }

  @Test func `a goal that a session of the query has reached before ends the watch`() async throws {
    try await Counter.open(sessions: 60) { counter in
      _ = await counter.run("sync")
      for goal in ["paid", "complete", "expired", "closed"] {
        #expect(
          await counter.run("watch", "--query", "created<1h", "--until", goal, "--timeout", "10m")
            == .code(0), "\(goal): \(counter.errors)")
        #expect(
          counter.errors.contains(" is \(goal) already, and so are others that the query finds"))
      }
      #expect(counter.output.isEmpty, "nothing has changed")
      counter.streams.bytes.withLock { $0 = [:] }
      let id = try await counter.anID("expired")
      _ = await counter.run("watch", "--query", "id:\(id)", "--until", "expired")
      #expect(counter.errors == "till: \(id) is expired already\n")
    }
  }

  @Test func `a part of an id or a link is watched as the session that is meant, and named`()
    async throws
  {
    try await Counter.open(sessions: 30) { counter in
      let id = try await counter.anID("complete")
      _ = await counter.run("sync")
      for text in [
        String(id.prefix(24)), "\(id.prefix(14))…\(id.suffix(6))",
        "https://checkout.stripe.com/c/pay/\(id)#fid",
      ] {
        counter.streams.bytes.withLock { $0 = [:] }
        #expect(await counter.run("watch", text, "--until", "closed") == .code(0), "\(text)")
        #expect(counter.errors.contains("till: watching \(id)"), "\(counter.errors)")
      }
    }
  }

  @Test func `of several sessions it is not said that none has reached the goal`() async throws {
    try await Counter.open(sessions: 60) { counter in
      let open = try await counter.anID()
      let done = try await counter.anID("complete")
      #expect(
        await counter.run("watch", open, done, "--until", "complete", "--timeout", "1")
          == .code(124))
      #expect(
        counter.errors.contains("1s is up, and not all 2 sessions were seen complete"),
        "\(counter.errors)")
    }
  }

  @Test func `what is asked for wrongly is refused`() async throws {
    try await Counter.open(sessions: 10) { counter in
      #expect(await counter.run("watch") == .code(64))
      #expect(await counter.run("watch", "pi_1", "--until", "paid") == .code(64))
      #expect(await counter.run("watch", "cs_test_1", "--query", "x") == .code(64))
      #expect(await counter.run("watch", "cs_test_1", "--timeout", "soon") == .code(64))
      #expect(await counter.run("watch", "cs_test_nobody") == .code(66))
      #expect(await counter.run("watch", "--query", "status:opne") == .code(64))
      for query in ["", "  ", "\"\""] {
        #expect(await counter.run("watch", "--query", query, "--until", "paid") == .code(64))
        #expect(counter.errors.contains("--query has no condition"), "\(counter.errors)")
      }
    }
  }
}
