/// A request without its transport.
package struct SandboxRequest: Sendable {
  package let method: String
  /// Without the query, such as `/v1/checkout/sessions`.
  package let path: String
  /// As it was sent after the `?`, still encoded.
  package let query: String
  /// The form of a POST, still encoded.
  package let body: String
  /// By lower-case name.
  package var headers: [String: String]

  /// The parameters as a tree. They are parsed here, outside the lock of the store.
  let parameters: Result<Node, APIError>

  package init(
    method: String = "GET", path: String, query: String = "", body: String = "",
    headers: [String: String] = [:]
  ) {
    self.method = method
    self.path = path
    self.query = query
    self.body = body
    self.headers = headers
    do throws(APIError) {
      parameters = .success(try FormBody.parse(method == "POST" ? body + "&" + query : query))
    } catch { parameters = .failure(error) }
  }
}

/// An answer without its transport.
package struct SandboxResponse: Equatable, Sendable {
  package var status = 200
  package var headers: [String: String] = [:]
  /// JSON.
  package var body: [UInt8] = []
  /// The answer never arrives: the connection is closed without one.
  package var isDropped = false
}
