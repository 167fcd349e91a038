import Checkout
import Foundation
import Testing
import JSON

@testable import Driver

@Suite("till sync and till search")
struct SearchCommandTests {
  @Test func `sync brings every session, once, and says what it did`() async throws {
    try await Shop.open(sessions: 1250) { shop in
      let outcome = try await shop.till("sync")
      #expect(outcome.code == 0)
      #expect(outcome.output.isEmpty)
      #expect(outcome.errors.contains("1,250 new"))
      #expect(outcome.errors.contains("0 retries"))
      let all = try await shop.till("search", "", "--all", "--format", "json")
      let truth = try await shop.sessions().map(\.compact)
      #expect(try JSON(parsing: all.output).elements.map(\.compact) == truth)

      let again = try await shop.till("sync")
      #expect(again.errors.contains(" 0 new"))
    }
  }

  @Test func `sync counts what was missing, whichever of its steps brought it`() async throws {
    try await Shop.open(sessions: 300) { shop in
      _ = try await shop.till("list", "--limit", "3")
      #expect(try await shop.till("sync").errors.contains("297 new"))
    }
  }

  @Test func `search finds what the sessions say, without network`() async throws {
    try await Shop.open(sessions: 400) { shop in
      _ = try await shop.till("sync")
      let truth = try await shop.sessions().filter { session in
        session["status"]?.string == "open"
          && session["customer_details"]?["email"]?.string?.contains("jane") == true
      }
      await shop.close()
      let outcome = try await shop.till(
        "search", "email:jane", "status:open", "--all", "--format", "ndjson")
      #expect(outcome.code == 0)
      #expect(!truth.isEmpty)
      #expect(outcome.lines == truth.map(\.compact))
      #expect(outcome.errors.contains("in 400 cached of "))
      #expect(outcome.errors.contains(" → now, as of "))
      #expect(!outcome.errors.contains("all there are"))
    }
  }

  @Test func `two dashes end the options of a search`() async throws {
    try await Shop.open(sessions: 20) { shop in
      _ = try await shop.till("sync")
      let all = try await shop.till("search", "--format", "csv", "--", "status:open")
      let plain = try await shop.till("search", "--format", "csv", "status:open")
      #expect(all.code == plain.code && all.output == plain.output)
      let dashes = try await shop.till("search", "--", "--no-such")
      #expect(dashes.code == 0)
      #expect(dashes.errors.contains("20 of 20 matches in 20 cached"))
      let nothing = try await shop.till("search", "zqzqzq")
      #expect(nothing.errors.contains("till: nothing matches in 20 cached of "))
      #expect(nothing.errors.contains("was not looked at; “till sync” loads it"))
    }
  }

  @Test func `where nothing is found, search says how much it looked at, and what it cannot find`()
    async throws
  {
    try await Shop.open(sessions: 20) { shop in
      _ = try await shop.till("sync")
      let filtered = try await shop.till("list", "--query", "smith", "--email", "foo@x.y")
      #expect(filtered.errors.contains("till: nothing matches in 20 cached of "))
      #expect(!filtered.errors.contains("letters match"))
      let short = try await shop.till("search", "서연 qq zqzqzq")
      #expect(
        short.errors.contains(
          "till: “서연”, “qq”: one or two letters match the beginning of a word only\n"))
    }
  }

  @Test func `a query of a thousand words is refused`() async throws {
    try await Shop.open(sessions: 3) { shop in
      _ = try await shop.till("sync")
      let outcome = try await shop.till("search", String(repeating: "w ", count: 1010))
      #expect(outcome.code == 64)
      #expect(
        outcome.errors == """
          till: a query has at most 100 words and conditions; this is one too many
            …\(String(repeating: "w ", count: 35))…
             \(String(repeating: " ", count: 40))^

          """)
      let most = try await shop.till("search", String(repeating: "-is:open ", count: 100))
      #expect(most.code == 0)
      let words = (0..<100).map { "w\($0)" }.joined(separator: " ")
      // The query is valid, and matches nothing.
      #expect(try await shop.till("search", words).code == 1)
    }
  }

  @Test func `sync from a moment to come is a mistake in usage`() async throws {
    try await Shop.open(sessions: 3) { shop in
      let outcome = try await shop.till("sync", "--since", "2999-01-01")
      #expect(outcome.code == 64)
      #expect(outcome.errors.contains("--since is in the future"))
    }
  }

  @Test func `one session is no sessions`() async throws {
    try await Shop.open(sessions: 1) { shop in
      let outcome = try await shop.till("sync")
      #expect(outcome.errors.contains("synced: 1 session read · 1 new · "))
    }
  }

  @Test func `sync since so many days goes back as far as a query does`() async throws {
    try await Shop.open(sessions: 300) { shop in
      #expect(try await shop.till("sync", "--since", "7d").code == 0)
      let cached = try await shop.till("search", "", "--all", "--format", "ndjson")
      let asked = try await shop.till("search", "created:>7d", "--all", "--format", "ndjson")
      #expect(!cached.output.isEmpty && cached.output == asked.output)
      let all = try await shop.sessions()
      #expect(cached.lines.count < all.count)
    }
  }

  @Test func `sync says how many sessions Stripe does not know any more`() async throws {
    try await Shop.open(sessions: 300) { shop in
      let port = try #require(shop.address.split(separator: ":").last.flatMap { UInt16($0) })
      _ = try await shop.till("sync")
      await shop.close()
      try await Shop.open(sessions: 200, seed: 8, port: port) { other in
        let sync = try await shop.till("sync")
        #expect(sync.code == 0)
        #expect(sync.errors.contains("200 new · 300 dropped"))
        let cached = try await shop.till("search", "", "--all", "--format", "json")
        let truth = try await other.sessions().map(\.compact)
        #expect(try JSON(parsing: cached.output).elements.map(\.compact) == truth)
      }
    }
  }

  @Test func `list --query searches within the filters of the list`() async throws {
    try await Shop.open(sessions: 400) { shop in
      _ = try await shop.till("sync")
      let search = try await shop.till(
        "search", "example status:open", "--all", "--format", "csv")
      let list = try await shop.till(
        "list", "--query", "example", "--status", "open", "--all", "--format", "csv")
      #expect(CSV.rows(of: list.text)?.count ?? 0 > 1)
      #expect(list.text == search.text)
    }
  }

  @Test func `a query that is not understood is pointed at`() async throws {
    try await Shop.open(sessions: 0) { shop in
      let outcome = try await shop.till("search", "jane status:opne")
      #expect(outcome.code == 64)
      #expect(
        outcome.errors == """
          till: status: open, complete, expired
            jane status:opne
                        ^^^^

          """)
    }
  }

  @Test func `a cache that another program holds ends sync and search`() async throws {
    try await Shop.open { shop in
      _ = try await shop.till("sync")
      let path = try #require(try await shop.till("cache", "path").lines.first)
      let lock = try ForeignLock(path)
      async let sync = shop.till("sync")
      async let search = shop.till("search", "jane")
      for outcome in try await [sync, search] {
        #expect(outcome.code == 1)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors == "till: another program holds the cache \(path): try again\n")
      }
      lock.end()
    }
  }

  @Test(arguments: ["search", "sync"])
  func `that a damaged cache was set aside is said`(command: String) async throws {
    try await Shop.open { shop in
      _ = try await shop.till("sync")
      let path = try #require(try await shop.till("cache", "path").lines.first)
      try Data("not a database, whatever its name says".utf8).write(to: URL(filePath: path))
      let outcome = try await shop.till(command == "sync" ? ["sync"] : ["search", "jane"])
      #expect(outcome.code == (command == "sync" ? 0 : 1), "a new cache holds nothing to find")
      #expect(outcome.errors.hasPrefix("till: the cache was damaged: it is kept as \(path).aside-"))
    }
  }

  @Test func `before anything is cached, search says so`() async throws {
    try await Shop.open(sessions: 0) { shop in
      let outcome = try await shop.till("search", "jane")
      #expect(outcome.code == 1)
      #expect(outcome.errors.contains("till sync"))
    }
  }

  @Test func `an id of the other mode is explained before any request`() async throws {
    try await Shop.open(sessions: 0) { shop in
      await shop.close()
      let id = "cs_live_a1b2c3d4e5"
      let commands = [
        ["find", id], [id], ["show", id], ["url", id], ["lines", id], ["expire", id, "--yes"],
        ["update", id, "--metadata", "a=b"],
      ]
      for arguments in commands {
        let outcome = try await shop.till(arguments)
        #expect(outcome.code == 64)
        #expect(
          outcome.errors.contains(
            "cs_live_a1b2c3d4… is a live session, and the key is for test mode: nothing was asked"))
      }
    }
  }
}

/// Locks a database in the way of a program that writes to it exclusively.
/// Source: https://www.sqlite.org/lockingv3.html
private struct ForeignLock {
  private let descriptor: Int32

  init(_ path: String) throws {
    descriptor = open(path, O_RDWR | O_CLOEXEC)
    // The pending byte, the reserved byte, and the shared bytes.
    var range = flock()
    range.l_type = Int16(F_WRLCK)
    range.l_whence = Int16(SEEK_SET)
    range.l_start = 0x4000_0000
    range.l_len = 512
    try #require(fcntl(descriptor, F_SETLK, &range) == 0)
  }

  func end() { close(descriptor) }
}
