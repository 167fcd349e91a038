import HTTP
import Settings
import TOML

extension HTTPOptions.Authorities {
  /// The certificate authorities that the user names: `ca_bundle` of the profile, else the
  /// variables of curl and OpenSSL, which libcurl itself does not read. Nil for those of the
  /// machine.
  /// Source: https://curl.se/docs/sslcerts.html
  init?(profile: Profile?, environment: [String: String]) {
    func value(_ name: String) -> String? {
      environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }
    if let file = profile?.authorities?.value {
      self.init(file: file, origin: "ca_bundle")
    } else if let file = value("CURL_CA_BUNDLE") {
      self.init(file: file, origin: "CURL_CA_BUNDLE")
    } else {
      let (file, folder) = (value("SSL_CERT_FILE"), value("SSL_CERT_DIR"))
      guard file != nil || folder != nil else { return nil }
      self.init(
        file: file, folder: folder, origin: file == nil ? "SSL_CERT_DIR" : "SSL_CERT_FILE")
    }
  }
}
