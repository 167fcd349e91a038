import CCurl

/// A libcurl multi handle: many transfers and the connections that they share.
///
/// Only `waker` may be used outside the thread that made it.
/// Source: https://curl.se/libcurl/c/libcurl-multi.html
@safe struct MultiHandle: ~Copyable {
  let curl: till_curl
  // Valid from init to deinit.
  private let multi: UnsafeMutableRawPointer

  init?(_ curl: till_curl) {
    guard let multi = unsafe curl.multi_init() else { return nil }
    self.curl = curl
    unsafe self.multi = multi
    // By default libcurl closes connections as soon as a burst is over.
    _ = unsafe till_multi_set_long(curl, multi, CURLMOPT_MAXCONNECTS, 32)
  }

  deinit { _ = unsafe curl.multi_cleanup(multi) }

  func add(_ transfer: CurlTransfer) -> Bool {
    unsafe transfer.withHandle { unsafe curl.multi_add_handle(multi, $0) } == CURLM_OK
  }

  func remove(_ transfer: CurlTransfer) {
    _ = unsafe transfer.withHandle { unsafe curl.multi_remove_handle(multi, $0) }
  }

  /// Makes progress on all transfers without waiting.
  func perform() -> Bool {
    var running: CInt = 0
    return unsafe curl.multi_perform(multi, &running) == CURLM_OK
  }

  /// Sleeps until a socket, one of libcurl's own deadlines, or the waker says that there is work.
  ///
  /// When transfers share an HTTP/2 connection, libcurl 7.88 can let one stall whose answer came in
  /// with another's, until some time-out. So while anything is in flight, this wakes up
  /// regularly; when idle, it sleeps for weeks.
  func wait(isIdle: Bool) -> Bool {
    let milliseconds: CInt = isIdle ? .max : 25
    return unsafe curl.multi_poll(multi, nil, 0, milliseconds, nil) == CURLM_OK
  }

  /// The next transfer that has ended, and how.
  func nextFinished() -> (CurlTransfer, CURLcode)? {
    var waiting: CInt = 0
    while let message = unsafe curl.multi_info_read(multi, &waiting) {
      guard unsafe message.pointee.msg == CURLMSG_DONE,
        let easy = unsafe message.pointee.easy_handle,
        let transfer = unsafe CurlTransfer.owner(of: easy, curl)
      else { continue }
      return unsafe (transfer, message.pointee.data.result)
    }
    return nil
  }

  var waker: Waker { unsafe Waker(curl: curl, multi: multi) }

  /// The only thing that other threads may do with a multi handle, as long as it exists.
  // `curl_multi_wakeup` is documented as callable from any thread; nothing else is called here.
  @safe struct Waker: @unchecked Sendable {
    private let curl: till_curl
    private let multi: UnsafeMutableRawPointer

    fileprivate init(curl: till_curl, multi: UnsafeMutableRawPointer) {
      self.curl = curl
      unsafe self.multi = multi
    }

    func wake() { _ = unsafe curl.multi_wakeup(multi) }
  }
}
