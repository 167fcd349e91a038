import CNCurses
import Glibc
import Host

/// What can be found out about the terminal without taking it over.
package struct TerminalReport: Equatable, Sendable {
  /// The type in the terminfo database; nil if no screen can be shown.
  package private(set) var type: String?
  /// Why there is no screen, or why another type is used.
  package private(set) var problem: String?
  package private(set) var colors = 0
  /// Why not all signs are drawn.
  package private(set) var plainReason: String?
  /// The width of `●` in cells; nil if the terminal did not answer in time.
  package private(set) var ambiguousWidth: Int?

  /// Examines the terminal of standard input and output, and asks it for the width of a sign.
  package init() {
    do throws(TerminalError) {
      let found = try TerminalType.find()
      type = found.name
      problem = found.notices.first
      colors = max(0, Int(unsafe tigetnum("colors")))
      plainReason =
        found.isLinuxConsole
        ? "the console's fonts have few signs: plain ones take their place"
        : CharacterSet.adopt().notice
      ambiguousWidth = Self.askForWidth()
    } catch {
      problem = error.description
    }
  }

  /// How long the terminal has to answer, in milliseconds.
  private static let patience: Int32 = 300

  private static func askForWidth() -> Int? {
    var before = termios()
    guard unsafe tcgetattr(STDIN_FILENO, &before) == 0 else { return nil }
    var raw = before
    unsafe cfmakeraw(&raw)
    unsafe tcsetattr(STDIN_FILENO, TCSANOW, &raw)
    defer { unsafe tcsetattr(STDIN_FILENO, TCSANOW, &before) }
    writeAll(Array("\r●\u{1B}[6n".utf8), to: STDOUT_FILENO, patience: patience)
    defer { writeAll(Array("\r\u{1B}[K".utf8), to: STDOUT_FILENO, patience: patience) }
    var answer: [UInt8] = []
    var target = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    while answer.last != UInt8(ascii: "R"), answer.count < 64,
      unsafe poll(&target, 1, patience) > 0
    {
      var byte: UInt8 = 0
      guard unsafe read(STDIN_FILENO, &byte, 1) == 1 else { return nil }
      answer.append(byte)
    }
    let column = String(decoding: answer.dropLast(), as: UTF8.self).split(separator: ";").last
    return column.flatMap { Int($0) }.map { $0 - 1 }
  }
}
