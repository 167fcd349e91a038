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

  /// Drops all that the body writes; not run if there is no memory to write to. The modes of the
  /// terminal stay as they are, because memory has none.
  borrowing func drop(_ body: () -> Void) {
    guard memory >= 0, dup2(memory, descriptor) >= 0 else { return }
    body()
    dup2(terminal, descriptor)
    lseek(memory, 0, SEEK_SET)
  }

  /// Writes all that the body writes in one piece.
  borrowing func gather(_ body: () -> Void) {
    guard memory >= 0, dup2(memory, descriptor) >= 0 else {
      body()
      return
    }
    body()
    dup2(terminal, descriptor)
    let count = Int(lseek(memory, 0, SEEK_CUR))
    lseek(memory, 0, SEEK_SET)
    let frame = unsafe [UInt8](unsafeUninitializedCapacity: count) { bytes, filled in
      filled = unsafe max(0, pread(memory, bytes.baseAddress, count, 0))
    }
    writeAll(frame, to: terminal, patience: 1000)
  }
}
