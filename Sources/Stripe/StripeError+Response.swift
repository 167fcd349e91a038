import Checkout
import HTTP
import JSON

extension StripeError {
  /// An answer that is not a success, as an error.
  /// Source: https://docs.stripe.com/api/errors
  init(_ response: HTTPResponse, _ key: APIKey) {
    let json = try? JSON(parsing: response.body)
    func text(_ name: String) -> String? {
      (json?.value("error")?[name]?.string).map { key.scrubbed($0.clipped) }
    }
    let apiCode = text("code")
    guard let message = text("message") ?? text("type") else {
      // Without the API's own error object, this may not have been Stripe at all.
      let code: Code =
        switch response.status {
        case 429: .rateLimited
        case 500...: .server
        default: .unexpectedAnswer
        }
      self.init(
        code, "no error of Stripe, but \(response.summary)", status: response.status,
        requestID: response.requestID)
      return
    }
    self.init(
      Code(response.status, apiCode), message, type: text("type"), apiCode: apiCode,
      declineCode: text("decline_code"), param: text("param"), status: response.status,
      requestID: response.requestID)
  }

  static let cancelled = StripeError(
    .unreachable(HTTPError(.cancelled, "the request was cancelled")), "the request was cancelled")

  static let stopped = StripeError(.stopped, "it was stopped before it was sent")

  static func unexpected(_ message: String, status: Int?, requestID: String?) -> StripeError {
    StripeError(.unexpectedAnswer, message, status: status, requestID: requestID)
  }
}

extension StripeError.Code {
  fileprivate init(_ status: Int, _ apiCode: String?) {
    self =
      switch (status, apiCode) {
      case (401, _): .authentication
      case (403, _): .permission
      case (429, "lock_timeout"): .locked
      case (429, _), (400, "rate_limit"): .rateLimited
      case (400..<500, "resource_missing"): .missing
      // Without that code, 404 is a wrong address or a gateway's answer: no object is missing.
      case (400..<500, _): .invalidRequest
      case (500..., _): .server
      default: .unexpectedAnswer
      }
  }
}

extension Result where Success == HTTPResponse, Failure == HTTPError {
  /// Whether a change may have been carried out, as far as this answer tells.
  var mayHaveHappened: Bool {
    switch self {
    case .success(let response): response.status >= 500
    case .failure(let error):
      switch error.code {
      case .refusedAddress, .refusedHeader, .nameResolution, .connect, .proxy, .tls: false
      case .timeout, .cancelled, .brokenAnswer, .tooLarge: true
      }
    }
  }
}

extension HTTPResponse {
  /// Whether another request is changing the object.
  var isLockTimeout: Bool {
    status == 429
      && (try? JSON(parsing: body))?.value("error")?["code"]?.string == "lock_timeout"
  }

  /// "HTTP 502, text/html"
  var summary: String {
    "HTTP \(status), " + (headers["Content-Type"]?.clipped ?? "no content type")
  }
}

extension String {
  /// Short enough to be shown and stored: a server can send messages of any length.
  var clipped: String { utf8.count <= 1000 ? self : String(prefix(500)) + "…" }
}
