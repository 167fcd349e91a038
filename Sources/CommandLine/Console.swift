import Host
package import Screen

/// The three streams of a command. It is a value of closures, so that a test can read what a
/// command prints.
///
/// Text for people is ``SafeText``. Data for programs goes through ``data(_:_:)``, which changes
/// nothing unless the output is a terminal.
package struct Console: Sendable {
  /// Which of the process's standard streams.
  package enum Stream: Hashable, Sendable { case input, output, errors }

  /// Writes all bytes to standard output or standard error.
  package var write: @Sendable ([UInt8], Stream) throws(OutputError) -> Void
  /// The next line of standard input, without its line end; nil at the end of the input.
  package var readLine: @Sendable () -> String?
  /// Which streams are a terminal.
  package var terminals: Set<Stream>
  /// The width of the terminal that shows a stream, in cells; nil if it is not a terminal.
  package var width: @Sendable (Stream) -> Int?
  /// Closes standard output: some disks report only then that they are full.
  package var finish: @Sendable () throws(OutputError) -> Void

  package init(
    terminals: Set<Stream> = [],
    width: @escaping @Sendable (Stream) -> Int? = { _ in nil },
    readLine: @escaping @Sendable () -> String? = { nil },
    finish: @escaping @Sendable () throws(OutputError) -> Void = {},
    write: @escaping @Sendable ([UInt8], Stream) throws(OutputError) -> Void
  ) {
    self.write = write
    self.readLine = readLine
    self.terminals = terminals
    self.width = width
    self.finish = finish
  }
}

/// An error of writing output.
package enum OutputError: Error, Equatable, Sendable {
  /// The reader has gone, as at the end of a pipe. This is not reported.
  case closed
  /// Anything else, by the system's error number.
  case failed(Int32)
}

/// The kind of data for programs: JSON, or lines such as CSV.
package enum DataKind: Sendable { case json, lines }

extension Console {
  /// Prints a line for people on standard output.
  package func print(_ line: SafeText) throws(OutputError) {
    try write(Array((line + "\n").text.utf8), .output)
  }

  /// Prints data for programs. On a terminal, no part of it can act as a terminal command: JSON
  /// keeps its value, but the characters that a terminal would obey are escaped.
  package func data(_ text: String, _ kind: DataKind) throws(OutputError) {
    var text = text
    if terminals.contains(.output) {
      switch kind {
      case .json: text = TerminalJSON.escaped(text)
      case .lines: text = SafeText(lines: text).text
      }
    }
    try write(Array(text.utf8), .output)
  }

  /// Prints a line on standard error: messages, progress, errors. A failure
  /// to print it is not reported.
  package func say(_ line: SafeText) { sayPart(line + "\n") }

  /// Prints a part of a line, such as a progress bar.
  package func sayPart(_ text: SafeText) { try? write(Array(text.text.utf8), .errors) }

  /// Whether the user can be asked: there is a terminal for the question and one for the answer.
  package var canAsk: Bool { terminals.isSuperset(of: [.input, .errors]) }
}

/// JSON for a terminal.
enum TerminalJSON {
  /// The same JSON, with every character escaped that a terminal would obey or that hides text.
  /// Only strings can contain one.
  static func escaped(_ source: String) -> String {
    guard source.unicodeScalars.contains(where: needsEscape) else { return source }
    var escaped = ""
    for scalar in source.unicodeScalars {
      guard needsEscape(scalar) else {
        escaped.unicodeScalars.append(scalar)
        continue
      }
      for unit in String(Character(scalar)).utf16 {
        let digits = String(unit, radix: 16)
        escaped += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      }
    }
    return escaped
  }

  private static func needsEscape(_ scalar: Unicode.Scalar) -> Bool {
    scalar != "\n" && scalar != "\r" && scalar != "\t" && Sanitiser.isReplaced(scalar)
  }
}
