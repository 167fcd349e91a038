import FoundationEssentials
import Glibc

/// Two processes with one cache, and a third that clears it meanwhile.
struct Crowd {
  let till: String

  func run(_ rounds: Int, _ dice: inout Dice) async throws -> Tally {
    var tally = Tally()
    for _ in 0..<rounds {
      let waits = (0..<3).map { _ in Int.random(in: 5...300, using: &dice) }
      tally.count(try await round(waits))
    }
    return tally
  }

  private func round(_ waits: [Int]) async throws -> String? {
    try await Victim.use(till, sessions: 1_000, latency: 5) { victim in
      let terminal = try PseudoTerminal([till, "dashboard"], environment: victim.environment)
      defer { terminal.end() }
      let sync = try victim.start(["sync"])
      for wait in waits {
        usleep(UInt32(wait) * 1_000)
        let clear = try victim.run(["cache", "clear", "--yes"])
        if let crash = clear.crash { return "cache clear: \(crash)" }
        _ = terminal.type("jr")
        _ = terminal.times(
          from: .now, silence: .milliseconds(5), patience: .milliseconds(50))
      }
      let ending = sync.end(within: .seconds(60))
      if let crash = ending.crash { return "sync: \(crash)" }
      if ending.code != 0, ending.errors.isEmpty { return "sync said nothing" }
      return try victim.leaks() ?? victim.difference()
    }
  }
}
