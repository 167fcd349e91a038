import Testing

@testable import Driver

@Suite("The progress of till sync", .enabled(if: Shell.isTmuxInstalled))
struct SyncMeterTests {
  @Test(arguments: [100, 50, 30, 12])
  func `is one line, however narrow the terminal is`(columns: Int) async throws {
    try await Shop.open(sessions: 1500, latency: 100) { shop in
      try await Shell.open(
        shop.home, environment: shop.environment, columns: columns, rows: 30
      ) { shell in
        try await shell.type("till sync --rate-limit 20; echo ended")
        let screen = try await shell.wait(until: "it has ended") {
          $0.contains("1,500") && $0.contains("\nended")
        }
        #expect(!screen.contains("%"))
      }
    }
  }

  @Test func `is one line, also when the terminal has become narrower`() async throws {
    try await Shop.open(sessions: 1500, latency: 100) { shop in
      try await Shell.open(shop.home, environment: shop.environment, columns: 100, rows: 30) {
        shell in
        try await shell.type("till sync --rate-limit 10")
        try await shell.wait(for: "→ now")
        try await shell.resize(columns: 34, rows: 30)
        let screen = try await shell.wait(for: "synced")
        #expect(!screen.contains("%"))
      }
    }
  }
}
