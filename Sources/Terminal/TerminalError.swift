/// Why there is no screen to draw on.
package struct TerminalError: Error, Equatable, CustomStringConvertible {
  /// Why the terminal cannot be used.
  package enum Code: Sendable {
    /// Standard input or output is a file or a pipe.
    case notATerminal
    /// `TERM` is unset, or names a terminal whose cursor cannot be moved.
    case tooSimple
    /// Neither `TERM` nor the fallback is in the terminfo database.
    case unknownType
  }

  package let code: Code
  /// What was wrong, and what to do.
  package let description: String
}
