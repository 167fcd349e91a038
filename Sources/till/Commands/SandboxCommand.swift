import ArgumentParser
import Sandbox

/// `till sandbox`: the sandbox alone, for other clients.
struct SandboxCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sandbox",
    abstract: "Serve Stripe's Checkout endpoints on this machine, from made-up sessions.",
    discussion: """
      The first line on stdout says where it listens. Any key that begins with sk_test_ or
      rk_test_ is accepted. It ends on SIGTERM and SIGINT.
      """)

  @Option(help: "The port to listen on; 0 picks a free one.")
  var port: UInt16 = 0
  @Option(help: "How many sessions there are at the start.")
  var sessions = 500
  @Option(help: "Another number gives other sessions.")
  var seed: UInt64 = 1
  @Option(help: "Milliseconds before each answer.")
  var latency = 0
  @Option(help: "The part of requests that fail, from 0 to 1.")
  var failRate = 0.0
  @Option(help: "Requests a second before the answer is 429.")
  var rateLimit: Double?
  @Flag(help: "Let time pass: sessions appear, complete and expire.")
  var traffic = false

  func validate() throws {
    try SandboxArguments.check(sessions: sessions, latency: latency, failRate: failRate)
    if let rateLimit, !(rateLimit > 0) { throw ValidationError("--rate-limit is more than 0.") }
  }

  func run() async throws {
    var options = SandboxOptions()
    options.port = port
    options.sessions = sessions
    options.seed = seed
    options.latency = latency
    options.failRate = failRate
    options.rateLimit = rateLimit
    options.traffic = traffic
    let ending = EndingSignals()
    let server = SandboxServer(options)
    let port = try await server.start()
    Standard.output("till sandbox listening on http://127.0.0.1:\(port)\n")
    await ending.wait()
    await server.stop()
  }
}

/// What the sandbox's numbers must be like.
enum SandboxArguments {
  static func check(sessions: Int, latency: Int, failRate: Double) throws {
    guard (0...5_000_000).contains(sessions) else {
      throw ValidationError("--sessions is a number from 0 to 5,000,000.")
    }
    guard (0...60_000).contains(latency) else {
      throw ValidationError("--latency is a number of milliseconds from 0 to 60,000.")
    }
    guard (0...1).contains(failRate) else {
      throw ValidationError("--fail-rate is a part from 0 to 1, such as 0.3.")
    }
  }
}
