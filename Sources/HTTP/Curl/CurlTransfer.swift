import CCurl

/// One request under way. Created, driven and ended by the HTTP thread.
final class CurlTransfer {
  typealias Answer = Result<HTTPResponse, HTTPError>

  let id: UInt64
  private var easy: EasyHandle
  private var collector: AnswerCollector
  private var continuation: CheckedContinuation<Answer, Never>?
  /// Whether only the server's certificate is read. Nothing is sent then.
  private let isProbe: Bool

  /// - Returns: nil when libcurl cannot make a handle or refuses an option; the caller still has to
  ///   resume the continuation.
  init?(
    id: UInt64, request: HTTPRequest, address: HTTPAddress, options: HTTPOptions,
    continuation: CheckedContinuation<Answer, Never>, _ curl: till_curl
  ) {
    guard let easy = EasyHandle(curl) else { return nil }
    self.id = id
    self.easy = easy
    collector = AnswerCollector(maximumBody: options.maximumBody, sink: request.sink)
    isProbe = request.isCertificateProbe
    limit(to: address, options)
    describe(request)
    if isProbe { lookAtCertificate() }
    listen()
    guard self.easy.refusal == nil else { return nil }
    self.continuation = continuation
  }

  func withHandle<Result>(_ body: (UnsafeMutableRawPointer) -> Result) -> Result {
    unsafe easy.withHandle(body)
  }

  /// The transfer of a handle that libcurl returns.
  static func owner(of easy: UnsafeMutableRawPointer, _ curl: till_curl) -> CurlTransfer? {
    var pointer: UnsafeMutableRawPointer?
    guard unsafe till_easy_get_private(curl, easy, &pointer) == CURLE_OK else { return nil }
    return unsafe pointer.map(from)
  }

  /// Resumes the waiting caller, once; later calls do nothing.
  func finish(_ answer: Answer) {
    continuation?.resume(returning: answer)
    continuation = nil
  }

  /// Ends a transfer that libcurl has ended.
  func finish(_ code: CURLcode) {
    if isProbe {
      var error = HTTPError(.tls, "")
      error.certificate = easy.certificate
      finish(.failure(error))
    } else if collector.isTooLarge {
      finish(.failure(HTTPError(.tooLarge, "the answer is larger than till accepts")))
    } else if code == CURLE_OK {
      var response = HTTPResponse(
        status: easy.status, headers: collector.headers, body: collector.body)
      response.bytesTaken = collector.bytesTaken
      finish(.success(response))
    } else {
      let text = easy.explanation(of: code)
      let kind = HTTPError.Code(code, systemError: easy.systemError, text)
      finish(.failure(HTTPError(kind, text.withoutUserInfo)))
    }
  }
}

// MARK: - Options

extension CurlTransfer {
  /// The limits of every transfer. Source: https://curl.se/libcurl/c/curl_easy_setopt.html
  private func limit(to address: HTTPAddress, _ options: HTTPOptions) {
    // The library must not use signals in a program with threads and a terminal.
    easy.set(CURLOPT_NOSIGNAL, 1)
    // Cancelling must not wait for a resolver that hangs: all transfers share this thread.
    easy.set(CURLOPT_QUICK_EXIT, 1)
    easy.set(CURLOPT_FOLLOWLOCATION, 0)
    easy.set(CURLOPT_CONNECTTIMEOUT_MS, options.connectTimeout.atLeastOneMillisecond)
    easy.set(CURLOPT_TIMEOUT_MS, options.timeout.atLeastOneMillisecond)
    easy.set(CURLOPT_TCP_KEEPALIVE, 1)
    // Empty: all encodings that this libcurl supports.
    easy.set(CURLOPT_ACCEPT_ENCODING, "")
    if address.isSecure {
      easy.set(CURLOPT_PROTOCOLS_STR, "https")
      easy.set(CURLOPT_SSL_VERIFYPEER, 1)
      easy.set(CURLOPT_SSL_VERIFYHOST, 2)
      easy.set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
      easy.set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS))
      // Wait to see if the first connection is HTTP/2 instead of opening one for each request.
      easy.set(CURLOPT_PIPEWAIT, 1)
    } else {
      easy.set(CURLOPT_PROTOCOLS_STR, "http")
      easy.set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
    }
    if address.isSecure, let authorities = options.authorities {
      if let file = authorities.file {
        easy.set(CURLOPT_CAINFO, file)
        easy.set(CURLOPT_PROXY_CAINFO, file)
      }
      if let folder = authorities.folder {
        easy.set(CURLOPT_CAPATH, folder)
        easy.set(CURLOPT_PROXY_CAPATH, folder)
      }
    }
    // An empty name overrides the environment: this machine is reached without a proxy.
    if address.isLoopback { easy.set(CURLOPT_PROXY, "") }
  }

  /// Connects without checking the certificate, to tell people what is wrong with it. The request,
  /// and with it the key, is not sent.
  private func lookAtCertificate() {
    easy.set(CURLOPT_CONNECT_ONLY, 1)
    easy.set(CURLOPT_CERTINFO, 1)
    easy.set(CURLOPT_SSL_VERIFYPEER, 0)
    easy.set(CURLOPT_SSL_VERIFYHOST, 0)
  }

  private func describe(_ request: HTTPRequest) {
    easy.set(CURLOPT_URL, request.url)
    switch request.method {
    case .get: easy.set(CURLOPT_HTTPGET, 1)
    case .post: easy.setPost(request.body ?? [])
    }
    easy.setHeaders(request.headers)
  }

  private func listen() {
    // Unretained: the HTTP thread keeps the transfer until libcurl has released the handle.
    let pointer = unsafe Unmanaged.passUnretained(self).toOpaque()
    unsafe easy.setOwner(pointer)
    unsafe easy.setWriter(CURLOPT_HEADERFUNCTION, Self.onHeader, CURLOPT_HEADERDATA, pointer)
    unsafe easy.setWriter(CURLOPT_WRITEFUNCTION, Self.onBody, CURLOPT_WRITEDATA, pointer)
  }

  // A number other than the one libcurl gave means "stop".
  private static let onHeader: curl_write_callback = { start, size, count, pointer in
    guard let start = unsafe start, let pointer = unsafe pointer else { return 0 }
    let line = unsafe UnsafeRawBufferPointer(start: start, count: size * count)
    return unsafe from(pointer).collector.addHeader(line) ? size * count : 0
  }

  private static let onBody: curl_write_callback = { start, size, count, pointer in
    guard let start = unsafe start, let pointer = unsafe pointer else { return 0 }
    let piece = unsafe UnsafeRawBufferPointer(start: start, count: size * count)
    return unsafe from(pointer).collector.addBody(piece) ? size * count : 0
  }

  private static func from(_ pointer: UnsafeMutableRawPointer) -> CurlTransfer {
    unsafe Unmanaged<CurlTransfer>.fromOpaque(pointer).takeUnretainedValue()
  }
}
