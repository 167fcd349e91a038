/// Why nothing could be signed. Never holds a key.
package enum SigningError: Error, Equatable, Sendable {
  /// OpenSSL 3 is not installed here.
  case noLibrary
  /// The key is not a private key in PEM, or it is protected by a passphrase.
  case unreadableKey
  /// The key is not an RSA key.
  case notRSA
  /// OpenSSL failed for another reason.
  case failed

  /// What is wrong and what to do, as a sentence.
  package var sentence: String {
    switch self {
    case .noLibrary:
      "There is no OpenSSL 3 here to sign with; on Debian, “apt-get install libssl3”."
    case .unreadableKey: "The private key cannot be read: it is not PEM, or has a passphrase."
    case .notRSA: "The private key is not an RSA key."
    case .failed: "OpenSSL could not sign."
    }
  }
}
