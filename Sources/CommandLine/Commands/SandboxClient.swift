import HTTP
import JSON
import Sandbox
import Screen
import Stripe

/// Talks to a sandbox that runs in another process.
///
/// It connects to this machine only, with the sandbox's own key: nothing done here can reach
/// Stripe.
struct SandboxClient {
  private let base: String
  /// The connected account to act in; nil for the sandbox's own.
  private let account: String?
  private let http: HTTPClient

  /// - Throws: if no address is known, or if the address is on another machine.
  init(_ option: String?, account: String? = nil, in world: World) throws(Failure) {
    self.account = account
    let transport = world.transport(HTTPOptions())
    world.closing.add { transport.shutdown() }
    http = transport.client
    let variable = world.environment["TILL_API_BASE"]
    guard let text = option ?? variable, !text.isEmpty else {
      throw Failure(
        .usage,
        "give --api-base with the address that “till sandbox” has printed, or set TILL_API_BASE")
    }
    do throws(HTTPError) {
      let address = try HTTPAddress(text)
      guard address.isLoopback else {
        throw HTTPError(.refusedAddress, "a sandbox listens on this machine, 127.0.0.1")
      }
      base = try APIBase(text).url
    } catch {
      throw Failure(.usage, "--api-base: \(error.detail)")
    }
  }

  /// - Throws: the sandbox's refusal, with the exit code that fits.
  func post(
    _ path: String, _ parameters: [(name: String, value: String?)] = []
  ) async throws(Failure) -> JSON {
    let body = parameters.compactMap { name, value in
      value.map { "\(name)=\(Self.escaped($0))" }
    }.joined(separator: "&")
    var headers: HTTPHeaders = [
      "Authorization": "Bearer \(SandboxServer.key)",
      "Content-Type": "application/x-www-form-urlencoded",
    ]
    if let account { headers.append("Stripe-Account", account) }
    let answer: HTTPResponse
    do throws(HTTPError) {
      answer = try await http.send(
        HTTPRequest(.post, base + path, headers: headers, body: Array(body.utf8)))
    } catch {
      throw Failure(.unreachable, "no sandbox answers at \(base): \(error.detail)")
    }
    guard let json = try? JSON(parsing: answer.body) else {
      throw Failure(.unreachable, "what answers at \(base) is no sandbox of till")
    }
    guard answer.status == 200 else {
      let error = json["error"]
      let words = [error?["message"]?.string, error?["decline_code"]?.string.map { "(\($0))" }]
      let sentence = words.compactMap(\.self).joined(separator: " ")
      throw Failure(answer.status == 404 ? .missing : .failed, "\(sentence)")
    }
    return json
  }

  static func escaped(_ text: String) -> String {
    text.utf8.reduce(into: "") { escaped, byte in
      let isPlain =
        (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
        || "-_.".utf8.contains(byte)
      if isPlain {
        escaped.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        escaped += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
  }
}
