/// A request: all that goes on the wire, and nothing that decides what it means.
package struct HTTPRequest: Equatable, Sendable {
  package enum Method: String, Sendable { case get = "GET", post = "POST" }

  package var method: Method
  package var url: String
  package var headers: HTTPHeaders
  package var body: [UInt8]?
  /// Which try this is, counted from 1. For the log; not sent.
  package var attempt = 1
  /// Whether nothing is sent, and only the server's certificate is looked at.
  var isCertificateProbe = false

  package init(
    _ method: Method, _ url: String, headers: HTTPHeaders = HTTPHeaders(), body: [UInt8]? = nil
  ) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
  }
}

/// An answer, whatever its status.
package struct HTTPResponse: Equatable, Sendable {
  package var status: Int
  package var headers: HTTPHeaders
  package var body: [UInt8]

  package init(status: Int, headers: HTTPHeaders = HTTPHeaders(), body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }
}
