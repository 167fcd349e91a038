import ArgumentParser
import Checkout
import Dashboard
import Glibc
import SessionCache
import Stripe

/// `till cache`: where the cache is, what it holds, and how to be rid of it.
struct CacheCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cache", abstract: "The local cache of sessions.",
    subcommands: [Path.self, Info.self, Clear.self])

  struct Path: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print where the cache of this key is.")
    @OptionGroup var options: GlobalOptions

    func run() throws {
      let plan = try ConnectionPlan(options, .current)
      Standard.output(try plan.cachePath() + "\n")
    }
  }

  struct Info: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Print what the cache holds.")
    @OptionGroup var options: GlobalOptions

    func run() async throws {
      let plan = try ConnectionPlan(options, .current)
      guard access(try plan.cachePath(), F_OK) == 0 else {
        Standard.output("nothing is cached yet\n")
        return
      }
      let connection = try Connection.open(plan)
      do throws(CacheError) {
        let info = try await connection.cache.info()
        var lines = [
          "path      \(info.path)", "size      \(info.bytes.grouped) bytes",
          "sessions  \(info.sessions.grouped)",
        ]
        for span in info.coverage.spans {
          lines.append(
            "covers    \(Moment(span.oldest).utcText) to \(Moment(span.newest).utcText)")
        }
        if info.coverage.reachesBeginning { lines.append("          from the first session on") }
        Standard.output(lines.joined(separator: "\n") + "\n")
      } catch { throw Failure(.failed, error.message) }
    }
  }

  struct Clear: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Remove the cache from the disk.")
    @OptionGroup var options: GlobalOptions

    func run() throws {
      let plan = try ConnectionPlan(options, .current)
      guard let folder = plan.cacheFolder else { return }
      do throws(CacheError) {
        let existed = try SessionCache.clear(
          directory: folder, account: plan.cacheName, livemode: plan.key.isLive)
        Standard.error(existed ? "till: the cache is removed" : "till: there was no cache")
      } catch { throw Failure(.failed, error.message) }
    }
  }
}

extension ConnectionPlan {
  func cachePath() throws(Failure) -> String {
    guard let cacheFolder else {
      throw Failure(.failed, "there is no cache: --no-cache is given, or HOME is not set")
    }
    return SessionCache.path(
      directory: cacheFolder, account: cacheName, livemode: key.isLive)
  }
}
