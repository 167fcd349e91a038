import Checkout
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

  @Test(arguments: [
    "ID\r", " ID", "\"ID\"", "https://checkout.stripe.com/c/pay/ID#fid", "ID,2026,x",
  ])
  func `an id is taken out of what it stands in`(form: String) async throws {
    try await Counter.open(sessions: 60) { counter in
      let base = try #require(counter.world.environment["TILL_API_BASE"])
      _ = await counter.run("list", "--status", "open", "--limit", "1", "--format", "csv")
      let row = try #require(counter.output.split(whereSeparator: \.isNewline).dropFirst().first)
      let id = String(row.prefix { $0 != "," })
      let given = form.replacing("ID", with: id)
      #expect(await counter.run("sandbox", "pay", given, "--api-base", base) == .code(0))
    }
  }

  @Test func `a session goes before what belongs to it`() throws {
    let session = "cs_test_a1" + String(repeating: "B", count: 56)
    let intent = "pi_3" + String(repeating: "C", count: 23)
    let kinds: [StripeID.Kind] = [.paymentIntent, .charge]
    #expect(try IDReader.id(in: " \"\(intent)\"\r", of: kinds) == intent)
    #expect(try IDReader.id(in: "\(intent),\(session)", of: [.session]) == session)
    #expect(try IDReader.id(in: "nothing", of: kinds) == nil)
  }

  @Test func `several ids are a wrong use`() async throws {
    try await Counter.open(sessions: 0) { counter in
      let ids = ["B", "C"].map { "cs_test_a1" + String(repeating: $0, count: 56) }
      let line = ["sandbox", "pay", ids.joined(separator: " "), "--api-base", "http://127.0.0.1:9"]
      #expect(await Program.run(line, in: counter.world) == .code(64))
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
