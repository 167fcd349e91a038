package import Checkout
package import HTTP

/// Which database is read, and on which host.
package struct FirestoreDatabase: Equatable, Sendable {
  /// Google's own servers, or an emulator on this machine.
  package struct Host: Equatable, Sendable {
    /// Without a slash at the end.
    package let url: String
    package let isEmulator: Bool

    /// Google's own servers.
    package static let google = Host(
      url: "https://firestore.googleapis.com", isEmulator: false)

    private init(url: String, isEmulator: Bool) {
      self.url = url
      self.isEmulator = isEmulator
    }

    /// - Parameter text: the value of `FIRESTORE_EMULATOR_HOST`, such as `127.0.0.1:8080`.
    /// - Throws: `.refusedAddress` when it is not this machine: an emulator has no TLS.
    package init(emulator text: String) throws(HTTPError) {
      let bare = text.hasPrefix("http://") ? String(text.dropFirst("http://".count)) : text
      let address = try HTTPAddress("http://" + bare)
      guard address.target.isEmpty || address.target == "/" else {
        throw HTTPError(.refusedAddress, "it is a host and a port, without a path")
      }
      url = "http://" + (bare.hasSuffix("/") ? String(bare.dropLast()) : bare)
      isEmulator = true
    }
  }

  package let project: String
  /// `(default)` unless the project has several.
  package let database: String
  package let host: Host

  /// nil when Google does not allow one of the names.
  package init?(
    project: String, database: String = DocumentName.usualDatabase, host: Host = .google
  ) {
    guard DocumentName.isProject(project), DocumentName.isDatabase(database) else { return nil }
    self.project = project
    self.database = database
    self.host = host
  }

  /// `projects/p/databases/(default)/documents`, with the segments of a path after it.
  package func name(_ segments: [String] = []) -> String {
    (["projects", project, "databases", database, "documents"] + segments).joined(separator: "/")
  }

  /// The name of a document in this database, by the segments of its path.
  package func documentName(_ segments: [String]) -> DocumentName {
    DocumentName(project: project, database: database, segments: segments)
  }

  /// The address of a document, a collection or, with a verb such as `:runQuery`, a method.
  func url(_ segments: [String], verb: String = "") -> String {
    let path = ["v1", "projects", project, "databases", database, "documents"] + segments
    return host.url + "/" + path.map(\.percentEncoded).joined(separator: "/") + verb
  }
}

extension UInt8 {
  /// ASCII letters and digits.
  fileprivate var isPlain: Bool {
    (0x30...0x39).contains(self) || (0x61...0x7A).contains(self | 0x20)
  }
}

extension String {
  /// Encoded as one segment of a path or one value of a query.
  /// Source: https://www.rfc-editor.org/rfc/rfc3986#section-2.3
  var percentEncoded: String {
    var encoded = ""
    for byte in utf8 {
      if byte.isPlain || "-._~()".utf8.contains(byte) {
        encoded.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        encoded += (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
      }
    }
    return encoded
  }
}
