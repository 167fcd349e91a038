import CCrypto

/// Signatures of RSA keys.
package enum RSA {
  /// RSASSA-PKCS1-v1_5 with SHA-256, which JSON Web Tokens call RS256. Takes milliseconds; any
  /// thread.
  ///
  /// `key` is a private key in PEM, PKCS #8 or PKCS #1, without a passphrase. The signature is as
  /// long as the key's modulus.
  /// Source: https://www.rfc-editor.org/rfc/rfc7518#section-3.3
  package static func sha256Signature(
    of message: [UInt8], key: [UInt8]
  ) throws(SigningError) -> [UInt8] {
    let crypto = try CryptoLibrary.load()
    let key = try PrivateKey(pem: key, crypto)
    guard key.isRSA else { throw .notRSA }
    return try key.sign(message)
  }
}

/// OpenSSL's private key. Owns it from init to deinit.
@safe private struct PrivateKey: ~Copyable {
  private let crypto: till_crypto
  // Valid from init to deinit, and freed nowhere else.
  private let key: OpaquePointer

  init(pem: [UInt8], _ crypto: till_crypto) throws(SigningError) {
    guard let length = CInt(exactly: pem.count) else { throw .unreadableKey }
    let key = unsafe pem.withUnsafeBytes { bytes -> OpaquePointer? in
      guard let memory = unsafe crypto.BIO_new_mem_buf(bytes.baseAddress, length) else {
        return nil
      }
      defer { _ = unsafe crypto.BIO_free(memory) }
      // An empty passphrase: without one, OpenSSL would ask for it at the terminal.
      var passphrase: CChar = 0
      return unsafe crypto.PEM_read_bio_PrivateKey(memory, nil, nil, &passphrase)
    }
    guard let key = unsafe key else { throw .unreadableKey }
    self.crypto = crypto
    unsafe self.key = key
  }

  deinit { unsafe crypto.EVP_PKEY_free(key) }

  var isRSA: Bool { unsafe crypto.EVP_PKEY_get_base_id(key) == EVP_PKEY_RSA }

  func sign(_ message: [UInt8]) throws(SigningError) -> [UInt8] {
    guard let context = unsafe crypto.EVP_MD_CTX_new() else { throw .failed }
    defer { unsafe crypto.EVP_MD_CTX_free(context) }
    var length = 0
    guard unsafe crypto.EVP_DigestSignInit(context, nil, crypto.EVP_sha256(), nil, key) == 1,
      unsafe crypto.EVP_DigestSign(context, nil, &length, message, message.count) == 1
    else { throw .failed }
    var signature = [UInt8](repeating: 0, count: length)
    guard
      unsafe crypto.EVP_DigestSign(context, &signature, &length, message, message.count) == 1,
      length <= signature.count
    else { throw .failed }
    return Array(signature[..<length])
  }
}
