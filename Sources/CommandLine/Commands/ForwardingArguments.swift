import ArgumentParser
import FoundationEssentials
import Glibc
import HTTP
import Sandbox
import Screen

/// Where a sandbox sends its events.
struct ForwardingArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Send events there, signed: a port, host:port/path, or an address.", valueName: "url"))
  var forwardTo: String?
  @Option(
    help: ArgumentHelp(
      "Only these, with commas between: names, or groups such as charge.*", valueName: "names"))
  var events: String?
  @Option(
    help: ArgumentHelp(
      "Sent along with each event: “Name: value, Name: value”.", valueName: "fields"))
  var headers: String?
  @Flag(help: "Allow an https address that is not this machine's in --forward-to.")
  var forwardAnywhere = false
  @Flag(help: "Print the secret that signatures are verified with, and end.")
  var printSecret = false

  func validate() throws {
    if forwardTo == nil {
      if events != nil { throw ValidationError("--events needs --forward-to.") }
      if headers != nil { throw ValidationError("--headers needs --forward-to.") }
    }
    _ = try url()
    _ = try fields()
    let unknown = Forwarding.unknown(in: names)
    guard unknown.isEmpty else {
      throw ValidationError(
        "--events: the sandbox has no event \(unknown.joined(separator: ", ")).")
    }
  }

  private var names: [String] {
    (events ?? "").split(separator: ",").map { String($0.trimmingPrefix(" ")) }
  }

  /// The address in full.
  private func url() throws -> String? {
    guard var text = forwardTo else { return nil }
    if text.allSatisfy(\.isNumber) { text = "127.0.0.1:" + text }
    if text.hasPrefix("/") { text = "127.0.0.1" + text }
    if !text.contains("://") { text = "http://" + text }
    do throws(HTTPError) {
      let address = try HTTPAddress(text)
      guard address.isLoopback || forwardAnywhere else {
        throw HTTPError(
          .refusedAddress, "events go to this machine only, unless you add --forward-anywhere")
      }
      return text
    } catch {
      throw ValidationError("--forward-to: \(error.detail).")
    }
  }

  private func fields() throws -> [(name: String, value: String)] {
    try (headers ?? "").split(separator: ",").map { field in
      let halves = field.split(separator: ":", maxSplits: 1)
      guard halves.count == 2 else {
        throw ValidationError("--headers is “Name: value”, with commas between several.")
      }
      let (name, value) = (halves[0].trimmingPrefix(" "), halves[1].trimmingPrefix(" "))
      return (String(name), String(value))
    }
  }

  /// Where events go, and how; nil when they go nowhere.
  func forwarding(signedWith secret: String, in world: World) throws -> Forwarding? {
    guard let url = try url() else { return nil }
    var options = HTTPOptions()
    options.timeout = .seconds(30)
    options.maximumBody = 1 << 20
    let transport = world.transport(options)
    world.closing.add { transport.shutdown() }
    return Forwarding(
      url: url, events: names, headers: try fields(), secret: secret,
      send: { webhook in
        var headers = HTTPHeaders()
        for (name, value) in webhook.headers { headers.append(name, value) }
        let request = HTTPRequest(.post, webhook.url, headers: headers, body: webhook.body)
        return try? await transport.client.send(request).status
      },
      log: { line in world.console.say("\(Self.clockTime) \(line)") })
  }

  /// `12:32:05`, by the clock of the machine.
  private static var clockTime: String {
    var now = time(nil)
    var parts = tm()
    localtime_r(&now, &parts)
    return [parts.tm_hour, parts.tm_min, parts.tm_sec].map { part in
      part < 10 ? "0\(part)" : "\(part)"
    }.joined(separator: ":")
  }
}

/// The secret that a sandbox signs with: made once for a folder, and kept there.
enum WebhookSecret {
  /// - Throws: when the folder cannot be written.
  static func kept(in folder: String) throws(Failure) -> String {
    let path = folder + "/webhook-secret"
    if let data = FileManager.default.contents(atPath: path) {
      let text = String(decoding: data, as: UTF8.self).prefix { !$0.isWhitespace }
      if text.hasPrefix("whsec_"), text.utf8.count >= 38 { return String(text) }
    }
    var generator = SystemRandomNumberGenerator()
    let digits = Array("0123456789abcdef".utf8)
    let random = (0..<64).map { _ in digits[Int(generator.next() & 15)] }
    let secret = "whsec_" + String(decoding: random, as: UTF8.self)
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw Failure(.failed, "the folder \(folder) cannot be made")
    }
    guard
      FileManager.default.createFile(
        atPath: path, contents: Data((secret + "\n").utf8), attributes: [.posixPermissions: 0o600])
    else { throw Failure(.failed, "\(path) cannot be written") }
    return secret
  }
}
