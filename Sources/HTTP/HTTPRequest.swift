/// A request: everything that is sent, and nothing about what it means.
package struct HTTPRequest: Equatable, Sendable {
  /// The methods that the APIs need.
  package enum Method: String, Sendable { case get = "GET", post = "POST" }

  package var method: Method
  /// https, or http to this machine; see ``HTTPAddress``.
  package var url: String
  package var headers: HTTPHeaders
  /// Nil for a request without one.
  package var body: [UInt8]?
  /// Which try this is, counted from 1. For the log; not sent.
  package var attempt = 1
  /// Takes the body of a successful answer as it arrives; nil to get all of it at the end.
  package var sink: BodySink?
  /// Whether nothing is sent, and only the server's certificate is read.
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

/// Where the body of an answer goes as it arrives. Two are equal when they are the same object.
package final class BodySink: Sendable, Equatable {
  /// Takes a piece on the HTTP thread, which is blocked meanwhile.
  package let take: @Sendable ([UInt8]) -> Void

  package init(_ take: @escaping @Sendable ([UInt8]) -> Void) { self.take = take }

  package static func == (one: BodySink, other: BodySink) -> Bool { one === other }
}

/// An answer, with any status.
package struct HTTPResponse: Equatable, Sendable {
  /// The HTTP status, of any kind.
  package var status: Int
  package var headers: HTTPHeaders
  package var body: [UInt8]
  /// Bytes of the body that a sink has taken.
  package var bytesTaken = 0

  package init(status: Int, headers: HTTPHeaders = HTTPHeaders(), body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }
}
