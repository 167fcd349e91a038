import Host
import Glibc

/// The only way to reach the HTTP thread: its commands, and whether it runs.
final class CurlMailbox: Sendable {
  struct Submission: Sendable {
    let id: UInt64
    let request: HTTPRequest
    let address: HTTPAddress
    let continuation: CheckedContinuation<CurlTransfer.Answer, Never>
  }

  enum Command: Sendable {
    case submit(Submission)
    case cancel(UInt64)
  }

  private enum Phase: Sendable {
    /// There is no thread: no request has been made yet, or libcurl has failed since.
    case unused
    case running(pthread_t)
    case closed
  }

  private struct State: Sendable {
    var phase = Phase.unused
    var commands: [Command] = []
    /// Set while the thread has a multi handle that can be woken.
    var waker: MultiHandle.Waker?
  }

  private let state = Locked(State())

  /// Adds a command, after starting a thread if there is none.
  ///
  /// - Throws: after `close()`, or when a thread cannot be started; the command is dropped.
  func post(_ command: Command, start: () -> pthread_t?) throws(HTTPError) {
    try state.withLock { state throws(HTTPError) in
      switch state.phase {
      case .closed: throw .shutDown
      case .running: break
      case .unused:
        guard let thread = start() else { throw .noLibrary }
        state.phase = .running(thread)
      }
      let wasEmpty = state.commands.isEmpty
      state.commands.append(command)
      // Under the lock, because the thread removes its waker under it before it ends.
      if wasEmpty { state.waker?.wake() }
    }
  }

  /// Cancels a request; if there is no thread, there is none to cancel.
  func cancel(_ id: UInt64) { try? post(.cancel(id), start: { nil }) }

  /// Refuses all later commands and tells the thread to end.
  ///
  /// - Returns: the thread to wait for; nil when there is none, or another caller already waits.
  func close() -> pthread_t? {
    state.withLock { state in
      defer { state.phase = .closed }
      state.waker?.wake()
      guard case .running(let thread) = state.phase else { return nil }
      return thread
    }
  }

  // MARK: - For the thread

  /// The commands since the last call, and whether these were the last ones.
  func take() -> (commands: [Command], isLast: Bool) {
    state.withLock { state in
      let commands = state.commands
      state.commands = []
      guard case .closed = state.phase else { return (commands, false) }
      return (commands, true)
    }
  }

  func setWaker(_ waker: MultiHandle.Waker) {
    state.withLock { $0.waker = waker }
  }

  /// Ends the thread's part. Unless `close()` was called, the next request starts another thread.
  ///
  /// - Returns: the commands since the last `take()`, and the thread if no caller waits for its end.
  func leave() -> (commands: [Command], thread: pthread_t?) {
    state.withLock { state in
      let commands = state.commands
      state.commands = []
      state.waker = nil
      guard case .running(let thread) = state.phase else { return (commands, nil) }
      state.phase = .unused
      return (commands, thread)
    }
  }
}
