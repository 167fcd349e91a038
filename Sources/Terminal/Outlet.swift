import CNCurses
import Glibc
import Host

/// Where ncurses writes: its own descriptor, which leads to the terminal.
///
/// ncurses writes when its small buffer is full, in the middle of a screen: the terminal would show
/// half-drawn screens, and wake up for each piece. So during a frame the descriptor leads into
/// memory, and then the terminal gets the frame in one piece.
// Safe: the stream is made in `init` and closed in `deinit`.
@safe struct Outlet: ~Copyable {
  let stream: UnsafeMutablePointer<FILE>
  let descriptor: Int32
  private let terminal: Int32
  /// -1 if there is no such memory; ncurses then writes directly.
  private let memory: Int32

  /// - Parameter terminal: the descriptor of the terminal; it stays open.
  init?(to terminal: Int32) {
    descriptor = fcntl(terminal, F_DUPFD_CLOEXEC, 3)
    guard descriptor >= 0, let stream = unsafe fdopen(descriptor, "w") else { return nil }
    unsafe self.stream = stream
    self.terminal = terminal
    memory = till_memory()
  }

  deinit {
    unsafe fclose(stream)
    if memory >= 0 { close(memory) }
  }

  /// Drops all that the body writes. The modes of the terminal stay as they are, because memory has
  /// none.
  ///
  /// - Returns: false if there is no memory to write to; the body was not run then.
  borrowing func drop(_ body: () -> Void) -> Bool {
    guard keep(body) else { return false }
    lseek(memory, 0, SEEK_SET)
    return true
  }

  /// Keeps all that the body writes for the next frame. Otherwise like ``drop(_:)``.
  borrowing func keep(_ body: () -> Void) -> Bool {
    guard memory >= 0, dup2(memory, descriptor) >= 0 else { return false }
    body()
    dup2(terminal, descriptor)
    return true
  }

  /// Writes all that was kept and that the body writes in one piece.
  borrowing func gather(_ body: () -> Void = {}) {
    guard keep(body) else {
      body()
      return
    }
    let count = Int(lseek(memory, 0, SEEK_CUR))
    lseek(memory, 0, SEEK_SET)
    let frame = unsafe [UInt8](unsafeUninitializedCapacity: count) { bytes, filled in
      filled = unsafe max(0, pread(memory, bytes.baseAddress, count, 0))
    }
    writeAll(frame, to: terminal, patience: 1000)
  }
}
