import CCurl

extension HTTPError.Code {
  /// What one of libcurl's codes means to us. Source: https://curl.se/libcurl/c/libcurl-errors.html
  init(_ code: CURLcode) {
    self =
      switch code {
      case CURLE_URL_MALFORMAT: .refusedAddress
      case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: .nameResolution
      case CURLE_COULDNT_CONNECT, CURLE_PROXY, CURLE_INTERFACE_FAILED: .connect
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
}
