import Glibc
import Host

extension Console {
  /// The streams of this process.
  package static let standard = Console(
    terminals: Set(
      descriptors.compactMap { stream, descriptor in isatty(descriptor) == 1 ? stream : nil }),
    width: { stream in
      guard let descriptor = descriptors[stream] else { return nil }
      var window = winsize()
      let isKnown = ioctl(descriptor, UInt(TIOCGWINSZ), &window) == 0 && window.ws_col > 0
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

  private static let descriptors: [Stream: Int32] = [
    .input: STDIN_FILENO, .output: STDOUT_FILENO, .errors: STDERR_FILENO,
  ]
}

extension OutputError {
  /// The error of a system call, by its number.
  init(_ number: Int32) { self = number == EPIPE ? .closed : .failed(number) }
}
