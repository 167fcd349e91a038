import Glibc
import Host

extension Console {
  /// The streams of this process.
  package static let standard = Console(
    terminals: Set([.input, .output, .errors].filter { isatty(descriptor(of: $0)) == 1 }),
    width: { stream in
      var window = winsize()
      let isKnown =
        ioctl(descriptor(of: stream), UInt(TIOCGWINSZ), &window) == 0 && window.ws_col > 0
      return isKnown ? Int(window.ws_col) : nil
    },
    readLine: { Swift.readLine() },
    finish: { () throws(OutputError) in
      // A stream that was closed from the start loses nothing: earlier writes have failed already.
      guard close(STDOUT_FILENO) == 0 || errno == EBADF || errno == EINTR else {
        throw OutputError(errno)
      }
    },
    write: { bytes, stream throws(OutputError) in
      let error = writeAll(bytes, to: stream == .output ? STDOUT_FILENO : STDERR_FILENO)
      guard error == 0 else { throw OutputError(error) }
    })

  private static func descriptor(of stream: Stream) -> Int32 {
    switch stream {
    case .input: STDIN_FILENO
    case .output: STDOUT_FILENO
    case .errors: STDERR_FILENO
    }
  }
}

extension OutputError {
  /// The error of a system call, by its number.
  init(_ number: Int32) { self = number == EPIPE ? .closed : .failed(number) }
}
