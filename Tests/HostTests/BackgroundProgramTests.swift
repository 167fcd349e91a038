import FoundationEssentials
import Glibc
import Testing

@testable import Host

@Suite struct BackgroundProgramTests {
  private let path = ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"]

  private func run(_ arguments: String..., input: String = "") async -> BackgroundProgram.Outcome {
    await BackgroundProgram(arguments: arguments, environment: path)
      .run(input: input, limit: .seconds(60))
  }

  private func output(
    of arguments: String..., with environment: [String: String] = [:]
  ) async -> String {
    let program = BackgroundProgram(
      arguments: arguments, environment: path.merging(environment) { $1 })
    return String(
      decoding: await program.output(outputLimit: 1 << 20, limit: .seconds(60)).output,
      as: UTF8.self)
  }

  @Test func `an argument is never run by a shell`() async {
    #expect(await output(of: "printf", "%s", "; id $(id) `id`") == "; id $(id) `id`")
  }

  @Test func `how a program ended is told apart`() async {
    #expect(await run("sh", "-c", "exit 3") == .exited(3))
    #expect(await run("sh", "-c", "kill -TERM $$") == .killed(by: 15))
    #expect(await run("till-no-such-program") == .notStarted(2))
    #expect(await run() == .notStarted(2))
    #expect(await run("") == .notStarted(2))
  }

  @Test func `a program that does not read its input is judged by how it ends`() async {
    #expect(await run("true", input: String(repeating: "x", count: 1 << 20)) == .exited(0))
  }

  @Test func `no key of Stripe is in its environment, whatever the variable is called`() async {
    let shown = await output(
      of: "env",
      with: [
        "STRIPE_API_KEY": "anything", "MY_KEY": "sk_test_till_sandbox_0001",
        "HOOK": "whsec_0123456789", "URL": "https://x/?k=rk_test_till_sandbox_0001",
        "KEPT": "pk_test_is_no_secret",
      ])
    #expect(shown.contains("KEPT="))
    for name in ["STRIPE_API_KEY", "MY_KEY", "HOOK", "URL"] { #expect(!shown.contains(name)) }
  }

  @Test func `it has its three streams and nothing else open`() async {
    let descriptor = open("/dev/null", O_RDONLY)
    defer { close(descriptor) }
    // The fourth descriptor is the folder that `ls` reads.
    let shown = await output(of: "sh", "-c", "ls /proc/self/fd")
    #expect(shown.split(separator: "\n").map(String.init) == ["0", "1", "2", "3"])
  }

  @Test func `its standard input is a plain pipe`() async {
    #expect(await run("sh", "-c", "test -p /proc/self/fd/0", input: "x") == .exited(0))
  }

  @Test func `what runs on when its time is over is overdue`() async {
    let program = BackgroundProgram(arguments: ["sleep", "1"], environment: path)
    #expect(await program.launch(watchedFor: .milliseconds(10)) == .overdue)
    #expect(await program.run(limit: .milliseconds(10)) == .overdue)
  }
}
