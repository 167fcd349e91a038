/// The lines before a body: what is asked for, and how long the body is.
struct RequestHead: Sendable {
  enum Framing: Equatable, Sendable {
    /// Bytes.
    case length(Int)
    case chunks
  }

  let method: String
  /// Without the query.
  let path: String
  /// As it was sent after the `?`, still encoded.
  let query: String
  /// By lower-case name.
  let headers: [String: String]
  let framing: Framing
  let keepsConnection: Bool

  /// Whether the client asks to be told before it sends the body.
  var expectsContinue: Bool { headers["expect"]?.lowercased() == "100-continue" }

  /// Reads the lines of a head, without the empty line after it.
  ///
  /// - Returns: nil when they are not a request of HTTP/1, or contradict each other about the
  ///   length of the body.
  init?(_ bytes: ArraySlice<UInt8>) {
    var lines: [String] = []
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      guard let text = Self.text(line) else { return nil }
      lines.append(text)
    }
    let first = lines.removeFirst().split(separator: " ", omittingEmptySubsequences: false)
    guard first.count == 3, !first[0].isEmpty, first[2].hasPrefix("HTTP/1.") else { return nil }
    method = String(first[0])
    let (server, address) = Self.address(first[1])
    guard server?.isEmpty != true else { return nil }
    let target = address.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    path = target[0].isEmpty ? "/" : String(target[0])
    query = target.count > 1 ? String(target[1]) : ""

    var headers: [String: String] = [:]
    for line in lines {
      guard let colon = line.firstIndex(of: ":"), Self.isName(line[..<colon]) else { return nil }
      let name = line[..<colon].lowercased()
      let value = Self.trimmed(line[line.index(after: colon)...])
      if name == "content-length", let before = headers[name], before != value { return nil }
      // More than one encoding is none that the sandbox reads.
      if name == "transfer-encoding", headers[name] != nil { return nil }
      headers[name] = value
    }
    if let server { headers["host"] = server }
    self.headers = headers
    guard let framing = Self.framing(headers) else { return nil }
    self.framing = framing
    let options = (headers["connection"] ?? "").lowercased().split(separator: ",").map(Self.trimmed)
    keepsConnection =
      first[2] == "HTTP/1.0" ? options.contains("keep-alive") : !options.contains("close")
  }

  /// Takes a target apart. In its absolute form it names a server, which counts instead of the
  /// `Host` header.
  /// Source: https://www.rfc-editor.org/rfc/rfc9112#section-3.2.2
  private static func address(_ target: Substring) -> (server: String?, rest: Substring) {
    let scheme = "http://"
    guard target.prefix(scheme.count).lowercased() == scheme else { return (nil, target) }
    let rest = target.dropFirst(scheme.count)
    let end = rest.firstIndex { $0 == "/" || $0 == "?" } ?? rest.endIndex
    return (String(rest[..<end]), rest[end...])
  }

  /// Whether this is the name of a header. A blank before the colon could hide a length.
  /// Source: https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2
  private static func isName(_ text: Substring) -> Bool {
    !text.isEmpty
      && text.allSatisfy {
        $0.isASCII && ($0.isLetter || $0.isNumber || "!#$%&'*+-.^_`|~".contains($0))
      }
  }

  /// Source: https://www.rfc-editor.org/rfc/rfc9112#section-6.3
  private static func framing(_ headers: [String: String]) -> Framing? {
    switch (headers["transfer-encoding"]?.lowercased(), headers["content-length"]) {
    case (nil, nil): .length(0)
    case (nil, let length?):
      length.allSatisfy { $0.isASCII && $0.isNumber } ? Int(length).map(Framing.length) : nil
    case ("chunked", nil): .chunks
    case (_?, _): nil
    }
  }

  /// A line without its end; nil if it has a CR or a NUL, which others could take for the end.
  /// Source: https://www.rfc-editor.org/rfc/rfc9112#section-2.2,
  /// https://www.rfc-editor.org/rfc/rfc9110#section-5.5
  private static func text(_ line: ArraySlice<UInt8>) -> String? {
    let text = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
    guard !text.contains(UInt8(ascii: "\r")), !text.contains(0) else { return nil }
    return String(decoding: text, as: UTF8.self)
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text.drop { $0 == " " || $0 == "\t" }
    while let last = text.last, last == " " || last == "\t" { text.removeLast() }
    return String(text)
  }
}
