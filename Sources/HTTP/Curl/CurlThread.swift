import CCurl
import Glibc

/// The thread that owns the multi handle and all transfers. No other thread uses its state.
final class CurlThread {
  private let mailbox: CurlMailbox
  private let options: HTTPOptions
  private let multi: MultiHandle
  private var transfers: [UInt64: CurlTransfer] = [:]

  private init(mailbox: CurlMailbox, options: HTTPOptions, multi: consuming MultiHandle) {
    self.mailbox = mailbox
    self.options = options
    self.multi = multi
  }

  private func run() {
    mailbox.setWaker(multi.waker)
    while obey(), multi.perform() {
      collect()
      guard multi.wait(isIdle: transfers.isEmpty) else { break }
    }
    let wasShutDown = Self.leave(mailbox)
    for transfer in transfers.values { end(transfer, .failure(wasShutDown ? .shutDown : .broken)) }
  }

  /// - Returns: false when these were the last commands.
  private func obey() -> Bool {
    let (commands, isLast) = mailbox.take()
    for command in commands {
      switch command {
      case .submit(let submission) where isLast:
        submission.continuation.resume(returning: .failure(.shutDown))
      case .submit(let submission): begin(submission)
      case .cancel(let id):
        if let transfer = transfers[id] {
          end(transfer, .failure(HTTPError(.cancelled, "the request was cancelled")))
        }
      }
    }
    return !isLast
  }

  private func begin(_ submission: CurlMailbox.Submission) {
    let transfer = CurlTransfer(
      id: submission.id, request: submission.request, address: submission.address,
      options: options, continuation: submission.continuation, multi.curl)
    guard let transfer else {
      submission.continuation.resume(returning: .failure(.noLibrary))
      return
    }
    guard multi.add(transfer) else { return transfer.finish(.failure(.noLibrary)) }
    transfers[transfer.id] = transfer
  }

  private func collect() {
    while let (transfer, code) = multi.nextFinished() {
      multi.remove(transfer)
      transfers[transfer.id] = nil
      transfer.finish(code)
    }
  }

  private func end(_ transfer: CurlTransfer, _ answer: CurlTransfer.Answer) {
    multi.remove(transfer)
    transfers[transfer.id] = nil
    transfer.finish(answer)
  }
}

// MARK: - Starting

extension CurlThread {
  private final class Launch: Sendable {
    let mailbox: CurlMailbox
    let options: HTTPOptions

    init(mailbox: CurlMailbox, options: HTTPOptions) {
      self.mailbox = mailbox
      self.options = options
    }
  }

  /// Starts the thread, with all signals blocked: they are for the main thread, which a resize has
  /// to interrupt.
  ///
  /// - Returns: nil when the system cannot start a thread.
  static func start(mailbox: CurlMailbox, options: HTTPOptions) -> pthread_t? {
    var all = sigset_t()
    var before = sigset_t()
    unsafe sigfillset(&all)
    unsafe pthread_sigmask(SIG_SETMASK, &all, &before)
    defer { unsafe pthread_sigmask(SIG_SETMASK, &before, nil) }

    let launch = unsafe Unmanaged.passRetained(Launch(mailbox: mailbox, options: options))
    var thread = pthread_t()
    let code = unsafe pthread_create(&thread, nil, main, launch.toOpaque())
    guard code == 0 else {
      unsafe launch.release()
      return nil
    }
    return thread
  }

  private static let main: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = {
    guard let argument = unsafe $0 else { return nil }
    let launch = unsafe Unmanaged<Launch>.fromOpaque(argument).takeRetainedValue()
    if let curl = unsafe CurlLibrary.functions, let multi = MultiHandle(curl) {
      CurlThread(mailbox: launch.mailbox, options: launch.options, multi: multi).run()
    } else {
      leave(launch.mailbox)
    }
    return nil
  }

  /// Ends this thread's part, and answers what it has not begun.
  ///
  /// - Returns: whether the transport was shut down; if not, libcurl has failed.
  @discardableResult
  private static func leave(_ mailbox: CurlMailbox) -> Bool {
    let (commands, thread) = mailbox.leave()
    if let thread { pthread_detach(thread) }
    for case .submit(let submission) in commands {
      submission.continuation.resume(
        returning: .failure(thread == nil ? .shutDown : .noLibrary))
    }
    return thread == nil
  }
}

extension HTTPError {
  static let shutDown = HTTPError(.cancelled, "the connection to the network was shut down")
  /// Whether the request had any effect is not known.
  static let broken = HTTPError(.brokenAnswer, "libcurl could not go on with the request")
  static let noLibrary = HTTPError(.connect, "libcurl could not start the request")
}
