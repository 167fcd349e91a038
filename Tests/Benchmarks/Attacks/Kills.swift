import FoundationEssentials
import Glibc

/// Kills the program at any moment, and checks that the next start finds everything.
struct Kills {
  let till: String

  func run(_ count: Int, _ dice: inout Dice) async throws -> Tally {
    var tally = Tally()
    for _ in 0..<count / 3 {
      tally.count(try await sync(after: .milliseconds(Int.random(in: 5...900, using: &dice))))
      tally.count(
        try await dashboard(after: .milliseconds(Int.random(in: 50...1_500, using: &dice))))
      tally.count(try await expire(after: .milliseconds(Int.random(in: 20...900, using: &dice))))
    }
    return tally
  }

  private func sync(after wait: Duration) async throws -> String? {
    try await Victim.use(till, sessions: 2_000, latency: 10) { victim in
      let ending = try victim.start(["sync"]).kill(after: wait)
      return try ending.crash ?? victim.leaks() ?? victim.difference() ?? victim.leaks()
    }
  }

  private func dashboard(after wait: Duration) async throws -> String? {
    try await Victim.use(till, sessions: 500, latency: 10) { victim in
      let terminal = try PseudoTerminal(
        [till, "dashboard"], environment: victim.environment)
      _ = terminal.type("sjjj]]/smith\r")
      let deadline = ContinuousClock.now + wait
      while ContinuousClock.now < deadline {
        _ = terminal.times(
          from: .now, silence: .milliseconds(5), patience: .milliseconds(5))
      }
      kill(terminal.pid, SIGKILL)
      terminal.wait()
      return try victim.leaks() ?? victim.difference()
    }
  }

  /// Whatever is killed, only the given sessions are expired, and a second run finishes the work.
  private func expire(after wait: Duration) async throws -> String? {
    try await Victim.use(till, sessions: 300, latency: 20) { victim in
      let open = try victim.openIDs()
      let asked = open.prefix(20).joined(separator: "\n")
      let ending = try victim.start(["expire", "-", "--yes"], input: asked).kill(after: wait)
      if let crash = ending.crash { return crash }
      let left = Set(try victim.openIDs())
      for id in open.dropFirst(20) where !left.contains(id) {
        return "\(id) was expired without having been named"
      }
      let second = try victim.run(["expire", "-", "--yes"], input: asked)
      guard second.crash == nil else { return second.crash }
      let missed = Set(open.prefix(20)).intersection(try victim.openIDs())
      if !missed.isEmpty {
        return "\(missed.count) are open after the second run: \(second.errors)"
      }
      return try victim.difference()
    }
  }
}
