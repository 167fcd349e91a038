/// The answers to POSTs that carried an idempotency key.
struct IdempotencyMemory: Sendable {
  private struct Entry {
    var request: String
    var response: SandboxResponse
  }

  private var entries: [String: Entry] = [:]
  /// In order of arrival, so that the oldest can go.
  private var keys: [String] = []

  /// Enough for any retry; Stripe keeps them for a day.
  private static let capacity = 1000

  /// The answer that was given before to the same request.
  /// - Throws: `idempotency_error` if the key belongs to a different request.
  func replay(of request: SandboxRequest, key: String) throws(APIError) -> SandboxResponse? {
    guard let entry = entries[key] else { return nil }
    guard entry.request == Self.identity(of: request) else { throw .idempotency(key) }
    var response = entry.response
    response.headers["Idempotent-Replayed"] = "true"
    return response
  }

  mutating func remember(_ response: SandboxResponse, to request: SandboxRequest, key: String) {
    if keys.count >= Self.capacity { entries[keys.removeFirst()] = nil }
    keys.append(key)
    entries[key] = Entry(request: Self.identity(of: request), response: response)
  }

  private static func identity(of request: SandboxRequest) -> String {
    "\(request.path)?\(request.query)\n\(request.body)"
  }
}
