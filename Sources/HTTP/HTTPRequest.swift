/// A request: all that goes on the wire, and nothing that decides what it means.
package struct HTTPRequest: Equatable, Sendable {
  package enum Method: String, Sendable { case get = "GET", post = "POST" }

  package var method: Method
  package var url: String
  package var headers: HTTPHeaders
  package var body: [UInt8]?

  package init(
    _ method: Method, _ url: String, headers: HTTPHeaders = HTTPHeaders(), body: [UInt8]? = nil
  ) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
  }
}

/// Header fields in order. Names are compared without case.
package struct HTTPHeaders: Equatable, Sendable, ExpressibleByDictionaryLiteral {
  package private(set) var fields: [Field] = []

  package struct Field: Equatable, Sendable {
    package let name: String
    package let value: String
  }

  package init() {}

  package init(dictionaryLiteral elements: (String, String)...) {
    for (name, value) in elements { append(name, value) }
  }

  package mutating func append(_ name: String, _ value: String) {
    fields.append(Field(name: name, value: value))
  }

  /// The value of the last field with this name: after an interim answer, the final one counts.
  package subscript(name: String) -> String? {
    let wanted = name.lowercased()
    return fields.last { $0.name.lowercased() == wanted }?.value
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
