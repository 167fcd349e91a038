import Glibc

/// The two streams of a command: machine output and everything else.
enum Standard {
  /// Writes to stdout, all of it. A reader that went away ends the program as it ends any filter.
  static func output(_ text: String) { write(text, to: STDOUT_FILENO) }

  /// Writes a line to stderr: messages, progress, errors.
  static func error(_ line: String) { write(line + "\n", to: STDERR_FILENO) }

  /// Writes a part of a line to stderr, such as a progress bar.
  static func errorPart(_ text: String) { write(text, to: STDERR_FILENO) }

  /// The width of the terminal that shows stdout, in cells; nil where none does.
  static var outputWidth: Int? { width(of: STDOUT_FILENO) }

  /// The same for stderr.
  static var errorWidth: Int? { width(of: STDERR_FILENO) }

  private static func width(of descriptor: Int32) -> Int? {
    var window = winsize()
    let isKnown = ioctl(descriptor, UInt(TIOCGWINSZ), &window) == 0 && window.ws_col > 0
    return isKnown ? Int(window.ws_col) : nil
  }

  static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  private static func write(_ text: String, to descriptor: Int32) {
    var text = text
    text.withUTF8 { bytes in
      var rest = UnsafeRawBufferPointer(bytes)
      while !rest.isEmpty {
        let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
        if count < 0 {
          if errno == EINTR { continue }
          return
        }
        rest = UnsafeRawBufferPointer(rebasing: rest[count...])
      }
    }
  }
}
