import ArgumentParser
import Checkout
import Query
import Dashboard
import Glibc
import SessionLibrary
import Stripe

/// `till sync`: fills the cache and brings it up to date.
struct Sync: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sync",
    abstract: "Fill and refresh the cache.",
    discussion: """
      Sessions that are cached already are not read again, unless something happened to them.
      Ctrl-C stops it; the next sync goes on from there.
      """)

  @Flag(
    help: """
      Read the documents of the Firebase extension instead. Firestore counts each of them; how many
      they are is said first.
      """)
  var documents = false
  @Option(help: "Only sessions from this time on: \(TimeArgument.help).")
  var since: TimeArgument?
  @Option(help: "Requests a second; without it, what Stripe allows; other servers have no limit.")
  var rateLimit: Double?
  @OptionGroup var options: GlobalOptions

  func validate() throws {
    if let rateLimit, !(rateLimit > 0) { throw ValidationError("--rate-limit is more than 0.") }
    if documents, since != nil || rateLimit != nil {
      throw ValidationError("--documents takes neither --since nor --rate-limit.")
    }
    if let since, since.seconds.lowerBound > time(nil) {
      throw ValidationError("--since is in the future: nothing has been created since then.")
    }
  }

  func run() async throws {
    if documents { return try await DocumentSync(options, .current).run() }
    var plan = try ConnectionPlan(options, .current)
    guard plan.cacheFolder != nil else {
      throw Failure(.usage, "there is nothing to sync into with --no-cache")
    }
    if let rateLimit { plan.rateLimit = rateLimit }
    plan.needsCache = true
    let monitor = RequestMonitor(limit: plan.requestLimit)
    let connection = try Connection.open(plan, monitor: monitor)
    let meter = SyncMeter(isTerminal: Standard.isTerminal(STDERR_FILENO))
    let ending = EndingSignals()
    let since = since?.seconds.lowerBound
    // Either the sync ends, or a signal ends it.
    let outcome = await withTaskGroup(of: Result<SyncTotals, LibraryError>?.self) { group in
      group.addTask { await connection.library.syncAll(since: since) { meter.show($0) } }
      group.addTask {
        await ending.wait()
        return nil
      }
      let first = await group.next() ?? nil
      group.cancelAll()
      return first
    }
    meter.finish()
    guard let outcome else {
      let kept = try await connection.library.count(ListQuery())
      throw Failure(
        .interrupted,
        "stopped with \(kept.counted("session")) in the cache; the next sync goes on there")
    }
    switch outcome {
    case .success(let totals): Standard.error("till: " + totals.summary(meter, monitor.retries))
    case .failure(let error): throw Failure(error)
    }
  }
}

/// What a sync, the look before it and the refresh after it have done.
struct SyncTotals: Sendable {
  var healing: Healing
  var sync: SyncProgress
  /// nil where nothing was cached before, so that nothing could have changed.
  var refresh: KeepTrueOutcome?

  /// Sessions that were cached and that Stripe does not know any more.
  var dropped: Int { healing.dropped + sync.dropped + (refresh?.dropped ?? 0) }
  /// Sessions that were read, once or more often.
  var received: Int {
    healing.received + sync.received + (refresh.map { $0.added + $0.reread } ?? 0)
  }
  var added: Int { healing.added + sync.added + (refresh?.added ?? 0) }
  var requests: Int { healing.requests + sync.requests + (refresh?.requests ?? 0) }

  fileprivate func summary(_ meter: SyncMeter, _ retries: Int) -> String {
    let changed = healing.changed + sync.changed + (refresh?.changed ?? 0)
    let seconds = meter.elapsed
    let parts: [String?] = [
      "synced: \(received.counted("session")) read", "\(added.grouped) new",
      changed > 0 ? "\(changed.grouped) changed" : nil,
      dropped > 0 ? "\(dropped.grouped) dropped that Stripe does not know any more" : nil,
      requests.counted("request"),
      "\(seconds.tenths) s", retries.counted("retry", "retries"),
    ]
    return parts.compactMap(\.self).joined(separator: " · ")
  }
}

extension SessionLibrary {
  /// Drops what is gone, fills what is not cached, then reads again what has changed since it was.
  func syncAll(
    since: Int?, _ progress: @escaping @Sendable (SyncProgress) -> Void
  ) async -> Result<SyncTotals, LibraryError> {
    do throws(LibraryError) {
      let hadSessions = try await !coverage(of: .all).spans.isEmpty
      let healing = try await heal()
      var sync = try await sync(since: since, progress: progress)
      let refresh = hadSessions ? try await keepTrue() : nil
      // What is gone has left stretches of which nothing is known.
      if let refresh, refresh.dropped > 0 {
        sync = try await self.sync(since: since, from: sync, progress: progress)
      }
      return .success(SyncTotals(healing: healing, sync: sync, refresh: refresh))
    } catch { return .failure(Task.isCancelled ? .stopped : error) }
  }
}
