import CCrypto

/// Keyed hashes.
package enum HMAC {
  private static let size = 32

  /// HMAC with SHA-256: 32 bytes. Any thread.
  /// Source: https://www.rfc-editor.org/rfc/rfc2104
  package static func sha256(
    _ message: [UInt8], key: [UInt8]
  ) throws(SigningError) -> [UInt8] {
    let crypto = try CryptoLibrary.load()
    guard let keyLength = CInt(exactly: key.count) else { throw .failed }
    var code = [UInt8](repeating: 0, count: size)
    var length: CUnsignedInt = 0
    let result = unsafe crypto.HMAC(
      crypto.EVP_sha256(), key, keyLength, message, message.count, &code, &length)
    guard unsafe result != nil, Int(length) == size else { throw .failed }
    return code
  }
}
