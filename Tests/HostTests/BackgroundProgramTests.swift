import Dispatch
import FoundationEssentials
import Glibc
import Support
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

  @Test func `what is not done when its time is over is overdue, and ended`() async throws {
    let pipes = try Pipes()
    let program = BackgroundProgram(arguments: pipes.answering, environment: path)
    #expect(await program.run(limit: .milliseconds(10)) == .overdue)
    #expect(!pipes.isOpenForWriting)
  }

  @Test func `what is launched runs on when nobody watches it any more`() async throws {
    let pipes = try Pipes()
    let program = BackgroundProgram(arguments: pipes.answering, environment: path)
    #expect(await program.launch(watchedFor: .milliseconds(10)) == .overdue)
    #expect(await pipes.answer(to: "asked\n") == "asked\n")
  }
}

/// Two named pipes: a program that reads a line from one, and writes it to the other.
private final class Pipes {
  private let folder: TemporaryFolder
  // Open for reading and writing, so that neither side waits for the other to open it.
  private let question: Int32
  private let reply: Int32

  init() throws {
    folder = try TemporaryFolder()
    for name in ["question", "reply"] { try #require(mkfifo(folder.path(name), 0o600) == 0) }
    question = open(folder.path("question"), O_RDWR | O_CLOEXEC)
    reply = open(folder.path("reply"), O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    try #require(question >= 0 && reply >= 0)
  }

  deinit {
    close(question)
    close(reply)
  }

  var answering: [String] {
    [
      "sh", "-c", #"exec > "$1"; read line < "$0"; echo "$line""#, folder.path("question"),
      folder.path("reply"),
    ]
  }

  /// Whether a program may still answer.
  var isOpenForWriting: Bool {
    var byte: UInt8 = 0
    return read(reply, &byte, 1) != 0
  }

  /// Waits for the program's answer, on a thread that no task needs to start it.
  func answer(to line: String) async -> String {
    _ = write(question, line, line.utf8.count)
    return await withCheckedContinuation { continuation in
      DispatchQueue.global().async { [reply] in
        var awaited = pollfd(fd: reply, events: Int16(POLLIN), revents: 0)
        // A signal ends the waiting as well.
        while poll(&awaited, 1, -1) < 0 && errno == EINTR {}
        var bytes = [UInt8](repeating: 0, count: 64)
        let count = max(0, read(reply, &bytes, bytes.count))
        continuation.resume(returning: String(decoding: bytes.prefix(count), as: UTF8.self))
      }
    }
  }
}
