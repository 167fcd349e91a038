import FoundationEssentials
import Glibc

/// A disk that becomes full at different moments, under the cache and under an output.
///
/// It is a file system in memory of a given size, which only root can mount.
struct FullDisk {
  let till: String

  func run(_ moments: Int, _ dice: inout Dice) async throws -> Tally {
    var tally = Tally()
    guard getuid() == 0 else {
      tally.skipped = "only root can mount a small file system"
      return tally
    }
    for moment in 1...moments {
      tally.count(try await cache(kilobytes: 40 * moment * moment / 4 + 64))
      tally.count(try await output(kilobytes: 4 * moment * moment))
    }
    return tally
  }

  /// On a disk of this size the first sync succeeds, or ends with a message. The next sync, on a
  /// larger disk, repairs the cache.
  private func cache(kilobytes: Int) async throws -> String? {
    try await Victim.use(till, sessions: 1_000) { victim in
      let disk = victim.home + "/cache"
      try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: true)
      return try Self.withDisk(disk, kilobytes) {
        let sync = try victim.run(["sync"])
        if let crash = sync.crash { return "\(kilobytes) kB: \(crash)" }
        if sync.code != 0, sync.errors.isEmpty { return "\(kilobytes) kB: no word" }
        let list = try victim.run(["list", "--limit", "5"])
        if let crash = list.crash { return "\(kilobytes) kB, list: \(crash)" }
        guard mount("none", disk, "tmpfs", UInt(MS_REMOUNT), "size=64m") == 0 else {
          return "the disk could not be made larger"
        }
        return try victim.difference().map { "\(kilobytes) kB: \($0)" }
      }
    }
  }

  /// An output that does not fit is reported as an error.
  private func output(kilobytes: Int) async throws -> String? {
    try await Victim.use(till, sessions: 400) { victim in
      let disk = victim.home + "/out"
      try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: true)
      let whole = try victim.run(["list", "--all", "--no-cache", "--format", "ndjson"]).output
      return try Self.withDisk(disk, kilobytes) {
        let path = disk + "/list.ndjson"
        let run = try Run(
          [till, "list", "--all", "--no-cache", "--format", "ndjson"],
          environment: victim.environment, folder: victim.home, outputPath: path)
        let ending = run.end(within: .seconds(60))
        if let crash = ending.crash { return "\(kilobytes) kB: \(crash)" }
        let written = FileManager.default.contents(atPath: path)?.count ?? 0
        let isWhole = written == whole.utf8.count
        if ending.code == 0, !isWhole {
          return "\(kilobytes) kB: 0, and \(written) bytes are there"
        }
        if ending.code != 0, ending.errors.isEmpty { return "\(kilobytes) kB: no word" }
        return nil
      }
    }
  }

  private static func withDisk(
    _ path: String, _ kilobytes: Int, _ body: () throws -> String?
  ) throws -> String? {
    guard mount("none", path, "tmpfs", 0, "size=\(kilobytes)k,mode=700") == 0 else {
      throw PseudoTerminal.Failure(what: "no small file system could be mounted")
    }
    defer { umount2(path, Int32(MNT_DETACH)) }
    return try body()
  }
}
