import Host

/// Copies text to the user's clipboard, in a way that works where till runs.
///
/// It cannot be known whether the text arrived. So the message names the way, and the text can
/// always be shown. Do not use it on the main thread: it waits for programs.
package struct Clipboard: Sendable {
  /// How the text can reach the clipboard.
  package enum Outcome: Equatable, Sendable {
    /// A program took it; its name, for the message.
    case taken(by: String)
    /// For ``Terminal/writeControl(_:)``: OSC 52, which the terminal takes, or ignores.
    case forTerminal([UInt8])
    /// There is no way to copy it, or the text is too long: show the text.
    case mustBeShown
  }

  private let command: [String]
  private let environment: [String: String]
  private let limit: Duration

  /// A clipboard as the environment describes it.
  ///
  /// - Parameters:
  ///   - command: the user's own program and its arguments; it reads the text from standard input.
  ///   - environment: of the process.
  ///   - limit: how long each program may take.
  package init(
    command: [String] = [], environment: [String: String], limit: Duration = .seconds(2)
  ) {
    self.command = command
    self.environment = environment
    self.limit = limit
  }

  /// Offers the text to one program after the other, and then to the terminal.
  package func copy(_ text: String) async -> Outcome {
    for candidate in candidates {
      let program = BackgroundProgram(arguments: candidate, environment: environment)
      if await program.run(input: text, limit: limit) == .exited(0) {
        return .taken(by: candidate.first ?? "")
      }
    }
    return OSC52(environment: environment).sequence(for: text).map(Outcome.forTerminal)
      ?? .mustBeShown
  }

  /// Programs to try, the best first. Over SSH a program here would fill the wrong clipboard. tmux
  /// passes the text on to its terminal; with tmux's defaults, raw OSC 52 does not get through.
  var candidates: [[String]] {
    var list: [[String]] = command.isEmpty ? [] : [command]
    if has("TMUX") { list.append(["tmux", "load-buffer", "-w", "-"]) }
    guard !has("SSH_CONNECTION") else { return list }
    #if os(macOS)
      list.append(["pbcopy"])
    #endif
    if has("WAYLAND_DISPLAY") { list.append(["wl-copy"]) }
    if has("DISPLAY") {
      list.append(["xclip", "-selection", "clipboard", "-in"])
      list.append(["xsel", "--clipboard", "--input"])
    }
    return list
  }

  /// How a text is copied, as far as that is known without trying, for messages.
  package var way: String {
    let folders = (environment["PATH"] ?? "").split(separator: ":")
    let program = candidates.lazy.compactMap(\.first).first { name in
      ShellWords.isProgram(name) || folders.contains { ShellWords.isProgram("\($0)/\(name)") }
    }
    if let program { return program }
    return OSC52(environment: environment).sequence(for: "x") == nil
      ? "no way: what is copied is shown, to be selected by hand"
      : "OSC 52, if the terminal allows it"
  }

  private func has(_ name: String) -> Bool { environment[name]?.isEmpty == false }
}
