import ArgumentParser
import Query
import Sandbox
import Screen
import Settings

/// `till sandbox`: the sandbox alone, for other clients.
struct SandboxCommand: TillCommand {
  static let configuration = CommandConfiguration(
    commandName: "sandbox",
    abstract: "Serve Stripe's Checkout on this machine: API, pay page, webhooks.",
    discussion: """
      The first line on stdout says where it listens. Any key that begins with sk_test_ or \
      rk_test_ is accepted. A session's url is a page on which Stripe's test cards can be paid \
      with. With --forward-to, events are sent to a shop's server; the second line is the secret \
      that their signatures are verified with. It ends on SIGTERM and SIGINT.

      It is also a Firestore emulator with the documents of the Firebase extension, in any project:

        export FIRESTORE_EMULATOR_HOST=127.0.0.1:PORT GOOGLE_CLOUD_PROJECT=demo
        till documents

      The commands below do at a running sandbox what customers, banks and shops do.
      """,
    subcommands: [
      SandboxPay.self, SandboxAuthenticate.self, SandboxDecline.self, SandboxExpire.self,
      SandboxSettle.self, SandboxFail.self, SandboxRefund.self, SandboxDispute.self,
      SandboxRenew.self, SandboxResend.self,
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
      "What a restricted key may do, such as checkout_session_read,event_read; all unless given.",
      valueName: "permissions"))
  var permissions: String?
  @Option(
    help: ArgumentHelp(
      "The version of Stripe's API that requests without one get, such as 2025-03-31.basil.",
      valueName: "version"))
  var apiVersion: String?
  @Option(
    help: ArgumentHelp(
      "Keep what happens in this folder, and begin with what is there.", valueName: "folder"),
    completion: .directory)
  var state: String?
  @Option(
    help: ArgumentHelp(
      "Begin with the requests of this file, in the format of the Stripe CLI's fixtures: JSON, "
        + "or TOML in a file .toml.",
      valueName: "file"), completion: .file())
  var seedFile: String?
  @OptionGroup var forwarding: ForwardingArguments

  func validate() throws {
    guard state != "" else { throw ValidationError("--state is a folder.") }
    if let rateLimit, !(rateLimit > 0 && rateLimit.isFinite) {
      throw ValidationError("--rate-limit is a number above 0.")
    }
  }

  private static func permissions(_ text: String) throws(Failure) -> Set<Permission> {
    var permissions: Set<Permission> = []
    for name in text.split(separator: ",").map(String.init) {
      guard let permission = Permission(name) else {
        let near = NearestName.to(name, among: Permission.names).map { " Did you mean \($0)?" }
        throw Failure(
          .usage,
          "--permissions: there is no “\(name)”.\(near ?? " They are like checkout_session_read.")")
      }
      permissions.insert(permission)
    }
    return permissions
  }

  private static func version(_ name: String) throws(Failure) -> StripeVersion {
    guard let version = StripeVersion(name) else {
      throw Failure(
        .usage,
        "--api-version: the sandbox has no “\(name)”; its oldest is \(StripeVersion.oldest.name), "
          + "its usual one \(StripeVersion.standard.name).")
    }
    return version
  }

  func run(in world: World) async throws {
    let folder = try state ?? Setup.load(in: world).paths.state
    if forwarding.printSecret {
      return try world.console.print(SafeText(try WebhookSecret.kept(in: folder)))
    }
    var options = arguments.options
    options.port = port
    options.rateLimit = rateLimit
    options.traffic = traffic
    options.permissions = try permissions.map(Self.permissions)
    if let apiVersion { options.apiVersion = try Self.version(apiVersion) }
    options.state = state
    options.seedFile = try seedFile.map(SeedDocument.read)
    let secret = forwarding.forwardTo == nil ? nil : try WebhookSecret.kept(in: folder)
    options.forwarding = try secret.flatMap {
      try forwarding.forwarding(signedWith: $0, in: world)
    }
    let signals = world.stopSignals()
    let server = try SandboxServer(options)
    let port = try await server.start()
    try world.console.print("till sandbox listening on http://127.0.0.1:\(port)")
    if let secret { try world.console.print("till sandbox webhook secret \(secret)") }
    await signals.first()
    await server.stop()
  }
}
