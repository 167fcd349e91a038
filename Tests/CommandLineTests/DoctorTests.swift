import Foundation
import HTTP
import Testing
import Units

@testable import CommandLine

@Suite struct DoctorTests {
  /// The names of the lines that are fine, and of those that are not.
  private func read(_ output: String) -> (fine: [String], wrong: [String]) {
    let lines = output.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    return (
      lines.filter { $0[0] == "✓" }.map { $0[1] }, lines.filter { $0[0] == "✗" }.map { $0[1] }
    )
  }

  @Test func `a configuration that others can read has no profiles that could be missing`()
    async throws
  {
    try await Counter.open(environment: ["STRIPE_API_KEY": ""]) { counter in
      let path = counter.folder + "/.config/till/config.toml"
      try FileManager.default.createDirectory(
        atPath: counter.folder + "/.config/till", withIntermediateDirectories: true)
      try Data("[profiles.acme]\napi_key = \"sk_test_till_sandbox_0001\"\n".utf8)
        .write(to: URL(filePath: path))
      try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
      _ = await counter.run("doctor")
      #expect(counter.output.contains("others can read it: chmod 600"), "\(counter.output)")
      #expect(counter.output.contains("\(path): not used: it has an error\n"), "\(counter.output)")
      #expect(counter.output.contains("correct the configuration"), "\(counter.output)")
      #expect(!counter.output.contains("add a profile"), "\(counter.output)")
      // Each place where a key may be has its line.
      #expect(counter.output.contains("\n                  STRIPE_API_KEY: not set\n"))
    }
  }

  @Test func `all that works has a line, and the exit code is 0`() async throws {
    try await Counter.open(sessions: 10) { counter in
      _ = await counter.run("sync")
      #expect(await counter.run("doctor") == .code(0), "\(counter.output)")
      let (fine, wrong) = read(counter.output)
      #expect(wrong.isEmpty)
      #expect(
        fine == [
          "configuration", "certificates", "network", "key", "account", "reads", "changes", "clock",
          "cache", "terminal", "log",
        ])
      #expect(counter.output.contains("sk_test_…0001, TEST"))
      #expect(!counter.output.contains("sk_test_till_sandbox_0001"))
      #expect(counter.output.contains("Checkout Sessions, payment intents, customers"))
      #expect(counter.output.contains("sessions can be created, changed and expired"))
      #expect(counter.output.contains("10 cached of "))
    }
  }

  @Test func `looking changes nothing, and a plan that only reads asks for no change`() async throws
  {
    try await Counter.open(sessions: 30) { counter in
      let id = try await counter.anID()
      _ = await counter.run("doctor")
      _ = await counter.run("show", id, "--format", "json")
      #expect(counter.output.contains("\"status\": \"open\""))
      #expect(await counter.run("doctor", "--read-only") == .code(0))
      #expect(counter.output.contains("Read-only: --read-only was given"))
    }
  }

  @Test func `JSON has the same, for programs`() async throws {
    struct Report: Decodable {
      struct Check: Decodable { let name: String, ok: Bool, text: String }
      let ok: Bool
      let checks: [Check]
    }
    try await Counter.open(environment: ["STRIPE_API_KEY": "<sk_test_abcdefghijkl>"]) { counter in
      #expect(await counter.run("doctor", "--format", "json") == .code(1))
      let report = try JSONDecoder().decode(Report.self, from: Data(counter.output.utf8))
      #expect(!report.ok)
      let key = report.checks.first { $0.name == "key" }
      #expect(key?.ok == false)
      #expect(key?.text.contains("There are brackets around the key") == true)
    }
  }

  @Test func `a server out of reach is the network's line, and the rest is looked at`() async throws
  {
    try await Counter.open { counter in
      #expect(await counter.run("doctor") == .code(1))
      let (fine, wrong) = read(counter.output)
      #expect(wrong == ["network"])
      #expect(fine.contains("cache") && fine.contains("log"))
    }
  }

  @Test(arguments: [(0, false), (30, false), (-3_700, true), (86_400, true)])
  func `a clock that differs from the server's is said once, by doctor and by every command`(
    ahead: Int, isSaid: Bool
  ) async throws {
    let now = 1_796_000_000
    let list = #"{"object": "list", "data": [], "has_more": false, "url": "/"}"#
    // 1,796,000,000 is 2026-11-30 00:53:20 UTC.
    let server = Moment(now - ahead)
    let text = server.utcText
    let date = "Mon, \(text.dropFirst(8).prefix(2)) Nov 2026 \(text.dropFirst(11).prefix(8)) GMT"
    try await Counter.open(
      answer: { _ throws(HTTPError) in
        HTTPResponse(status: 200, headers: ["Date": date], body: Array(list.utf8))
      }
    ) { counter in
      #expect(await counter.run("list") == .code(0))
      #expect(counter.errors.contains("this machine's clock is") == isSaid, "\(counter.errors)")
      #expect(counter.errors.components(separatedBy: "clock is").count == (isSaid ? 2 : 1))
      _ = await counter.run("doctor")
      #expect(read(counter.output).wrong.contains("clock") == isSaid, "\(counter.output)")
    }
  }

  private static let list = #"{"object": "list", "data": [], "has_more": false, "url": "/"}"#

  /// A server that has nothing, and fails to answer for some paths.
  private static func answer(
    _ request: HTTPRequest, failing paths: [String]
  ) -> HTTPResponse {
    func error(_ status: Int, _ code: String) -> HTTPResponse {
      HTTPResponse(
        status: status, headers: ["Stripe-Should-Retry": "false"],
        body: Array(#"{"error": {"message": "No.", "code": "\#(code)"}}"#.utf8))
    }
    if paths.contains(where: { request.url.contains($0) }) { return error(500, "broken") }
    guard request.url.contains("/checkout/sessions?") else { return error(404, "resource_missing") }
    return HTTPResponse(status: 200, headers: [:], body: Array(list.utf8))
  }

  @Test func `what a server that fails leaves open is not said of the key`() async throws {
    try await Counter.open(
      answer: { request in Self.answer(request, failing: ["/v1/account", "/v1/customers"]) }
    ) { counter in
      #expect(await counter.run("doctor") == .code(1))
      #expect(!counter.output.contains("the key may not"), "\(counter.output)")
      #expect(counter.output.contains("it was not read, and nothing hangs on that."))
      #expect(counter.output.contains("; not known: customers. "), "\(counter.output)")
      #expect(read(counter.output).wrong == ["reads"])
    }
  }

  @Test func `a proxy is named as it is set, since no_proxy may except the host`() async throws {
    for (more, words) in [("", ")"), ("localhost", ", unless no_proxy names this host)")] {
      try await Counter.open(
        environment: [
          "TILL_API_BASE": "https://api.stripe.com", "https_proxy": "http://u:secret@10.0.0.1:3128",
          "no_proxy": more,
        ], answer: { request in Self.answer(request, failing: []) }
      ) { counter in
        _ = await counter.run("doctor")
        #expect(
          counter.output.contains("(https_proxy is 10.0.0.1:3128\(words)"), "\(counter.output)")
        #expect(!counter.output.contains("secret"))
      }
    }
  }

  @Test(arguments: ["/dev/null/till", "/proc/nope"])
  func `a cache that cannot be made is wrong`(folder: String) async throws {
    try await Counter.open(environment: ["TILL_CACHE_DIR": folder]) { counter in
      _ = await counter.run("doctor")
      #expect(read(counter.output).wrong.contains("cache"), "\(counter.output)")
      #expect(counter.output.contains(folder))
    }
  }

  @Test func `a profile that is not there is wrong in the configuration, and no other is used`()
    async throws
  {
    try await Counter.open { counter in
      let text = "profile = \"nope\"\n[profiles.a]\nread_only = true\n"
      try Data(text.utf8).write(to: URL(filePath: counter.folder + "/c.toml"))
      var counter = counter
      counter.world.environment["TILL_CONFIG"] = counter.folder + "/c.toml"
      _ = await counter.run("doctor")
      #expect(read(counter.output).wrong.contains("configuration"), "\(counter.output)")
    }
  }
}
