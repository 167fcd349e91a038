/// What an environment says about who reads the control sequences that are written.
struct TerminalKind {
  let environment: [String: String]

  init(_ environment: [String: String]) { self.environment = environment }

  /// `TERM`; empty if it is not set.
  var name: String { environment["TERM"] ?? "" }

  /// Whether operating system commands (OSC) do something; other terminals may show them as text.
  var understandsOSC: Bool { !["", "dumb", "linux"].contains(name) }

  var isTmux: Bool { isSet("TMUX") }

  /// Whether it is GNU screen; a tmux that runs in it comes first.
  var isScreen: Bool { isSet("STY") && !isTmux }

  func isSet(_ variable: String) -> Bool { environment[variable]?.isEmpty == false }
}
