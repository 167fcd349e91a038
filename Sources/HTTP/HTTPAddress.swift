/// An address that till may talk to: https anywhere, http on this machine only.
///
/// Parsing is stricter than any standard requires. A key is sent to the parsed address, so anything
/// that could be read in two ways is refused.
package struct HTTPAddress: Equatable, Sendable {
  /// Whether it is https.
  package let isSecure: Bool
  /// Lower-case; an IPv6 address without its brackets.
  package let host: String
  /// Nil for the scheme's own.
  package let port: Int?
  /// Path and query as they were written; empty or beginning with `/` or `?`.
  package let target: String

  /// Whether the host is this machine, as a loopback address or `localhost`.
  package var isLoopback: Bool { Self.isLoopback(host) }

  /// - Throws: `HTTPError` with `.refusedAddress`. The detail does not repeat the address, which
  ///   may hold a secret.
  package init(_ url: String) throws(HTTPError) {
    guard url.utf8.allSatisfy(Self.isAllowed) else {
      throw .refusedAddress("it holds a character that an address cannot hold")
    }
    let colon = url.firstIndex(of: ":") ?? url.endIndex
    guard url[colon...].hasPrefix("://") else {
      throw .refusedAddress("it does not begin with https://")
    }
    switch url[..<colon].lowercased() {
    case "https": isSecure = true
    case "http": isSecure = false
    default: throw .refusedAddress("it begins with neither https:// nor http://")
    }
    let rest = url[colon...].dropFirst(3)
    let end = rest.firstIndex { $0 == "/" || $0 == "?" } ?? rest.endIndex
    target = String(rest[end...])
    (host, port) = try Self.parseAuthority(rest[..<end])
    guard isSecure || Self.isLoopback(host) else {
      throw .refusedAddress("http without TLS is allowed to this machine only (127.0.0.1, ::1)")
    }
  }
}

extension HTTPAddress {
  /// Printable ASCII without the characters that RFC 3986 excludes, and without fragments.
  private static func isAllowed(_ byte: UInt8) -> Bool {
    (0x21...0x7E).contains(byte) && !"\"#<>\\^`{|}".utf8.contains(byte)
  }

  private static func parseAuthority(
    _ authority: Substring
  ) throws(HTTPError) -> (host: String, port: Int?) {
    guard !authority.contains("@") else {
      throw .refusedAddress("a user name or password does not belong in it")
    }
    let host: Substring
    let rest: Substring
    if authority.hasPrefix("["), let bracket = authority.firstIndex(of: "]") {
      host = authority[authority.index(after: authority.startIndex)..<bracket]
      rest = authority[authority.index(after: bracket)...]
      guard host.utf8.allSatisfy({ $0.isHexDigit || ":.".utf8.contains($0) }), host.contains(":")
      else { throw .refusedAddress("the IPv6 address in it is malformed") }
    } else {
      let colon = authority.firstIndex(of: ":") ?? authority.endIndex
      host = authority[..<colon]
      rest = authority[colon...]
      guard isName(host) else { throw .refusedAddress("the host name in it is malformed") }
    }
    return (host.lowercased(), try parsePort(rest))
  }

  private static func parsePort(_ text: Substring) throws(HTTPError) -> Int? {
    guard !text.isEmpty else { return nil }
    let digits = text.dropFirst()
    guard text.hasPrefix(":"), (1...5).contains(digits.utf8.count),
      digits.utf8.allSatisfy(\.isDigit), let port = Int(digits), (1...65535).contains(port)
    else { throw .refusedAddress("the port in it is malformed") }
    return port
  }

  private static func isName(_ host: Substring) -> Bool {
    !host.isEmpty
      && host.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
        !label.isEmpty
          && label.utf8.allSatisfy { $0.isDigit || $0.isLetter || "-_".utf8.contains($0) }
      }
  }

  private static func isLoopback(_ host: String) -> Bool {
    guard host != "localhost", host != "::1" else { return true }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    // Resolvers also accept `127.1` and `0177.0.0.1`; here only four plain numbers are allowed.
    return parts.count == 4 && parts[0] == "127"
      && parts.allSatisfy { part in UInt8(part).map { String($0) == part } ?? false }
  }
}

// ASCII only, whatever the locale.
extension UInt8 {
  var isDigit: Bool { (0x30...0x39).contains(self) }
  var isLetter: Bool { (0x61...0x7A).contains(self | 0x20) }
  var isHexDigit: Bool { isDigit || (0x61...0x66).contains(self | 0x20) }
}

extension HTTPError {
  fileprivate static func refusedAddress(_ reason: String) -> HTTPError {
    HTTPError(.refusedAddress, reason)
  }
}
