import ArgumentParser
import Checkout
import Dashboard
import Glibc
import RecordCache
import Screen
import Settings
import Units

/// `till cache`: where the cache is, what it holds, and how to remove it.
struct CacheCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cache", abstract: "The local cache of sessions and documents.",
    subcommands: [Path.self, Info.self, Clear.self])

  struct Path: TillCommand {
    static let configuration = CommandConfiguration(
      commandName: "path",
      abstract: "Print where the cache of this key is.")
    @OptionGroup var options: GlobalOptions

    func run(in world: World) async throws {
      let plan = try await ConnectionPlan(options, .current(in: world), in: world)
      try world.console.print(SafeText(try plan.cachePath()))
    }
  }

  struct Info: TillCommand {
    static let configuration = CommandConfiguration(
      commandName: "info", abstract: "Print what the cache holds.")
    @OptionGroup var options: GlobalOptions

    func run(in world: World) async throws {
      let setup = try Setup.current(in: world)
      var plan = try await ConnectionPlan(options, setup, in: world)
      plan.needsCache = true
      let firestore = try? FirestoreConnection.open(options, setup, in: world)
      let documents = try await firestore?.cacheLines(setup, in: world) ?? []
      guard try plan.hasCache() else {
        try world.console.print(
          documents.isEmpty ? "nothing is cached yet" : "no session is cached yet")
        for line in documents { try world.console.print(line) }
        return
      }
      let info = try await plan.existingCache(in: world).info()
      let zone = world.zone()
      var lines: [SafeText] = [
        "path      \(info.path)", "size      \(info.bytes.grouped) bytes",
        "sessions  \(info.records.grouped)",
      ]
      for span in info.coverage.spans {
        lines.append(
          "covers    \(Moment(span.oldest).text(in: zone)) to \(Moment(span.newest).text(in: zone))"
        )
      }
      if info.coverage.reachesBeginning { lines.append("          from the first session on") }
      for line in lines + documents { try world.console.print(line) }
    }
  }

  struct Clear: TillCommand {
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

    func run(in world: World) async throws {
      let setup = try Setup.current(in: world)
      let removed: [String]
      if all {
        removed = try CacheFiles.remove(in: setup.paths.cache) { _ in true }
      } else {
        removed = try await ConnectionPlan(options, setup, in: world).clearCache()
        let firestore = try? FirestoreConnection.open(options, setup, in: world)
        if try firestore?.clearCache(setup) == true {
          world.console.say("till: the cached documents are removed")
        }
      }
      world.console.say(
        removed.isEmpty
          ? "till: there was no cache"
          : all ? "till: all caches are removed" : "till: the cache is removed")
      // SQLite removes the log when the last process closes the cache, unless that process was
      // killed.
      if removed.contains(where: { $0.hasSuffix("-wal") }) {
        world.console.say(
          "till: a till that still has it open keeps nothing from now on: restart it")
      }
    }
  }
}
