import CCurl
import Glibc

/// Loads libcurl.
///
/// Only when it is needed: a list from the cache does not have to wait for the network libraries.
/// Source: https://man7.org/linux/man-pages/man3/dlopen.3.html
enum CurlLibrary {
  /// The functions; nil when libcurl is missing. The first thread that asks loads and sets up the
  /// library, which takes milliseconds. It stays loaded until the process ends.
  // Written once, before any thread can read it, and never changed.
  nonisolated(unsafe) static let functions: till_curl? = find().flatMap { curl in
    till_global_init(curl) == CURLE_OK ? curl : nil
  }

  /// - Throws: `HTTPError` when no request can be made, with what to do about it.
  static func load() throws(HTTPError) {
    guard unsafe functions != nil else {
      throw HTTPError(
        .connect, "there is no libcurl 7.85 or later here; on Debian, “apt-get install libcurl4”")
    }
  }

  /// Debian's two builds of libcurl, with OpenSSL and with GnuTLS, which have the same functions.
  private static let names = ["libcurl.so.4", "libcurl-gnutls.so.4"]

  private static func find() -> till_curl? {
    guard let library = unsafe names.lazy.compactMap({ unsafe dlopen($0, RTLD_NOW) }).first else {
      return nil
    }
    return unsafe withUnsafeTemporaryAllocation(of: till_curl.self, capacity: 1) { curl in
      guard let start = curl.baseAddress, unsafe till_curl_find(library, start) else { return nil }
      return unsafe start.pointee
    }
  }
}
