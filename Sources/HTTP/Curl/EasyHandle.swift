import CCurl

/// A libcurl easy handle: one transfer. Owns the handle and everything that libcurl borrows.
///
/// Confined to the HTTP thread. Source: https://curl.se/libcurl/c/libcurl-easy.html
@safe struct EasyHandle: ~Copyable {
  private let curl: till_curl
  // The pointers are valid from init to deinit, and nothing outside this type frees them.
  private let easy: UnsafeMutableRawPointer
  private let errorText: UnsafeMutablePointer<CChar>
  private var headerLines: UnsafeMutablePointer<curl_slist>?
  /// The first option that libcurl refused. Such a handle must not be used.
  private(set) var refusal: CURLcode?

  init?(_ curl: till_curl) {
    guard let easy = unsafe curl.easy_init() else { return nil }
    self.curl = curl
    unsafe self.easy = easy
    let size = Int(CURL_ERROR_SIZE)
    unsafe errorText = .allocate(capacity: size)
    unsafe errorText.initialize(repeating: 0, count: size)
    unsafe note(till_easy_set_pointer(curl, easy, CURLOPT_ERRORBUFFER, errorText))
  }

  deinit {
    // libcurl may still write to the buffer while it cleans up.
    unsafe curl.easy_cleanup(easy)
    unsafe curl.slist_free_all(headerLines)
    unsafe errorText.deallocate()
  }

  private mutating func note(_ code: CURLcode) {
    if code != CURLE_OK, refusal == nil { refusal = code }
  }

  // MARK: - Options

  mutating func set(_ option: CURLoption, _ value: Int) {
    unsafe note(till_easy_set_long(curl, easy, option, value))
  }

  mutating func set(_ option: CURLoption, _ value: String) {
    unsafe note(till_easy_set_string(curl, easy, option, value))
  }

  mutating func setWriter(
    _ function: CURLoption, _ callback: curl_write_callback, _ data: CURLoption,
    _ pointer: UnsafeMutableRawPointer
  ) {
    unsafe note(till_easy_set_writer(curl, easy, function, callback))
    unsafe note(till_easy_set_pointer(curl, easy, data, pointer))
  }

  /// The owner that `owner(of:)` returns.
  mutating func setOwner(_ pointer: UnsafeMutableRawPointer) {
    unsafe note(till_easy_set_pointer(curl, easy, CURLOPT_PRIVATE, pointer))
  }

  mutating func setPost(_ body: [UInt8]) {
    set(CURLOPT_POST, 1)
    unsafe note(
      till_easy_set_offset(curl, easy, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.count)))
    // With the size set, libcurl copies this many bytes and does not look for a terminator.
    unsafe body.withUnsafeBytes { bytes in
      // An empty body needs a pointer too, or libcurl would try to read the body itself.
      let start = unsafe bytes.baseAddress ?? UnsafeRawPointer(errorText)
      let copied = unsafe UnsafeMutableRawPointer(mutating: start)
      unsafe note(till_easy_set_pointer(curl, easy, CURLOPT_COPYPOSTFIELDS, copied))
    }
  }

  mutating func setHeaders(_ headers: HTTPHeaders) {
    for field in headers.fields {
      guard let longer = unsafe curl.slist_append(headerLines, "\(field.name): \(field.value)")
      else { return note(CURLE_OUT_OF_MEMORY) }
      unsafe headerLines = longer
    }
    unsafe note(till_easy_set_list(curl, easy, CURLOPT_HTTPHEADER, headerLines))
  }

  // MARK: - Results

  /// The status of the last answer; 0 when there was none.
  var status: Int {
    var status = 0
    return unsafe till_easy_get_long(curl, easy, CURLINFO_RESPONSE_CODE, &status) == CURLE_OK
      ? status : 0
  }

  /// The system's error behind a failure; 0 when there was none.
  var systemError: Int {
    var number = 0
    return unsafe till_easy_get_long(curl, easy, CURLINFO_OS_ERRNO, &number) == CURLE_OK
      ? number : 0
  }

  /// The server's own certificate, if it was requested.
  var certificate: ServerCertificate? {
    var chain: UnsafeMutablePointer<curl_certinfo>?
    guard unsafe till_easy_get_certificates(curl, easy, &chain) == CURLE_OK,
      let chain = unsafe chain, unsafe chain.pointee.num_of_certs > 0,
      let first = unsafe chain.pointee.certinfo
    else { return nil }
    var lines: [String] = []
    var line = unsafe first.pointee
    while let current = unsafe line {
      if let text = unsafe current.pointee.data { lines.append(unsafe String(cString: text)) }
      unsafe line = current.pointee.next
    }
    return ServerCertificate(lines: lines)
  }

  /// What libcurl says about a failure: its text for this case, or else for the code.
  func explanation(of code: CURLcode) -> String {
    let text = unsafe String(cString: errorText)
    guard text.isEmpty, let general = unsafe curl.easy_strerror(code) else { return text }
    return unsafe String(cString: general)
  }

  /// Runs `body` with the raw handle. Only for the multi handle.
  func withHandle<Result>(_ body: (UnsafeMutableRawPointer) -> Result) -> Result {
    unsafe body(easy)
  }
}
