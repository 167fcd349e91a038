import FoundationEssentials
import Glibc

/// Damages the cache's file, and checks that the program then says nothing false.
struct Damage {
  let till: String

  func run(_ count: Int, _ dice: inout Dice) async throws -> Tally {
    try await Victim.use(till, sessions: 300) { victim in
      var tally = Tally()
      if let difference = try victim.difference() {
        tally.count("before any damage: \(difference)")
        return tally
      }
      let truth = try victim.truth()
      let folder = victim.home + "/cache"
      let intact = victim.home + "/intact"
      try FileManager.default.copyItem(atPath: folder, toPath: intact)
      let path = try Workshop.cachePath(till, victim.environment)
      for _ in 0..<count {
        try FileManager.default.removeItem(atPath: folder)
        try FileManager.default.copyItem(atPath: intact, toPath: folder)
        let what = try damage(path, &dice)
        tally.count(try check(victim, truth).map { "\(what): \($0)" })
      }
      return tally
    }
  }

  /// - Returns: what was done to the file.
  private func damage(_ path: String, _ dice: inout Dice) throws -> String {
    guard var bytes = FileManager.default.contents(atPath: path).map(Array.init), !bytes.isEmpty
    else { throw PseudoTerminal.Failure(what: "there is no cache at \(path)") }
    let place = Int.random(in: 0..<bytes.count, using: &dice)
    let what: String
    switch Int.random(in: 0..<5, using: &dice) {
    case 0, 1:
      bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &dice)
      what = "a bit at \(place)"
    case 2:
      bytes.removeSubrange(place...)
      what = "cut at \(place)"
    case 3:
      let end = min(bytes.count, place + 4096)
      for index in place..<end { bytes[index] = 0 }
      what = "zeroes from \(place)"
    default:
      let end = min(bytes.count, place + 512)
      for index in place..<end { bytes[index] = UInt8.random(in: 0...255, using: &dice) }
      what = "noise from \(place)"
    }
    try Data(bytes).write(to: URL(filePath: path))
    chmod(path, 0o600)
    return what
  }

  private func check(_ victim: Victim, _ truth: [Substring]) throws -> String? {
    let known = Set(truth)
    let search = try victim.run(["search", "", "--all", "--format", "ndjson"])
    if let crash = search.crash { return crash }
    for line in search.output.split(separator: "\n") where !known.contains(line) {
      return "search printed what the server never had: \(line.prefix(200))"
    }
    if search.code != 0, search.errors.isEmpty {
      return "search ended with \(search.code ?? -1) without a word"
    }
    let table = try victim.run(["search", "", "--all"])
    if let crash = table.crash { return crash }
    // What only a write meets is said then, and the next start begins a new cache.
    let sync = try victim.run(["sync"])
    if let crash = sync.crash { return crash }
    guard sync.code == 0 || sync.errors.contains("is damaged: start again") else {
      return "sync ended with \(sync.code ?? -1): \(sync.errors)"
    }
    return try victim.difference()
  }
}
