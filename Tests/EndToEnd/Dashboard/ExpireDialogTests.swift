import Checkout
import Testing

@testable import Driver

extension Dashboard {
  @Suite struct ExpireDialog {
    private static let question = "Expire this session?"
    private static let ready = "[ Expire: X ]"

    @Test(arguments: Shape.allCases)
    func `x, a look, X: the session is expired`(shape: Shape) async throws {
      try await withOpenSession(shape) { shop, id, shell in
        try await shell.send("x")
        try await shell.wait(for: Self.ready)
        try await shell.press("X", untilGone: Self.ready)
        try await shell.wait(until: "its row is expired") {
          $0.cursorLine?.contains("✕ expired") == true
        }
        #expect(try await shop.session(id).status == "expired")
      }
    }

    @Test func `Esc keeps the session`() async throws {
      try await withOpenSession { shop, id, shell in
        try await shell.send("x")
        try await shell.wait(for: Self.ready)
        try await shell.press("Escape", untilGone: Self.question)
        #expect(try await shop.session(id).status == "open")
      }
    }

    @Test(arguments: ["xX", "xXXXX", "xy"])
    func `keys typed ahead expire nothing`(keys: String) async throws {
      try await withOpenSession { shop, id, shell in
        try await shell.send(text: keys)
        try await shell.wait(for: Self.ready)
        #expect(try await shop.session(id).status == "open")
      }
    }

    @Test func `Enter works from the first moment, and keeps the session`() async throws {
      try await withOpenSession { shop, id, shell in
        try await shell.send(text: "xX\r")
        try await shell.wait(for: "kept: nothing was expired")
        #expect(try await shop.session(id).status == "open")
      }
    }

    @Test func `pasted text expires nothing, neither before nor in the dialog`() async throws {
      try await withOpenSession { shop, id, shell in
        try await shell.paste("xX")
        // Pasted text is looked up.
        try await shell.wait(for: "find: xX")
        try await shell.press("Escape", untilGone: "find:")
        try await shell.send("x")
        try await shell.wait(for: Self.ready)
        try await shell.paste("XXXX")
        try await shell.press("Escape", untilGone: Self.question)
        #expect(try await shop.session(id).status == "open")
      }
    }

    @Test func `a session that is no longer open is not asked about`() async throws {
      try await withOpenSession { shop, id, shell in
        try await shop.post("/\(id)/expire")
        try await shell.send("x")
        try await shell.wait(for: "nothing was expired")
      }
    }

    @Test func `with a live key the dashboard only reads`() async throws {
      try await Shop.open(isLive: true) { shop in
        let newest = try #require(try await shop.sessions().first)
        try #require(newest.status == "open")
        try await shop.openDashboard { shell in
          try await shell.wait(for: " LIVE  read-only")
          try await shell.send("x")
          try await shell.wait(for: "--allow-live-writes")
          #expect(try await shop.session(newest.id).status == "open")
        }
      }
    }

    private func withOpenSession(
      _ shape: Shape = .wide, _ body: (Shop, String, Shell) async throws -> Void
    ) async throws {
      try await Shop.open { shop in
        let newest = try #require(try await shop.sessions().first)
        try #require(newest.status == "open")
        try await shop.openDashboard(shape) { shell in try await body(shop, newest.id, shell) }
      }
    }
  }
}
