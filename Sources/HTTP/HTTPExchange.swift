/// One try of a request and how it ended, as the request log stores it: no header, no body, no key,
/// and no parameter that could identify a customer.
package struct HTTPExchange: Equatable, Sendable {
  /// The status of the answer, or why there was none.
  package enum Outcome: Equatable, Sendable {
    case status(Int)
    case failed(HTTPError.Code)
  }

  /// Milliseconds since 1970.
  package var started: Int
  package var method: HTTPRequest.Method
  /// Path and query; values that are not plainly an id, a number or a word are left out of the
  /// query.
  package var target: String
  /// Counted from 1.
  package var attempt: Int
  package var outcome: Outcome
  /// From its start until the end of the answer.
  package var milliseconds: Int
  /// Of the body, after decompression; 0 when there is no answer.
  package var bytes: Int
  /// Stripe's id for it, `req_…`.
  package var requestID: String?

  package init(
    started: Int, method: HTTPRequest.Method, target: String, attempt: Int = 1, outcome: Outcome,
    milliseconds: Int, bytes: Int, requestID: String? = nil
  ) {
    self.started = started
    self.method = method
    self.target = target
    self.attempt = attempt
    self.outcome = outcome
    self.milliseconds = milliseconds
    self.bytes = bytes
    self.requestID = requestID
  }
}

extension HTTPRequest {
  /// Path and query for logs.
  ///
  /// Ids, numbers, words and field names stay as they are. Every other value, such as an e-mail
  /// address, and everything whose name suggests a secret, becomes `…`.
  var loggedTarget: String {
    guard let target = try? HTTPAddress(url).target else { return "" }
    let (path, query) = target[...].halves(at: "?")
    guard !query.isEmpty else { return String(path) }
    let logged = query.split(separator: "&").map { pair in
      let (name, value) = pair.halves(at: "=")
      return "\(name.readable)=\(value.isHarmless ? value : "…")"
    }
    return "\(path)?\(logged.joined(separator: "&"))"
  }
}

extension Substring {
  fileprivate func halves(at separator: Character) -> (Substring, Substring) {
    guard let index = firstIndex(of: separator) else { return (self, "") }
    return (self[..<index], self[self.index(after: index)...])
  }

  /// Nested parameters with plain brackets instead of percent-encoded ones.
  fileprivate var readable: String {
    String(self).replacing("%5B", with: "[").replacing("%5D", with: "]")
  }

  fileprivate var isHarmless: Bool {
    utf8.count <= 255 && !contains("secret")
      && utf8.allSatisfy { $0.isDigit || $0.isLetter || "_.-".utf8.contains($0) }
  }
}
