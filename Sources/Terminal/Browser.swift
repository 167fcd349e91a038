import Host

/// Opens a link in the user's browser.
package struct Browser: Sendable {
  /// Whether a browser was started.
  package enum Outcome: Equatable, Sendable {
    case opened(by: String)
    /// No program was found, or all of them failed: offer the link for copying.
    case failed
  }

  private let environment: [String: String]
  private let limit: Duration

  /// A browser as the environment describes it.
  ///
  /// - Parameters:
  ///   - environment: of the process.
  ///   - limit: how long to watch whether a program fails; a browser may run on for hours.
  package init(environment: [String: String], limit: Duration = .seconds(2)) {
    self.environment = environment
    self.limit = limit
  }

  /// Opens `url`, whose scheme and host the caller has checked. Not for the main thread.
  package func open(_ url: String) async -> Outcome {
    for candidate in candidates(for: url) {
      let program = BackgroundProgram(arguments: candidate, environment: environment)
      switch await program.launch(watchedFor: limit) {
      case .exited(0), .overdue: return .opened(by: candidate.first ?? "")
      default: continue
      }
    }
    return .failed
  }

  /// `BROWSER` is a list of commands, separated by colons. `%s` in a command is replaced by the link;
  /// without `%s` the link is the last argument. A colon at the end belongs to its word, as in
  /// `microsoft-edge:`.
  func candidates(for url: String) -> [[String]] {
    let wishes = commands.compactMap { command -> [String]? in
      guard let words = try? ShellWords.split(command), !words.isEmpty else { return nil }
      let filled = words.map { $0.replacing("%s", with: url) }
      return filled == words ? words + [url] : filled
    }
    #if os(macOS)
      return wishes + [["open", url]]
    #else
      // The second one opens the Windows browser from WSL, where the first is often missing.
      return wishes + [["xdg-open", url], ["wslview", url]]
    #endif
  }

  private var commands: [String] {
    let value = environment["BROWSER"] ?? ""
    if ShellWords.isProgram(value) { return [value] }
    var commands = value.split(separator: ":").map(String.init)
    if value.hasSuffix(":"), let last = commands.popLast() { commands.append(last + ":") }
    return commands
  }
}
