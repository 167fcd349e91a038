import Checkout
import Testing

@testable import Driver

extension Dashboard {
  @Suite struct Freshness {
    @Test(arguments: ["r", "R"])
    func `what changed at Stripe shows after`(key: String) async throws {
      try await Shop.open { shop in
        let newest = try #require(try await shop.sessions().first)
        try #require(newest.status == "open")
        try await shop.openDashboard { shell in
          try await shop.post("/\(newest.id)/expire")
          try await shell.send(key)
          try await shell.wait(until: "the first row is expired") {
            $0.cursorLine?.contains("✕ expired") == true
          }
        }
      }
    }

    @Test func `what is cached shows although Stripe is out of reach`() async throws {
      try await Shop.open { shop in
        let newest = try #require(try await shop.sessions().first)
        try await shop.openDashboard { shell in
          try await shell.wait(for: "Sessions · 30 ")
          try await shell.send("q")
          _ = try await shell.waitForEnd()
          await shop.close()
          try await shell.type("clear; till dashboard")
          try await shell.wait(until: "the cached session is selected") {
            $0.cursorLine?.contains(newest.customerStart) == true
          }
          try await shell.wait(for: "There is no connection to the server")
        }
      }
    }

    @Test func `keys are answered, and quitting waits for nobody, while Stripe takes its time`()
      async throws
    {
      try await Shop.open(latency: 1500) { shop in
        let truth = try await shop.sessions()
        try await shop.openDashboard { shell in
          try await shell.waitUntilGone("refreshing…")
          try await shell.send("R", "j", "j")
          try await shell.wait(until: "the cursor has moved while the list is refreshed") {
            $0.contains("refreshing…")
              && $0.cursorLine?.contains(truth[2].customerStart) == true
          }
          try await shell.send("R", "q")
          #expect(try await shell.waitForEnd() == 0)
        }
      }
    }
  }
}
