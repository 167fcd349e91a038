/// The answers to POSTs that carried an idempotency key, of one account, whichever API key came
/// with them.
/// Source: https://docs.stripe.com/api/idempotent_requests
struct IdempotencyMemory: Sendable {
  private struct Entry {
    var request: Identity
    var response: SandboxResponse
    /// Unix seconds.
    var time: Int
  }

  /// What makes two requests the same: the parameters, in whatever order they were written.
  private struct Identity: Equatable {
    var method: String
    var path: String
    var parameters: Node

    init(_ request: SandboxRequest) {
      method = request.method
      path = request.path
      parameters = ((try? request.parameters.get()) ?? .null).sorted
    }
  }

  private var entries: [String: Entry] = [:]
  /// In order of arrival, so that the oldest can go.
  private var keys: [String] = []

  /// Enough for any retry.
  private static let capacity = 1000
  /// Seconds that Stripe keeps a key.
  private static let kept = 86_400
  /// Characters of a key.
  private static let longest = 255

  /// The answer that was given before to the same request.
  /// - Throws: `idempotency_error` if the key belongs to a different request, 400 if it is too long.
  func replay(
    of request: SandboxRequest, key: String, at now: Int
  ) throws(APIError) -> SandboxResponse? {
    guard key.count <= Self.longest else {
      throw .invalid(
        "Idempotency keys can be at most \(Self.longest) characters long; this one has "
          + "\(key.count).", param: nil)
    }
    guard let entry = entries[key], now - entry.time < Self.kept else { return nil }
    guard entry.request == Identity(request) else { throw .idempotency(key) }
    var response = entry.response
    response.headers["Idempotent-Replayed"] = "true"
    return response
  }

  /// Keeps the answer of the request with the id `requestID`.
  mutating func remember(
    _ response: SandboxResponse, to request: SandboxRequest, requestID: String, key: String,
    at now: Int
  ) {
    if entries[key] == nil {
      if keys.count >= Self.capacity { entries[keys.removeFirst()] = nil }
      keys.append(key)
    }
    var response = response
    response.headers["Original-Request"] = requestID
    entries[key] = Entry(request: Identity(request), response: response, time: now)
  }
}
