import FoundationEssentials
import Glibc

/// A clock that was wrong during a sync, in either direction, and is right again afterwards.
///
/// `faketime`, where it is installed, changes the clock of one program.
struct Clocks {
  let till: String

  func run() async throws -> Tally {
    var tally = Tally()
    for jump in ["+400d", "+1d", "+1h", "+6m", "-6m", "-1h", "-1d", "-400d"] {
      guard let failure = try await attack(jump) else {
        tally.skipped = "faketime is not installed"
        return tally
      }
      tally.count(failure.map { "\(jump): \($0)" })
    }
    return tally
  }

  /// - Returns: nil without faketime; else the failure, if there was one.
  private func attack(_ jump: String) async throws -> String?? {
    try await Victim.use(till, sessions: 300) { victim in
      guard
        let wrong = try? Run(
          ["faketime", "-f", jump, till, "sync"], environment: victim.environment,
          folder: victim.home)
      else { return .none }
      let ending = wrong.end(within: .seconds(60))
      if let crash = ending.crash { return .some(crash) }
      for id in try victim.openIDs().prefix(5) {
        _ = try victim.run(["expire", id, "--yes", "--no-cache"])
      }
      return .some(try victim.difference())
    }
  }
}
