import Checkout
import Dashboard
import Host
import Testing

@testable import CommandLine

struct OwnRunTests {
  private func run(
    _ arguments: [String], input: String = "", passesKey: Bool = false
  ) async throws -> Result<String, Problem> {
    let key = try APIKey("sk_test_till_sandbox_0001")
    let errand = OwnRun(
      name: "x", arguments: arguments, input: input, output: .message, passesKey: passesKey)
    let environment = [
      "PATH": "/usr/bin:/bin", "STRIPE_API_KEY": "sk_test_till_sandbox_0001",
      "OTHER": "rk_test_till_sandbox_0002",
    ]
    return await errand.result(in: environment, key: key)
  }

  @Test func `a program gets its words as they are, and the session as its input`() async throws {
    #expect(
      try await run(["printf", "<%s>", "$(id)", "a b", "--x"]) == .success("<$(id)><a b><--x>"))
    #expect(try await run(["cat"], input: "{}\n") == .success("{}\n"))
    #expect(try await run(["true"], input: String(repeating: "x", count: 1 << 20)) == .success(""))
  }

  @Test func `no key of Stripe is in its environment, unless it was declared to need it`()
    async throws
  {
    let without = try await run(["env"])
    #expect(without == .success("PATH=/usr/bin:/bin\n"))
    let with = try await run(
      ["sh", "-c", "test -n \"$STRIPE_API_KEY\" && echo yes"], passesKey: true)
    #expect(with == .success("yes\n"))
  }

  @Test func `a key that a program prints is masked`() async throws {
    let printed = try await run(["sh", "-c", "echo $STRIPE_API_KEY"], passesKey: true)
    #expect(printed == .success("sk_test_…0001\n"))
  }

  @Test func `one that is stopped says so`() async throws {
    let waiting = Task { try await self.run(["sh", "-c", "kill -STOP $$"]) }
    waiting.cancel()
    #expect(try await waiting.value == .failure(Problem("sh was stopped")))
  }

  @Test func `how it failed is a sentence`() async throws {
    #expect(
      try await run(["sh", "-c", "echo first >&2; echo no such order >&2; exit 3"])
        == .failure(Problem("sh ended with 3: no such order")))
    #expect(
      try await run(["no-such-program-of-till"])
        == .failure(
          Problem("no-such-program-of-till could not be started: No such file or directory")))
  }
}

struct OwnCommandFileTests {
  private func notes(_ text: String) async throws -> String {
    var said = ""
    try await Counter.open { counter in
      try PrivateFiles.write(Array(text.utf8), to: counter.folder + "/.config/till/config.toml")
      _ = await counter.run("config", "check")
      said = counter.output + counter.errors
    }
    return said
  }

  @Test(arguments: [
    (
      "run = [\"show\", \"{nmae}\"]",
      ":2:16: error: there is no column “nmae”: did you mean “name”?"
    ),
    ("run = [\"{id}\"]", ":2:8: error: the program is a name of its own"),
    ("run = [\"a\"]\nurl = \"https://a.example\"", "needs either run or url, and not both"),
    ("keys = \"alt-o\"", "needs either run or url, and not both"),
    ("url = \"http://a.example/{id}\"", ":2:7: error: url must be https://"),
    ("url = \"https://{metadata.host}/x\"", "url must be https://"),
    ("url = \"https://a@{id}.example/x\"", "url must be https://"),
    ("url = \"javascript:alert(1)\"", "url must be https://"),
    ("run = [\"a\"]\nkeys = \"y\"", "“y” is bound to copy-url already"),
    ("run = [\"a\"]\nkeys = \"X\"", "“X” cannot be bound"),
    ("run = [\"a\"]\nwhen = \"amount>>\"", ":3:8: error: when: "),
    ("run = [\"a\"]\noutput = \"screen\"", "output must be “pager”, “message” or “none”"),
  ])
  func `what is wrong with a command is said with its place`(
    text: String, expected: String
  ) async throws {
    let said = try await notes("[commands.order]\n" + text + "\n")
    #expect(said.contains(expected), "\(said)")
  }

  @Test(arguments: [
    "columns = [\"KEY\"]", "[views.KEY]", "[views.a]\nquery = \"status:KEY\"",
    "[views.a]\nquery = \"KEY\"", "[profiles.a]\ndefault_filter = \"KEY\"",
    "[keys]\nKEY = \"x\"", "[keys]\nrefresh = \"KEY\"", "[commands.KEY]\nrun = [\"a\"]",
    "[commands.a]\nrun = [\"a\", \"{KEY}\"]", "[commands.a]\nrun = [\"a\"]\nkeys = \"KEY\"",
    "[commands.a]\nrun = [\"a\"]\nwhen = \"is:KEY\"",
  ])
  func `a key in the wrong place is told by its place, and never shown`(text: String) async throws {
    let said = try await notes(text.replacing("KEY", with: "sk_live_till_never_shown_0001"))
    #expect(said.contains("config.toml:"), "\(said)")
    #expect(!said.contains("never_shown"), "\(said)")
  }

  @Test func `an address of this machine needs no TLS, and names of till's own are taken`()
    async throws
  {
    let fine = try await notes("[commands.order]\nurl = \"http://127.0.0.1:8000/{id}\"\n")
    #expect(!fine.contains("error"), "\(fine)")
    let taken = try await notes("[commands.refresh]\nrun = [\"a\"]\n")
    #expect(taken.contains(":1:11: error: a command needs a name that till's own do not have"))
  }
}
