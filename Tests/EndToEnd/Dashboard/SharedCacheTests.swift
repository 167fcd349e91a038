import Foundation
import Testing

@testable import Driver

extension Dashboard {
  @Suite struct SharedCache {
    @Test func `another till looks into the same cache, also once the account is known`()
      async throws
    {
      try await Shop.open(sessions: 250) { shop in
        _ = try await shop.till("sync")
        try await shop.openDashboard { shell in
          try await shell.wait(for: "(acct_")
          let create = try await shop.till(
            "create", "--product", "Shirt", "--amount", "1", "--currency", "usd",
            "--success-url", "https://shop.example")
          #expect(create.code == 0)
          let search = try await shop.till("search", "")
          #expect(search.errors.contains("in 251 cached"))
        }
        #expect(shop.databases.count == 1)
        _ = try await shop.till("cache", "clear")
        #expect(shop.home.names(in: "cache/till").isEmpty)
      }
    }

    @Test func `two keys of one account share the larger cache, and the other goes`() async throws {
      try await Shop.open(sessions: 250) { shop in
        _ = try await shop.till("sync")
        try await shop.openDashboard { try await $0.wait(for: "(acct_") }
        let mine = try await shop.till("cache", "path")
        let other = ["STRIPE_API_KEY": "sk_test_till_sandbox_0002"]
        try await shop.openDashboard(with: other) { shell in
          try await shell.wait(for: "(acct_")
          try await shell.send("q")
          #expect(try await shell.waitForEnd() == 0)
        }
        #expect(shop.databases.count == 2)
        let search = try await shop.till(["search", ""], with: other)
        #expect(search.errors.contains("in 250 cached"))
        #expect(try await shop.till(["cache", "path"], with: other).text == mine.text)
        #expect(shop.databases.count == 2, "a search only reads")
        _ = try await shop.till(["sync"], with: other)
        #expect(shop.databases.count == 1)
      }
    }
  }
}

extension Shop {
  /// The files of the cache, without the ones that SQLite puts beside them.
  fileprivate var databases: [String] {
    home.names(in: "cache/till").filter { $0.hasSuffix(".sqlite") }
  }
}
