import Host
package import Screen

/// The three streams of a command. A value of closures, so that a test reads what a command says.
///
/// What people read is ``SafeText``; what programs read goes through ``data(_:_:)``, which changes
/// nothing unless a terminal shows it.
package struct Console: Sendable {
  package enum Stream: Hashable, Sendable { case input, output, errors }

  /// Writes all bytes to standard output or standard error.
  package var write: @Sendable ([UInt8], Stream) throws(OutputError) -> Void
  /// The next line of standard input, without its end; nil at the end of it.
  package var readLine: @Sendable () -> String?
  /// Which streams are a terminal.
  package var terminals: Set<Stream>
  /// The width of the terminal that shows a stream, in cells; nil where none does.
  package var width: @Sendable (Stream) -> Int?
  /// Closes standard output, which is when some disks say that they are full.
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

/// Output that did not arrive.
package enum OutputError: Error, Equatable, Sendable {
  /// Whoever read it has gone: the end of a filter, and nothing to say about.
  case closed
  /// Anything else, by the system's error number.
  case failed(Int32)
}

/// What programs read: JSON, or lines such as CSV.
package enum DataKind: Sendable { case json, lines }

extension Console {
  /// Prints a line for people on standard output.
  package func print(_ line: SafeText) throws(OutputError) {
    try write(Array((line + "\n").text.utf8), .output)
  }

  /// Prints what programs read. On a terminal nothing of it can be an order to the terminal: JSON is
  /// the same value, with escapes in place of what a terminal would obey.
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

  /// Says a line on standard error: messages, progress, errors. Where that fails, nobody is there to
  /// be told.
  package func say(_ line: SafeText) { sayPart(line + "\n") }

  /// Says a part of a line, such as a progress bar.
  package func sayPart(_ text: SafeText) { try? write(Array(text.text.utf8), .errors) }

  /// Whether somebody can be asked: a terminal to show the question on, and one to answer at.
  package var canAsk: Bool { terminals.isSuperset(of: [.input, .errors]) }
}

/// JSON for a terminal.
enum TerminalJSON {
  /// The same JSON, in which every character that a terminal would obey, or that hides something, is
  /// an escape. Only strings can hold one.
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
