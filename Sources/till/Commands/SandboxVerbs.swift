import ArgumentParser
import HTTP
import JSON
import Sandbox
import Screen

/// What all commands need that do something at a running sandbox.
struct SandboxTarget: ParsableArguments {
  @Argument(help: "A session, cs_…, or a payment intent, charge, subscription or invoice of one.")
  var id: String
  @Option(
    help: ArgumentHelp(
      "Where the sandbox listens, as it says itself; else TILL_API_BASE.", valueName: "url"))
  var apiBase: String?

  /// Asks the sandbox to do something and says what came of it.
  func perform(_ verb: String, _ parameters: [(name: String, value: String?)] = []) async throws {
    let sandbox = try SandboxClient(apiBase)
    let session = try await sandbox.post(
      "/v1/test_helpers/checkout/sessions/\(SandboxClient.escaped(id))/\(verb)", parameters)
    let id = session["id"]?.string ?? ""
    let words = [session["status"]?.string, session["payment_status"]?.string]
    Standard.output(
      Sanitiser.display("\(id) \(words.compactMap(\.self).joined(separator: ", "))") + "\n")
  }
}

struct SandboxPay: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pay", abstract: "Pay for an open session, as its customer would.")

  @OptionGroup var target: SandboxTarget
  @Option(help: "One of Stripe's test numbers, an IBAN, or a name such as pm_card_chargeDeclined.")
  var card: String?

  func run() async throws { try await target.perform("pay", [("card", card)]) }
}

struct SandboxDecline: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decline",
    abstract: "Let a try to pay fail, or refuse a 3-D Secure challenge.")

  @OptionGroup var target: SandboxTarget
  @Option(help: "The number that is tried; it says why it is declined.")
  var card: String?

  func run() async throws { try await target.perform("decline", [("card", card)]) }
}

struct SandboxAuthenticate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "authenticate", abstract: "Confirm the 3-D Secure challenge of a session.")

  @OptionGroup var target: SandboxTarget

  func run() async throws { try await target.perform("authenticate") }
}

struct SandboxExpire: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "expire", abstract: "Expire an open session.")

  @OptionGroup var target: SandboxTarget

  func run() async throws { try await target.perform("expire") }
}

struct SandboxSettle: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "settle",
    abstract: "Let the money of a delayed payment arrive; also ends a refund, or wins a dispute.")

  @OptionGroup var target: SandboxTarget

  func run() async throws { try await target.perform("settle") }
}

struct SandboxFail: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fail",
    abstract: "Let a delayed payment or a pending refund fail, or lose a dispute.")

  @OptionGroup var target: SandboxTarget

  func run() async throws { try await target.perform("fail") }
}

struct SandboxRefund: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "refund", abstract: "Refund a payment, or a part of it.")

  @OptionGroup var target: SandboxTarget
  @Option(help: "In minor units, such as 1099; without it all that is left.")
  var amount: Int?

  func run() async throws {
    try await target.perform("refund", [("amount", amount.map { String($0) })])
  }
}

struct SandboxDispute: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dispute", abstract: "Let the customer dispute a payment at the bank.")

  @OptionGroup var target: SandboxTarget
  @Option(help: "Such as fraudulent or product_not_received.")
  var reason: String?

  func run() async throws { try await target.perform("dispute", [("reason", reason)]) }
}

struct SandboxResend: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resend", abstract: "Send an event once more to where the sandbox forwards.")

  @Argument(help: "The event, evt_…")
  var event: String
  @Option(
    help: ArgumentHelp(
      "Where the sandbox listens, as it says itself; else TILL_API_BASE.", valueName: "url"))
  var apiBase: String?

  func run() async throws {
    let answer = try await SandboxClient(apiBase).post(
      "/v1/events/\(SandboxClient.escaped(event))/retry")
    let words = [answer["id"]?.string, answer["type"]?.string].compactMap(\.self)
    Standard.output(Sanitiser.display(words.joined(separator: " ")) + "\n")
  }
}
