import ArgumentParser
import Checkout
import Query
import Dashboard
import Host
import RecordCache
import Screen
import SessionLibrary
import Settings
import Units

/// `till sync`: fills the cache and brings it up to date.
struct Sync: TillCommand {
  static let configuration = CommandConfiguration(
    commandName: "sync",
    abstract: "Fill and refresh the cache.",
    discussion: """
      Sessions that are cached already are not read again, unless an event says that something \
      happened to them, they are past their expiry, or the cache does not give back what was put \
      in. Ctrl-C stops it; the next sync of sessions goes on from there.
      """)

  @Option(help: "Only sessions from this time on: \(TimeArgument.help).")
  var since: TimeArgument?
  @Option(
    help: """
      Requests a second, from 0.1 to 1000; without it, what Stripe allows; other servers have no \
      limit.
      """)
  var rateLimit: Double?
  @Flag(
    help: """
      Read the documents of the Firebase extension instead. Firestore counts each of them; how many \
      they are is said first. They are kept once all of them are read.
      """)
  var documents = false
  @OptionGroup var options: GlobalOptions

  func validate() throws {
    if documents, since != nil || rateLimit != nil {
      throw ValidationError("--documents takes neither --since nor --rate-limit.")
    }
    if let rateLimit, !Configuration.rateLimits.contains(rateLimit) {
      throw ValidationError("--rate-limit is a number from 0.1 to 1000.")
    }
  }

  func run(in world: World) async throws {
    if documents {
      return try await DocumentSync(options, .current(in: world), in: world).run()
    }
    let since = since?.seconds(in: world).lowerBound
    if let since, since > world.now() {
      throw Failure(.usage, "--since is in the future: nothing has been created since then")
    }
    var plan = try await ConnectionPlan(options, .current(in: world), in: world)
    guard plan.cacheFolder != nil else {
      throw Failure(.usage, "there is nothing to sync into: \(ConnectionPlan.nothingKept)")
    }
    if let rateLimit { plan.rateLimit = rateLimit }
    plan.needsCache = true
    Heap.share(Workers.count)
    // The meter prints all the time; the reason for a wait is printed only now and then.
    let monitor = RequestMonitor(
      limit: plan.requestLimit, console: world.console, pause: .seconds(10))
    let meter = SyncMeter(in: world)
    let totals: SyncTotals
    do {
      totals = try await sync(plan, since, meter, monitor, in: world)
    } catch LibraryError.cache(let error) where error.code == .damaged {
      // Opening the cache again sets the damaged one aside, and everything is read from Stripe.
      totals = try await sync(plan, since, meter, monitor, in: world)
    }
    world.console.say(
      "till: \(totals.changes.summary(after: meter.elapsed, retries: monitor.retries))")
    if let since = totals.refresh?.staleSince, since < world.now() - StoredSession.currentFor {
      world.console.say(
        "till: this key may not read events: open and unpaid sessions may have changed since "
          + "\(Moment(since).text(in: world.zone())); the next sync reads more of them again")
    }
  }

  private func sync(
    _ plan: ConnectionPlan, _ since: Int?, _ meter: SyncMeter, _ monitor: RequestMonitor,
    in world: World
  ) async throws -> SyncTotals {
    let signals = world.stopSignals()
    let connection = try Connection.open(plan, in: world, monitor: monitor)
    let outcome = await withTaskGroup(of: Result<SyncTotals, LibraryError>?.self) { group in
      group.addTask(executorPreference: Workers.shared) {
        await connection.library.syncAll(since: since) { meter.show($0) }
      }
      group.addTask(executorPreference: Workers.shared) {
        await signals.first()
        return nil
      }
      let first = await group.next() ?? nil
      group.cancelAll()
      return first
    }
    meter.finish()
    if case .failure = outcome { connection.close() }
    if let outcome { return try outcome.get() }
    let kept = try await connection.library.count(ListQuery())
    throw Failure(
      .interrupted,
      "stopped with \(kept.counted("session")) in the cache; the next sync goes on there")
  }
}

extension Changes {
  /// `synced: 412 sessions read · 3 new · 9 requests · 1.2 s`
  fileprivate func summary(after time: Duration, retries: Int) -> String {
    let parts: [String?] = [
      "synced: \(received.counted("session")) read", "\(added.grouped) new",
      changed > 0 ? "\(changed.grouped) changed" : nil,
      dropped > 0 ? "\(dropped.grouped) dropped that Stripe does not know any more" : nil,
      requests.counted("request"),
      "\(time.tenths) s", retries.counted("retry", "retries"),
    ]
    return parts.compactMap(\.self).joined(separator: " · ")
  }
}
