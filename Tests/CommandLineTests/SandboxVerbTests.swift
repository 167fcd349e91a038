import Testing

@testable import CommandLine

@Suite struct SandboxVerbTests {
  @Test func `a session of a connected account is paid with its account`() async throws {
    try await Counter.open(sessions: 60) { counter in
      let base = try #require(counter.world.environment["TILL_API_BASE"])
      let account = "acct_1Connected"
      _ = await counter.run(
        "list", "--account", account, "--status", "open", "--limit", "1", "--format", "csv")
      let row = try #require(counter.output.split(whereSeparator: \.isNewline).dropFirst().first)
      let id = String(row.prefix { $0 != "," })
      let alone = await counter.run("sandbox", "pay", id, "--api-base", base)
      #expect(alone == .code(66))
      let named = await counter.run(
        "sandbox", "pay", id, "--api-base", base, "--account", account)
      #expect(named == .code(0))
    }
  }

  @Test(arguments: [["pay", ""], ["resend", ""], ["pay", "cs_test_x", "--account", "somebody"]])
  func `what cannot be an id is a wrong use`(arguments: [String]) async throws {
    try await Counter.open { counter in
      let line = ["sandbox"] + arguments + ["--api-base", "http://127.0.0.1:9"]
      #expect(await Program.run(line, in: counter.world) == .code(64))
    }
  }

  @Test func `a state without a path is a wrong use`() async throws {
    try await Counter.open { counter in
      let line = ["sandbox", "--state", ""]
      #expect(await Program.run(line, in: counter.world) == .code(64))
    }
  }
}
