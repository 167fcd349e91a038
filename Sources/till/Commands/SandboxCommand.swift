import ArgumentParser
import FoundationEssentials
import JSON
import Sandbox
import Settings

/// `till sandbox`: the sandbox alone, for other clients.
struct SandboxCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sandbox",
    abstract: "Serve Stripe's Checkout on this machine: API, pay page, webhooks.",
    discussion: """
      The first line on stdout says where it listens. Any key that begins with sk_test_ or \
      rk_test_ is accepted. A session's url is a page on which Stripe's test cards can be paid \
      with. With --forward-to, events are sent to a shop's server; the second line is the secret \
      that their signatures are verified with. It ends on SIGTERM and SIGINT.

      The commands below do at a running sandbox what customers, banks and shops do.
      """,
    subcommands: [
      SandboxPay.self, SandboxAuthenticate.self, SandboxDecline.self, SandboxExpire.self,
      SandboxSettle.self, SandboxFail.self, SandboxRefund.self, SandboxDispute.self,
      SandboxResend.self,
    ])

  @Option(help: "The port to listen on; 0 picks a free one.")
  var port: UInt16 = 0
  @OptionGroup var arguments: SandboxArguments
  @Option(help: "Requests a second before the answer is 429.")
  var rateLimit: Double?
  @Flag(help: "Let time pass: sessions appear, complete and expire.")
  var traffic = false
  @Option(
    help: ArgumentHelp(
      "Keep what happens in this folder, and begin with what is there.", valueName: "folder"))
  var state: String?
  @Option(
    help: ArgumentHelp(
      "Begin with the requests of this file, in the format of the Stripe CLI's fixtures.",
      valueName: "file"))
  var seedFile: String?
  @OptionGroup var forwarding: ForwardingArguments

  func validate() throws {
    if let rateLimit, !(rateLimit > 0) { throw ValidationError("--rate-limit is more than 0.") }
  }

  private static func seed(_ path: String) throws -> SeedFile {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Failure(.usage, "--seed-file: \(path) cannot be read")
    }
    do {
      return try SeedFile(JSON(parsing: Array(data)))
    } catch let error as SandboxError {
      throw Failure(.usage, error.description)
    } catch {
      throw Failure(.usage, "--seed-file: \(path) is no JSON: \(error)")
    }
  }

  func run() async throws {
    let folder = try state ?? Setup.load().paths.state
    if forwarding.printSecret {
      return Standard.output(try WebhookSecret.kept(in: folder) + "\n")
    }
    var options = arguments.options
    options.port = port
    options.rateLimit = rateLimit
    options.traffic = traffic
    options.state = state
    options.seedFile = try seedFile.map(Self.seed)
    let secret = forwarding.forwardTo == nil ? nil : try WebhookSecret.kept(in: folder)
    options.forwarding = try secret.flatMap { try forwarding.forwarding(signedWith: $0) }
    let ending = EndingSignals()
    let server: SandboxServer
    do throws(SandboxError) {
      server = try SandboxServer(options)
    } catch {
      throw Failure(.failed, error.description)
    }
    let port = try await server.start()
    Standard.output("till sandbox listening on http://127.0.0.1:\(port)\n")
    if let secret { Standard.output("till sandbox webhook secret \(secret)\n") }
    await ending.wait()
    await server.stop()
  }
}
