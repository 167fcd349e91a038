import ArgumentParser
import Checkout
import HTTP
import JSON
import Sandbox
import Screen

/// Which sandbox a command is for, and which account in it.
struct SandboxPlace: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Where the sandbox listens, as it says itself; else TILL_API_BASE.", valueName: "url"))
  var apiBase: String?
  @Option(help: ArgumentHelp("Act in this connected account.", valueName: "acct_…"))
  var account: String?

  func validate() throws {
    guard account?.hasPrefix("acct_") != false else {
      throw ValidationError("--account is an id like acct_….")
    }
  }

  /// - Throws: if no address is known, or if the address is on another machine.
  func client(in world: World) throws(Failure) -> SandboxClient {
    try SandboxClient(apiBase, account: account, in: world)
  }
}

/// The options of every command that changes something in a running sandbox.
struct SandboxTarget: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "A session, cs_…, or a payment intent, setup intent, charge, refund, dispute, subscription "
        + "or invoice of one; or anything that its id stands in, such as a link."))
  var id: String
  @OptionGroup var place: SandboxPlace

  func validate() throws {
    guard !id.isEmpty else { throw ValidationError("Give the id of a session, cs_….") }
  }

  /// What a session leads to and the sandbox acts on.
  private static let kinds: [StripeID.Kind] = [
    .paymentIntent, .setupIntent, .charge, .refund, .dispute, .subscription, .invoice,
  ]

  /// The id in what was given. In a line with several, such as one of CSV, it is the session's.
  private func meant() throws(Failure) -> String {
    if let session = try IDReader.id(in: id, of: [.session]) { return session }
    return try IDReader.id(in: id, of: Self.kinds) ?? id
  }

  /// Asks the sandbox to do something and prints the result.
  func perform(
    _ verb: String, _ parameters: [(name: String, value: String?)] = [], in world: World
  ) async throws {
    let sandbox = try place.client(in: world)
    let session = try await sandbox.post(
      "/v1/test_helpers/checkout/sessions/\(SandboxClient.escaped(meant()))/\(verb)", parameters)
    let id = session["id"]?.string ?? ""
    let words = [session["status"]?.string, session["payment_status"]?.string]
    try world.console.print("\(id) \(words.compactMap(\.self).joined(separator: ", "))")
  }
}

struct SandboxPay: TillCommand {
  static let configuration = CommandConfiguration(
    commandName: "pay", abstract: "Pay for an open session, as its customer would.")

  @OptionGroup var target: SandboxTarget
  @Option(help: "One of Stripe's test numbers, an IBAN, or a name such as pm_card_chargeDeclined.")
  var card: String?

  func run(in world: World) async throws {
    try await target.perform("pay", [("card", card)], in: world)
  }
}

struct SandboxDecline: TillCommand {
  static let configuration = CommandConfiguration(
    commandName: "decline",
    abstract: "Let a try to pay fail, or refuse a 3-D Secure challenge.")

  @OptionGroup var target: SandboxTarget
  @Option(help: "The number that is tried; it says why it is declined.")
  var card: String?

  func run(in world: World) async throws {
    try await target.perform("decline", [("card", card)], in: world)
  }
}

struct SandboxAuthenticate: TillCommand {
  static let configuration = CommandConfiguration(
    commandName: "authenticate", abstract: "Confirm the 3-D Secure challenge of a session.")

  @OptionGroup var target: SandboxTarget

  func run(in world: World) async throws { try await target.perform("authenticate", in: world) }
}

struct SandboxExpire: TillCommand {
  static let configuration = CommandConfiguration(
    commandName: "expire", abstract: "Expire an open session.")

  @OptionGroup var target: SandboxTarget

  func run(in world: World) async throws { try await target.perform("expire", in: world) }
}

struct SandboxSettle: TillCommand {
  static let configuration = CommandConfiguration(
    commandName: "settle",
    abstract: "Let the money of a delayed payment arrive; also ends a refund, or wins a dispute.")

  @OptionGroup var target: SandboxTarget

  func run(in world: World) async throws { try await target.perform("settle", in: world) }
}

struct SandboxFail: TillCommand {
  static let configuration = CommandConfiguration(
    commandName: "fail",
    abstract: "Let a delayed payment or a pending refund fail, or lose a dispute.")

  @OptionGroup var target: SandboxTarget

  func run(in world: World) async throws { try await target.perform("fail", in: world) }
}

struct SandboxRefund: TillCommand {
  static let configuration = CommandConfiguration(
    commandName: "refund", abstract: "Refund a payment, or a part of it.")

  @OptionGroup var target: SandboxTarget
  @Option(help: "In minor units, such as 1099; without it all that is left.")
  var amount: Int?

  func run(in world: World) async throws {
    try await target.perform("refund", [("amount", amount.map { String($0) })], in: world)
  }
}

struct SandboxDispute: TillCommand {
  static let configuration = CommandConfiguration(
    commandName: "dispute", abstract: "Let the customer dispute a payment at the bank.")

  @OptionGroup var target: SandboxTarget
  @Option(help: "Such as fraudulent or product_not_received.")
  var reason: String?

  func run(in world: World) async throws {
    try await target.perform("dispute", [("reason", reason)], in: world)
  }
}

struct SandboxRenew: TillCommand {
  static let configuration = CommandConfiguration(
    commandName: "renew",
    abstract: "Let the next period of a subscription begin, which its card pays for.")

  @OptionGroup var target: SandboxTarget
  @Option(help: "Another number to pay with, such as 4000000000000341, which is declined.")
  var card: String?

  func run(in world: World) async throws {
    try await target.perform("renew", [("card", card)], in: world)
  }
}

struct SandboxResend: TillCommand {
  static let configuration = CommandConfiguration(
    commandName: "resend", abstract: "Send an event once more to where the sandbox forwards.")

  @Argument(help: "The event, evt_…")
  var event: String
  @OptionGroup var place: SandboxPlace

  func validate() throws {
    guard !event.isEmpty else { throw ValidationError("Give the id of an event, evt_….") }
  }

  func run(in world: World) async throws {
    let id = try IDReader.id(in: event, of: [.event]) ?? event
    let answer = try await place.client(in: world).post(
      "/v1/events/\(SandboxClient.escaped(id))/retry")
    let words = [answer["id"]?.string, answer["type"]?.string].compactMap(\.self)
    try world.console.print(SafeText(words.joined(separator: " ")))
  }
}
