/// Opens a link in the user's browser.
package struct Browser: Sendable {
  package enum Outcome: Equatable, Sendable {
    case opened(by: String)
    /// No program was there to do it, or all failed: offer the link for copying.
    case failed
  }

  private let environment: [String: String]
  private let limit: Duration

  /// A browser as the environment describes it.
  ///
  /// - Parameters:
  ///   - environment: of the process.
  ///   - limit: how long a program is watched for failing; a browser may run on for hours.
  package init(environment: [String: String], limit: Duration = .seconds(2)) {
    self.environment = environment
    self.limit = limit
  }

  /// Opens `url`, whose scheme and host the caller has checked. Not for the main thread.
  package func open(_ url: String) async -> Outcome {
    for candidate in candidates(for: url) {
      let process = ChildProcess(arguments: candidate, environment: environment)
      switch await process.run(limit: limit, isKilled: false) {
      case .exited(0), .overdue: return .opened(by: candidate.first ?? "")
      default: continue
      }
    }
    return .failed
  }

  /// `BROWSER` is a list of commands with colons between them; `%s` in one stands for the link.
  func candidates(for url: String) -> [[String]] {
    let wishes = (environment["BROWSER"] ?? "").split(separator: ":").map { wish in
      let words = wish.split(separator: " ").map(String.init)
      return words.contains("%s") ? words.map { $0 == "%s" ? url : $0 } : words + [url]
    }
    #if os(macOS)
      return wishes + [["open", url]]
    #else
      return wishes + [["xdg-open", url]]
    #endif
  }
}
