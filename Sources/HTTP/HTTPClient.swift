/// Sends requests. A value of closures, so that a test can replace just the network.
package struct HTTPClient: Sendable {
  /// Sends one request and waits for its whole answer, whatever its status. Cancelling the task
  /// aborts the transfer. Any thread.
  ///
  /// Throws `HTTPError` when there is no whole answer.
  package var send: @Sendable (HTTPRequest) async throws(HTTPError) -> HTTPResponse

  package init(
    send: @escaping @Sendable (HTTPRequest) async throws(HTTPError) -> HTTPResponse
  ) {
    self.send = send
  }
}

/// Why there is no answer.
package struct HTTPError: Error, Equatable, Sendable {
  /// Why there is no answer to read.
  package enum Code: Equatable, Sendable {
    /// The address is not one that till talks to: neither https nor http to this machine.
    case refusedAddress
    /// A header field cannot be sent as one line.
    case refusedHeader
    case nameResolution
    case connect
    /// The proxy refuses this connection.
    case proxy
    case tls
    case timeout
    case cancelled
    /// The connection broke, or the answer was cut off or made no sense.
    case brokenAnswer
    /// The answer was larger than the cap.
    case tooLarge
  }

  package let code: Code
  /// The message of the library below. Never holds a header, a body, a key or a proxy's password.
  package var detail: String
  /// The certificate that was not accepted; nil when the error is not about one.
  package var certificate: ServerCertificate?

  package init(_ code: Code, _ detail: String) {
    self.code = code
    self.detail = detail
  }
}
