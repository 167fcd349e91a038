import Testing

@testable import Settings

struct KeyCommandTests {
  /// The usual limit is long, because a busy machine may not look at an answer for seconds.
  private func run(
    _ command: [String], timeout: Double = 600
  ) async throws(KeyCommandError) -> String {
    let environment = ["PATH": "/usr/bin:/bin", "A": "b", "STRIPE_API_KEY": "sk_test_till_0000001"]
    return try await KeyCommand.run(command, environment: environment, timeout: timeout)
  }

  @Test func `The output is given without the white space around it`() async throws {
    #expect(try await run(["printf", "\n sk_test_1 \r\n"]) == "sk_test_1")
  }

  @Test func `Arguments reach the program as they are, without a shell`() async throws {
    #expect(try await run(["printf", "%s", "$A `id` ; 'x'"]) == "$A `id` ; 'x'")
  }

  @Test func `The program has the environment, no input, and its errors are dropped`() async throws
  {
    #expect(try await run(["sh", "-c", "echo secret >&2; echo $A; cat"]) == "b")
  }

  @Test(
    arguments: [
      (["sh", "-c", "echo k; exit 3"], .failed(program: "sh", status: 3)),
      (["sh", "-c", "kill -9 $$"], .killed(program: "sh", signal: 9)),
      (["true"], .silent(program: "true")),
      (["sh", "-c", "yes | head -c 300000"], .tooLong(program: "sh")),
      (["/nowhere/till"], .notStarted(program: "/nowhere/till", number: 2)),
      ([], .notStarted(program: "", number: 2)),
    ] as [([String], KeyCommandError)])
  func `What goes wrong is told apart`(command: [String], expected: KeyCommandError) async {
    await #expect(throws: expected) { try await run(command) }
  }

  @Test(arguments: [
    ["sleep", "600"], ["sh", "-c", "echo k; exec >&-; exec sleep 600"],
  ])
  func `A program that does not end is killed`(command: [String]) async {
    await #expect(throws: KeyCommandError.timedOut(program: command[0], seconds: 0.05)) {
      try await run(command, timeout: 0.05)
    }
  }

  @Test func `The program does not see a key of Stripe`() async throws {
    #expect(try await run(["sh", "-c", "echo [$STRIPE_API_KEY]"]) == "[]")
  }

  @Test func `Sentences say what to do, without the arguments`() {
    #expect(
      KeyCommandError.timedOut(program: "pass", seconds: 10).sentence
        == "api_key_command: “pass” gave no key within 10 s.")
    #expect(
      KeyCommandError.failed(program: "pass", status: 1).sentence
        == "api_key_command: “pass” ended with status 1; run it in a shell to see why.")
  }
}
