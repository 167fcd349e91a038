import Foundation
import Testing

@testable import Driver

@Suite("till cache")
struct CacheCommandTests {
  @Test func `before anything is cached, info says so`() async throws {
    try await Shop.open(sessions: 0) { shop in
      let outcome = try await shop.till("cache", "info")
      #expect(outcome.code == 0)
      #expect(outcome.text == "nothing is cached yet\n")
    }
  }

  @Test func `path, info and clear speak of the same file, which others cannot read`() async throws
  {
    try await Shop.open { shop in
      let id = try await shop.openSession().id
      _ = try await shop.till("expire", id, "--yes")
      let path = try #require(try await shop.till("cache", "path").lines.first)
      #expect(path.hasPrefix(shop.home.path + "/cache/till/"))
      let attributes = try FileManager.default.attributesOfItem(atPath: path)
      #expect(attributes[.posixPermissions] as? Int == 0o600)

      let info = try await shop.till("cache", "info")
      #expect(info.text.contains(path))
      #expect(info.text.contains("sessions  1\n"))

      #expect(try await shop.till("cache", "clear").code == 0)
      #expect(!FileManager.default.fileExists(atPath: path))
      #expect(try await shop.till("cache", "info").text == "nothing is cached yet\n")
    }
  }

  @Test func `clear removes all that belongs to the account, and nothing else`() async throws {
    try await Shop.open { shop in
      _ = try await shop.till("sync")
      let file = try #require(try await shop.till("cache", "path").lines.first)
      let own = try #require(file.split(separator: "/").last)
      let key = try #require(own.split(separator: "-").first)
      let others = [
        "acct_1Other-test.sqlite", "0123456789abcdef-live.sqlite", "0123456789abcdef.account",
      ]
      let account = "acct_1Mine-\(shop.address)"
      for (name, text) in [
        ("\(key).account", account), ("fedcba9876543210.account", account),
        ("fedcba9876543210-test.sqlite", ""), ("\(own).aside-7", ""),
        (others[0], ""), (others[1], ""), (others[2], account),
      ] { try shop.home.write(text, to: "cache/till/\(name)") }
      #expect(try await shop.till("cache", "clear").code == 0)
      #expect(shop.home.names(in: "cache/till").sorted() == others.sorted())
    }
  }

  @Test func `a cache of the account that an older till renamed is found`() async throws {
    try await Shop.open { shop in
      _ = try await shop.till("sync")
      let file = try #require(try await shop.till("cache", "path").lines.first)
      let key = try #require(file.split(separator: "/").last?.split(separator: "-").first)
      let name = "acct_1Mine-\(shop.address)"
      let safe = String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
      let renamed = "\(shop.home.path)/cache/till/\(safe)-test.sqlite"
      try FileManager.default.moveItem(atPath: file, toPath: renamed)
      try shop.home.write("acct_1Mine", to: "cache/till/\(key).account")
      #expect(try await shop.till("cache", "path").lines == [renamed])
      #expect(try await shop.till("search", "").errors.contains("in 30 cached"))
    }
  }

  @Test func `another key has another cache`() async throws {
    try await Shop.open(sessions: 0) { shop in
      let mine = try await shop.till("cache", "path")
      let other = try await shop.till(
        "cache", "path", with: ["STRIPE_API_KEY": "sk_test_till_sandbox_0002"])
      #expect(mine.text != other.text)
    }
  }
}
