import ArgumentParser
import Sandbox

/// `till sandbox`: the sandbox alone, for other clients.
struct SandboxCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sandbox",
    abstract: "Serve Stripe's Checkout endpoints on this machine, from made-up sessions.",
    discussion: """
      The first line on stdout says where it listens. Any key that begins with sk_test_ or \
      rk_test_ is accepted. It ends on SIGTERM and SIGINT.
      """)

  @Option(help: "The port to listen on; 0 picks a free one.")
  var port: UInt16 = 0
  @OptionGroup var arguments: SandboxArguments
  @Option(help: "Requests a second before the answer is 429.")
  var rateLimit: Double?
  @Flag(help: "Let time pass: sessions appear, complete and expire.")
  var traffic = false

  func validate() throws {
    if let rateLimit, !(rateLimit > 0) { throw ValidationError("--rate-limit is more than 0.") }
  }

  func run() async throws {
    var options = arguments.options
    options.port = port
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
