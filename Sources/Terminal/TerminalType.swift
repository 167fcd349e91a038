import CNCurses
import Glibc

/// What the environment says about the terminal.
struct TerminalType {
  /// In the terminfo database.
  var name: String
  var notices: [String] = []

  private static let fallback = "xterm-256color"

  /// The terminal's type, or the most common one if the database lacks it.
  static func find() throws(TerminalError) -> TerminalType {
    let wanted = environment("TERM") ?? ""
    guard !wanted.isEmpty, wanted != "dumb", wanted != "unknown" else {
      throw tooSimple(wanted)
    }
    if isKnown(wanted) {
      guard canMoveCursor else { throw tooSimple(wanted) }
      return TerminalType(name: wanted)
    }
    guard isKnown(fallback), canMoveCursor else { throw unknown(wanted) }
    return TerminalType(
      name: fallback,
      notices: ["this system does not know the terminal \(wanted), so it is taken for \(fallback)"])
  }

  static func unknown(_ name: String) -> TerminalError {
    TerminalError(
      code: .unknownType,
      description: """
        this system knows neither the terminal "\(name)" nor \(fallback); \
        install the terminfo database (ncurses-base) or set TERM to a type that `toe` lists
        """)
  }

  private static func tooSimple(_ name: String) -> TerminalError {
    TerminalError(
      code: .tooSimple,
      description: """
        the terminal \(name.isEmpty ? "has no type (TERM is not set)" : "\"\(name)\" is too simple") \
        to show a screen; use `till list` and `till show`, or set TERM, to xterm-256color for example
        """)
  }

  /// The console of Linux itself, whose fonts have few signs.
  var isLinuxConsole: Bool { name == "linux" || name.hasPrefix("linux-") }

  /// How long an Esc waits for the rest of a sequence, in milliseconds; the user can change it.
  var escapeDelay: Int32 {
    if let wish = Self.environment("ESCDELAY").flatMap({ Int32($0) }), wish >= 0 { return wish }
    return Self.environment("SSH_CONNECTION") == nil ? 25 : 100
  }

  /// Whether frames can be bracketed so that none is seen half drawn. Only for terminals that are
  /// known to support it: an answer to a question could arrive after the program has ended.
  var hasSynchronizedOutput: Bool {
    guard Self.environment("TMUX") == nil, Self.environment("STY") == nil else { return false }
    let type = Self.environment("TERM") ?? ""
    let program = Self.environment("TERM_PROGRAM") ?? ""
    return ["xterm-kitty", "foot", "xterm-ghostty", "alacritty", "wezterm", "contour"]
      .contains { type.hasPrefix($0) }
      || ["WezTerm", "ghostty", "iTerm.app"].contains(program)
  }

  static func environment(_ name: String) -> String? {
    unsafe getenv(name).map { unsafe String(cString: $0) }
  }

  private static func isKnown(_ name: String) -> Bool {
    var result: Int32 = 0
    // With a place for its result, setupterm neither prints nor exits.
    return unsafe setupterm(name, STDOUT_FILENO, &result) == OK
  }

  private static var canMoveCursor: Bool { unsafe till_string("cup") != nil }
}
