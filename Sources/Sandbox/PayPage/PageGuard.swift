/// Keeps other sites out of the pages. They are on loopback, but any site that the same browser has
/// open can send requests there, and a name that it controls can be made to point there.
struct PageGuard: Sendable {
  /// Forms send it back. It is new at each start and only on the pages, which no other origin can
  /// read.
  let token: String
  /// The port of the server.
  let port: UInt16

  init(port: UInt16) {
    var generator = SystemRandomNumberGenerator()
    token = (0..<4).map { _ in String(generator.next(), radix: 36) }.joined()
    self.port = port
  }

  /// Why a request is refused; nil if it is allowed.
  func refusal(of request: SandboxRequest) -> (status: Int, sentence: String)? {
    guard let host = request.headers["host"], hosts.contains(host.lowercased()) else {
      return (421, "This server answers to 127.0.0.1 and localhost only.")
    }
    switch request.method {
    case "GET", "HEAD": return nil
    case "POST": break
    default: return (405, "Only GET and POST are known here.")
    }
    let type = request.headers["content-type"]?.prefix { $0 != ";" }
    guard type == "application/x-www-form-urlencoded" else {
      return (415, "A form has to be sent as application/x-www-form-urlencoded.")
    }
    if let origin = request.headers["origin"], origin.lowercased() != "http://\(host.lowercased())"
    {
      return (403, "Forms of other sites are not taken.")
    }
    if let site = request.headers["sec-fetch-site"], site != "same-origin" {
      return (403, "Forms of other sites are not taken.")
    }
    guard PageForm(of: request)["token"] == token else {
      return (403, "This form is out of date. Go back, load the page again, and try once more.")
    }
    return nil
  }

  private var hosts: [String] {
    ["127.0.0.1", "localhost", "[::1]"].map { "\($0):\(port)" }
  }

  /// The headers of every page. The pages have no scripts, so none are allowed to run.
  static let headers = [
    "Cache-Control": "no-store", "Content-Security-Policy": policy,
    "Referrer-Policy": "same-origin", "X-Content-Type-Options": "nosniff",
  ]

  private static let policy =
    "default-src 'none'; style-src 'self'; img-src http: https: data:; base-uri 'none'; "
    + "frame-ancestors 'self' http://localhost:* http://127.0.0.1:*"
}
