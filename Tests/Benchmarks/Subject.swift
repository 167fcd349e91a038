/// A program with a long list on its screen, and the keys that control it.
struct Subject {
  let name: String
  let arguments: [String]
  let environment: [String: String]
  /// A text of the first row: when it appears, the list is there.
  let firstRow: String
  var down = "j"
  var up = "k"
  var pageDown = "\u{1B}[6~"

  /// From the start of the process until the first row is on the screen.
  func timeToFirstRow() throws -> Duration {
    let terminal = try PseudoTerminal(arguments, environment: environment)
    defer { terminal.end() }
    return try terminal.time(until: firstRow, from: terminal.start)
  }

  /// The program with its list on the screen, and quiet.
  func open() throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(arguments, environment: environment)
    _ = try terminal.time(until: firstRow, from: terminal.start)
    terminal.settle()
    return terminal
  }
}

extension PseudoTerminal {
  /// Waits until nothing more is written.
  func settle() { _ = times(from: .now, silence: .seconds(1), patience: .seconds(3)) }
}
