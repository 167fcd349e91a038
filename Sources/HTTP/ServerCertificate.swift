/// The parts of a server's certificate that people can judge.
package struct ServerCertificate: Equatable, Sendable {
  /// As libcurl prints it: `CN = shop.example`.
  package var subject: String
  package var issuer: String
  /// In the certificate's own format.
  package var validFrom: String
  package var validUntil: String

  package init(subject: String, issuer: String, validFrom: String, validUntil: String) {
    self.subject = subject
    self.issuer = issuer
    self.validFrom = validFrom
    self.validUntil = validUntil
  }

  /// Parses libcurl's lines about a certificate, such as `Subject:CN = shop.example`; nil when they
  /// have no subject.
  /// Source: https://curl.se/libcurl/c/CURLINFO_CERTINFO.html
  init?(lines: [String]) {
    func value(_ name: String) -> String? {
      lines.first { $0.hasPrefix(name + ":") }.map { String($0.dropFirst(name.count + 1)) }
    }
    guard let subject = value("Subject") else { return nil }
    self.init(
      subject: subject, issuer: value("Issuer") ?? "unknown",
      validFrom: value("Start date") ?? "unknown", validUntil: value("Expire date") ?? "unknown")
  }
}
