import FoundationEssentials
import Glibc

/// Types random keys into the real program, on a terminal. No session may be expired, made or
/// changed, and the program must end normally, not by a signal.
struct Keys {
  let till: String

  /// The kind of key that the program has.
  private enum Account: CaseIterable { case test, live, readOnly }

  func run(_ count: Int, _ dice: inout Dice) async throws -> Tally {
    var tally = Tally()
    for account in Account.allCases {
      tally.count(try await type(count, account, &dice).map { "\(account): \($0)" })
    }
    return tally
  }

  /// Everything that a keyboard sends, except what confirms: `X` in the dialogs, and ctrl-s in the
  /// forms that create and change. With a read-only key these are typed, too.
  private func keys(_ account: Account) -> [String] {
    let letters = (0x20..<0x7F).map { String(UnicodeScalar(UInt8($0))) }
    let special = [
      "\u{1B}[A", "\u{1B}[B", "\u{1B}[C", "\u{1B}[D", "\u{1B}[5~", "\u{1B}[6~", "\u{1B}[H",
      "\u{1B}[F", "\u{1B}", "\r", "\t", "\u{1B}[Z", "\u{7F}", "\u{04}", "\u{15}", "\u{0C}",
      "\u{1B}[<64;10;10M", "\u{1B}[<0;20;12M", "é", "日", "🙂", "\u{1B}[200~smith\u{1B}[201~",
    ]
    let all = letters + special + letters.filter { "jk123/\r".contains($0) }
    // These keys start other programs, which are not tested here.
    let outside: Set<String> = ["|", "e", "o", "O", "q", "Z", ";", "E"]
    let confirms: Set<String> = account == .readOnly ? [] : ["X", "C", "A", "m", "M"]
    return all.filter { !outside.contains($0) && !confirms.contains($0) }
  }

  private func type(_ count: Int, _ account: Account, _ dice: inout Dice) async throws -> String? {
    try await Victim.use(till, sessions: 400, isLive: account == .live) { victim in
      var environment = victim.environment
      environment["BROWSER"] = "true"
      environment["TMUX"] = nil
      let before = try victim.truth()
      let keys = keys(account)
      let options = account == .readOnly ? ["--read-only"] : []
      var left = count
      while left > 0 {
        let terminal = try PseudoTerminal(
          [till, "dashboard"] + options, environment: environment)
        var isAlive = true
        while left > 0, isAlive {
          let burst = (0..<min(left, 40)).map { _ in keys.randomElement(using: &dice) ?? "j" }
          left -= burst.count
          _ = terminal.type(burst.joined())
          _ = terminal.times(
            from: .now, silence: .milliseconds(4), patience: .milliseconds(30))
          var status: Int32 = 0
          if waitpid(terminal.pid, &status, WNOHANG) == terminal.pid {
            isAlive = false
            if status & 0x7F != 0 { return "signal \(status & 0x7F) with \(left) keys to go" }
          }
        }
        if isAlive { terminal.end() }
      }
      let after = try victim.truth()
      return before == after ? victim.leaks() : "sessions were changed at the server"
    }
  }
}
