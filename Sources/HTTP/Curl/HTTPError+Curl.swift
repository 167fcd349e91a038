import CCurl
import Glibc

extension HTTPError.Code {
  /// Converts one of libcurl's codes. Source: https://curl.se/libcurl/c/libcurl-errors.html
  ///
  /// - Parameters:
  ///   - code: of libcurl.
  ///   - systemError: the system's own error behind it; 0 for none.
  ///   - text: what libcurl says about this case.
  init(_ code: CURLcode, systemError: Int = 0, _ text: String = "") {
    self =
      switch code {
      // The connection broke during the handshake.
      case CURLE_SSL_CONNECT_ERROR
      where systemError == Int(ECONNRESET) || systemError == Int(EPIPE)
        || Self.brokenHandshakes.contains(where: text.contains):
        .brokenAnswer
      // A status of 500 and more may be different the next time.
      case CURLE_RECV_ERROR where text.contains(Self.tunnelRefusal):
        text.contains(Self.tunnelRefusal + "4") ? .proxy : .connect
      case CURLE_URL_MALFORMAT: .refusedAddress
      case CURLE_COULDNT_RESOLVE_HOST: .nameResolution
      case CURLE_COULDNT_CONNECT, CURLE_COULDNT_RESOLVE_PROXY, CURLE_PROXY, CURLE_INTERFACE_FAILED:
        .connect
      case CURLE_OPERATION_TIMEDOUT: .timeout
      case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM,
        CURLE_SSL_CIPHER, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CRL_BADFILE, CURLE_SSL_ISSUER_ERROR,
        CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_PINNEDPUBKEYNOTMATCH, CURLE_SSL_ENGINE_NOTFOUND,
        CURLE_SSL_ENGINE_INITFAILED, CURLE_SSL_ENGINE_SETFAILED, CURLE_USE_SSL_FAILED:
        .tls
      case CURLE_FILESIZE_EXCEEDED: .tooLarge
      default: .brokenAnswer
      }
  }

  /// Before the status with which a proxy answers CONNECT.
  private static let tunnelRefusal = "CONNECT tunnel failed, response "

  /// What OpenSSL and GnuTLS call a connection that ended too early.
  private static let brokenHandshakes = [
    "Connection reset", "SSL_ERROR_SYSCALL", "unexpected eof", "Error in the pull function",
    "non-properly terminated", "Broken pipe",
  ]
}

extension String {
  /// Without names and passwords in addresses: libcurl repeats that of a proxy as it was given.
  var withoutUserInfo: String {
    split(separator: " ", omittingEmptySubsequences: false).map { word in
      guard let end = word.lastIndex(of: "@") else { return String(word) }
      let start =
        word[..<end].lastRange(of: "//")?.upperBound
        ?? word.firstIndex { !"'\"(".contains($0) } ?? word.startIndex
      return String(word[..<start]) + "…" + String(word[end...])
    }.joined(separator: " ")
  }
}

extension Substring {
  fileprivate func lastRange(of text: String) -> Range<Index>? { ranges(of: text).last }
}
