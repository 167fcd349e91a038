/// An answer that is not 2xx.
/// Source: https://docs.stripe.com/api/errors
struct APIError: Error, Equatable {
  var status = 400
  var type = "invalid_request_error"
  var code: String?
  var message: String
  var param: String?
  var declineCode: String?
  var headers: [String: String] = [:]

  func write(into writer: inout JSONWriter) {
    writer.object { writer in
      writer.object("error") { writer in
        if let code {
          writer.field("code", code)
          let page = String(code.map { $0 == "_" ? "-" : $0 })
          writer.field("doc_url", "https://stripe.com/docs/error-codes/\(page)")
        }
        if let declineCode { writer.field("decline_code", declineCode) }
        writer.field("message", message)
        if let param { writer.field("param", param) }
        writer.field("type", type)
      }
    }
  }
}

extension APIError {
  static func invalid(_ message: String, code: String? = nil, param: String?) -> APIError {
    APIError(code: code, message: message, param: param)
  }

  /// An object in the path does not exist.
  static func notFound(_ kind: ObjectKind, _ id: String, param: String) -> APIError {
    APIError(
      status: 404, code: "resource_missing", message: "No such \(kind.noun): '\(id)'",
      param: param)
  }

  /// An object that a parameter names does not exist.
  static func missing(_ kind: ObjectKind, _ id: String, param: String) -> APIError {
    APIError(
      code: "resource_missing", message: "No such \(kind.noun): '\(id)'", param: param)
  }

  static func required(_ param: String) -> APIError {
    .invalid("Missing required param: \(param).", code: "parameter_missing", param: param)
  }

  static func exclusive(_ names: [String], param: String) -> APIError {
    .invalid(
      "You may only specify one of these parameters: \(names.joined(separator: ", ")).",
      code: "parameters_exclusive", param: param)
  }

  /// `near` is the parameter that was probably meant.
  static func unknown(_ params: [String], near: String? = nil) -> APIError {
    // Enough to find the mistake; a request can have thousands.
    let names = params.prefix(10).joined(separator: ", ") + (params.count > 10 ? ", ..." : "")
    return .invalid(
      "Received unknown parameter\(params.count > 1 ? "s" : ""): \(names)"
        + (near.map { ". Did you mean \($0)?" } ?? ""),
      code: "parameter_unknown", param: params.first)
  }

  /// A body longer than `limit` bytes.
  static func tooLarge(_ limit: Int) -> APIError {
    APIError(
      status: 413,
      message: "The request is too large: a body can have \(limit >> 10) kilobytes.", param: nil)
  }

  /// A head longer than `limit` bytes.
  static func headTooLarge(_ limit: Int) -> APIError {
    APIError(
      status: 431,
      message: "The request is too large: its headers can have \(limit >> 10) kilobytes.",
      param: nil)
  }

  static let malformed = APIError(message: "This is not a request of HTTP/1.1.")

  static func unrecognized(_ request: SandboxRequest) -> APIError {
    APIError(
      status: 404,
      message: "Unrecognized request URL (\(request.method): \(request.path)). Please see "
        + "https://stripe.com/docs or we can help at https://support.stripe.com/.")
  }

  static func unauthorized(_ message: String) -> APIError {
    APIError(status: 401, message: message)
  }

  static func forbidden(_ message: String, code: String? = nil) -> APIError {
    APIError(status: 403, code: code, message: message)
  }

  static func idempotency(_ key: String) -> APIError {
    APIError(
      type: "idempotency_error",
      message: "Keys for idempotent requests can only be used with the same parameters they were "
        + "first used with. Try using a key other than '\(key)' if you meant to execute a "
        + "different request.")
  }

  static let rateLimited = APIError(
    status: 429, code: "rate_limit",
    message: "Too many requests hit the API too quickly. We recommend an exponential backoff of "
      + "your requests.",
    headers: ["Stripe-Rate-Limited-Reason": "global-rate"])

  static let internalError = APIError(
    status: 500, type: "api_error", message: "An unknown error occurred")

  static let unavailable = APIError(
    status: 503, type: "api_error", message: "The service is temporarily unavailable",
    headers: ["Stripe-Should-Retry": "true"])
}

extension SandboxResponse {
  init(_ error: APIError) {
    var writer = JSONWriter(capacity: 512)
    error.write(into: &writer)
    self.init(
      status: error.status,
      headers: error.headers.merging(["Content-Type": "application/json"]) { $1 },
      body: writer.bytes)
  }
}
