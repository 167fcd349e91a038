import Dashboard
import Host
import Settings
import Testing

@testable import CommandLine

/// Which profile the commands use, when the last dashboard has used another one.
struct ProfileInUseTests {
  /// A counter with two profiles and without STRIPE_API_KEY; the last dashboard has used `b`, which
  /// is read-only.
  private func open(
    _ head: String = "", sessions: Int = 5, _ body: (Counter) async throws -> Void
  ) async throws {
    try await Counter.open(sessions: sessions) { counter in
      var counter = counter
      counter.world.environment["STRIPE_API_KEY"] = nil
      let text = """
        \(head)
        [profiles.a]
        api_key = "sk_test_till_sandbox_0001"
        [profiles.b]
        api_key = "sk_test_till_sandbox_0002"
        read_only = true
        """
      try PrivateFiles.write(Array(text.utf8), to: counter.folder + "/.config/till/config.toml")
      let paths = try Paths(environment: counter.world.environment, home: counter.world.home)
      try StateFile(paths.lastView, named: "last view").save(RememberedView(profile: "b"))
      try await body(counter)
    }
  }

  @Test(arguments: [("profile = \"a\"", "a"), ("", "b")])
  func `all commands use the same profile`(head: String, name: String) async throws {
    try await open(head) { counter in
      #expect(await counter.run("profiles") == .code(0))
      #expect(counter.output.contains("> \(" ")\(name) "), "\(counter.output)")
      let begin = counter.output.count
      _ = await counter.run("doctor")
      #expect(counter.output.dropFirst(begin).contains("profile “\(name)”"), "\(counter.output)")
      #expect(await counter.run("list") == .code(0))
      #expect(counter.errors.contains("that of the last dashboard") == (name == "b"))
      let id = try await counter.anID()
      #expect(await counter.run("find", id) == .code(0))
      #expect(await counter.run("show", id) == .code(0))
      let created = await counter.run(
        "create", "--product", "T-shirt", "--amount", "10.99", "--currency", "usd",
        "--success-url", "https://example.com")
      #expect(created == .code(name == "b" ? 1 : 0), "\(counter.errors)")
    }
  }
}
