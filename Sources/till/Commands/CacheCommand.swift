import ArgumentParser
import Checkout
import Dashboard
import FoundationEssentials
import Glibc
import RecordCache
import Settings
import Stripe
import Units

/// `till cache`: where the cache is, what it holds, and how to be rid of it.
struct CacheCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cache", abstract: "The local cache of sessions.",
    subcommands: [Path.self, Info.self, Clear.self])

  struct Path: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "path",
      abstract: "Print where the cache of this key is.")
    @OptionGroup var options: GlobalOptions

    func run() throws {
      let plan = try ConnectionPlan(options, .current)
      Standard.output(try plan.cachePath() + "\n")
    }
  }

  struct Info: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "info", abstract: "Print what the cache holds.")
    @OptionGroup var options: GlobalOptions

    func run() async throws {
      var plan = try ConnectionPlan(options, .current)
      plan.needsCache = true
      guard access(try plan.cachePath(), F_OK) == 0 else {
        Standard.output("nothing is cached yet\n")
        return
      }
      let connection = try Connection.open(plan)
      do throws(CacheError) {
        let info = try await connection.cache.info()
        var lines = [
          "path      \(info.path)", "size      \(info.bytes.grouped) bytes",
          "sessions  \(info.records.grouped)",
        ]
        let zone = ZoneRule.local
        for span in info.coverage.spans {
          lines.append(
            "covers    \(Moment(span.oldest).text(in: zone)) to "
              + Moment(span.newest).text(in: zone))
        }
        if info.coverage.reachesBeginning { lines.append("          from the first session on") }
        Standard.output(lines.joined(separator: "\n") + "\n")
      } catch { throw Failure(.failed, error.message) }
    }
  }

  struct Clear: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "clear",
      abstract: "Remove the cache from the disk.",
      discussion: """
        Without --all the cache of the account whose key, or profile, is in use; also what was set \
        aside because it was damaged.
        """)

    @Flag(help: "Remove the caches of all accounts.")
    var all = false
    @OptionGroup var options: GlobalOptions

    func run() throws {
      let setup = try Setup.current
      let removed: [String]
      if all {
        removed = try CacheFiles.remove(in: setup.paths.cache) { _ in true }
      } else {
        let firestore = try? FirestoreConnection.open(options, setup)
        if try firestore?.clearCache(setup) == true {
          Standard.error("till: the cached documents are removed")
        }
        removed = try ConnectionPlan(options, setup).clearCache()
      }
      Standard.error(
        removed.isEmpty
          ? "till: there was no cache"
          : all ? "till: all caches are removed" : "till: the cache is removed")
      // The log goes when the last one closes the cache, unless that one was killed.
      if removed.contains(where: { $0.hasSuffix("-wal") }) {
        Standard.error("till: a till that still has it open keeps nothing from now on: restart it")
      }
    }
  }
}

/// The files in the folder of the caches.
enum CacheFiles {
  /// Removes what is a cache, stands beside one, was set aside, or says whose one is.
  ///
  /// - Returns: the names of the files that were removed.
  static func remove(
    in folder: String, where isMeant: (String) -> Bool
  ) throws(Failure) -> [String] {
    let files = FileManager.default
    let names = ((try? files.contentsOfDirectory(atPath: folder)) ?? []).filter { name in
      (name.contains("-test.sqlite") || name.contains("-live.sqlite") || name.hasSuffix(".account"))
        && isMeant(name)
    }
    for name in names {
      guard unlink("\(folder)/\(name)") == 0 else {
        throw Failure(
          .failed, "\(folder)/\(name) cannot be removed: \(String(cString: strerror(errno)))")
      }
    }
    return names
  }
}
