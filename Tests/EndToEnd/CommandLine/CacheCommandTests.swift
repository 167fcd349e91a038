import Foundation
import Testing

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

  @Test func `another key has another cache`() async throws {
    try await Shop.open(sessions: 0) { shop in
      let mine = try await shop.till("cache", "path")
      let other = try await shop.till(
        "cache", "path", with: ["STRIPE_API_KEY": "sk_test_till_sandbox_0002"])
      #expect(mine.text != other.text)
    }
  }
}
