package import HTTP

/// What went wrong between till and Stripe: an error of the API, or no answer at all.
/// Source: https://docs.stripe.com/api/errors
package struct StripeError: Error, Equatable, Sendable {
  /// What went wrong: the way, the key, or what Stripe answered.
  package enum Code: Equatable, Sendable {
    /// No answer: the network, a time-out, a broken answer.
    case unreachable(HTTPError)
    /// 401.
    case authentication
    /// 403.
    case permission
    /// 404, or `resource_missing`.
    case missing
    /// 429 after all retries.
    case rateLimited
    /// 429 with `lock_timeout`: another request is changing the object. Nothing has happened.
    /// Source: https://docs.stripe.com/rate-limits#object-lock-timeouts
    case locked
    /// A change that was stopped before it was sent, or after a refusal. Nothing has happened.
    case stopped
    /// An id of the other mode than the key's: no request was made.
    case otherMode
    /// Any other 4xx.
    case invalidRequest
    /// 5xx after all retries.
    case server
    /// An answer that is not what Stripe sends: no JSON, another object, another mode.
    case unexpectedAnswer
    /// till itself refuses: a POST while read-only.
    case refused
  }

  package var code: Code
  /// The API's message, or ours. Never holds a key. Not yet sanitised for the screen.
  package var message: String
  /// `type`, `code`, `decline_code` and `param` of the API's error object; nil without one.
  package var type: String?
  package var apiCode: String?
  package var declineCode: String?
  package var param: String?
  /// The HTTP status; nil without an answer.
  package var status: Int?
  /// `req_…`, for Stripe's support.
  package var requestID: String?
  /// Where a key that is not accepted comes from.
  package var keyOrigin: String?
  /// Whether an earlier try of the same change may have been carried out.
  package var mayHaveHappened = false

  package init(
    _ code: Code, _ message: String, type: String? = nil, apiCode: String? = nil,
    declineCode: String? = nil, param: String? = nil, status: Int? = nil, requestID: String? = nil
  ) {
    self.code = code
    self.message = message
    self.type = type
    self.apiCode = apiCode
    self.declineCode = declineCode
    self.param = param
    self.status = status
    self.requestID = requestID
  }
}
