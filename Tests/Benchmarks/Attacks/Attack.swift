import ArgumentParser
import FoundationEssentials

/// Attacks the program from outside, again and again, and checks after each try that nothing was
/// lost, reported wrongly or left behind.
///
/// Everything talks to a sandbox on 127.0.0.1. The same seed makes the same tries, but what a kill
/// hits still depends on the machine. The exit code is 1 if a try failed.
struct Attack: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Kill it, damage its cache, fill the disk, move the clock, and see what holds.")

  /// One kind of attack.
  enum Kind: String, CaseIterable, ExpressibleByArgument {
    case kills, damage, keys, disk, clocks, crowd
  }

  @Option(parsing: .upToNextOption, help: "Only these.")
  var only: [Kind] = []
  @Option(help: "The seed of the tries.")
  var seed: UInt64 = 1
  @Option(help: "Kills, a third each of a sync, a dashboard and a bulk expire.")
  var kills = 102
  @Option(help: "Caches that are damaged.")
  var damages = 200
  @Option(help: "Keys, for each of a test key, a live key and read-only.")
  var keys = 100_000
  @Option(help: "Sizes of a disk that is too small, for the cache and for an output.")
  var moments = 20
  @Option(help: "Rounds of two tills and one that clears the cache.")
  var rounds = 10
  @Option(help: "The program; without, the one of the same build.")
  var till: String?

  func run() async throws {
    let till = till ?? TillBench.besideThis
    var dice = Dice(seed: seed)
    var failures = 0
    for kind in only.isEmpty ? Kind.allCases : only {
      let tally = try await attack(kind, till, &dice)
      print(tally.line(kind.rawValue))
      for failure in tally.failures.prefix(20) { print("  \(failure)") }
      failures += tally.failures.count
    }
    if failures > 0 { throw ExitCode(1) }
  }

  private func attack(
    _ kind: Kind, _ till: String, _ dice: inout Dice
  ) async throws -> Tally {
    switch kind {
    case .kills: try await Kills(till: till).run(kills, &dice)
    case .damage: try await Damage(till: till).run(damages, &dice)
    case .keys: try await Keys(till: till).run(keys, &dice)
    case .disk: try await FullDisk(till: till).run(moments, &dice)
    case .clocks: try await Clocks(till: till).run()
    case .crowd: try await Crowd(till: till).run(rounds, &dice)
    }
  }
}

/// The results of one attack.
struct Tally {
  var tries = 0
  var failures: [String] = []
  /// Why it was not run, or only in part.
  var skipped: String?

  /// Counts a try, and its failure if there was one.
  mutating func count(_ failure: String?) {
    tries += 1
    if let failure { failures.append("try \(tries): \(failure)") }
  }

  func line(_ name: String) -> String {
    let held = tries - failures.count
    return "\(name): \(held) of \(tries) held" + (skipped.map { " (skipped: \($0))" } ?? "")
  }
}

/// Numbers that are the same for the same seed.
struct Dice: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  // SplitMix64: https://prng.di.unimi.it/splitmix64.c
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}
