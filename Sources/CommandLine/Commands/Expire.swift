import ArgumentParser
import Checkout
import Dashboard
import Host
import Screen
import SessionLibrary
import Stripe
import Units

/// `till expire ID…`: the same plan, checks, pacing and report as the dashboard's.
struct Expire: TillCommand {
  static let configuration = CommandConfiguration(
    commandName: "expire",
    abstract: "Expire open sessions.",
    discussion: """
      Each session is read again before it is expired, and only an open one is. On a terminal \
      till shows its plan and asks first; elsewhere it needs --yes. After Ctrl-C nothing more is \
      sent that changes something, and till says what was done, what was not and what is not \
      known. The exit code is 1 if any was not expired, or the code of the failure that all have.
      """)

  @Argument(
    help: """
      Ids of sessions, cs_…; - reads them from stdin, one on a line, also out of JSON and CSV.
      """)
  var ids: [String]
  @Flag(help: "Do not ask.")
  var yes = false
  @Flag(help: "Only say what would be done.")
  var dryRun = false
  @OptionGroup var options: GlobalOptions

  func run(in world: World) async throws {
    let plan = try await ConnectionPlan(options, .current(in: world), in: world)
    if case .refused(let reason) = plan.writes, !dryRun { throw Failure(.failed, "\(reason)") }
    let ids = try wantedIDs(world.console)
    // When ids come from stdin, the answer cannot.
    guard yes || dryRun || world.console.canAsk else {
      throw Failure(.failed, "nothing was expired: without a terminal to ask on, add --yes")
    }
    let connection = try Connection.open(plan, in: world)
    try await connection.refuseParts(among: ids)
    var report = ExpireReport(world.console)
    var expiring = ids
    // With --yes the plan is not confirmed, and every session is read again anyway.
    if !yes || dryRun {
      let bulk = await Self.bulkPlan(
        ids, isLive: plan.key.isLive, from: connection.library, &report)
      try report.show(bulk, isDryRun: dryRun)
      expiring = bulk.expiring
      if dryRun { return try report.finish(of: ids) }
      if !expiring.isEmpty { try confirm(expiring.count, isLive: plan.key.isLive, world.console) }
    }
    report = await expire(expiring, with: connection.library, report, world.stopSignals())
    try report.finish(of: ids)
  }

  /// The ids of the arguments and of stdin, each once.
  private func wantedIDs(_ console: Console) throws(Failure) -> [String] {
    var ids: [String] = []
    for id in self.ids {
      ids +=
        id == "-" ? try IDReader.ids(from: console, limit: Marks.capacity) : IDReader.ids(in: id)
    }
    var seen: Set<String> = []
    ids = ids.filter { seen.insert($0).inserted }
    guard ids.count <= Marks.capacity else {
      throw Failure(.usage, "more than \(Marks.capacity.grouped) ids are not taken at once")
    }
    guard !ids.isEmpty else { throw Failure(.usage, "there is no id to expire") }
    return ids
  }

  /// Reads the sessions and decides what would be done with them.
  private static func bulkPlan(
    _ ids: [String], isLive: Bool, from library: SessionLibrary, _ report: inout ExpireReport
  ) async -> BulkPlan {
    var known: [String: SessionSummary] = [:]
    await library.refreshEach(ids) { id, result in
      switch result {
      case .success(let stored):
        known[id] =
          SessionSummary(stored.session, position: 0, fetchedAt: stored.fetchedAt).sanitised
      case .failure(let error): report.fail(id, Failure(error))
      }
    }
    return BulkPlan(ids, isLive: isLive) { known[$0] }
  }

  private func confirm(_ count: Int, isLive: Bool, _ console: Console) throws(Failure) {
    let what = count == 1 ? "the session" : "the \(count.grouped) sessions"
    let word = isLive ? String(count) : "expire"
    console.say(
      "\(isLive ? "LIVE: " : "")Type “\(word)” to expire \(what); anything else keeps "
        + "\(count == 1 ? "it" : "them").")
    guard console.readLine()?.trimmingSpaces == word else {
      throw Failure(.failed, "nothing was expired")
    }
  }

  /// Expires sessions until all are done or a signal comes. After a signal no further change is
  /// sent, and requests under way get a moment to be answered.
  private func expire(
    _ ids: [String], with library: SessionLibrary, _ report: ExpireReport,
    _ signals: World.StopSignals
  ) async -> ExpireReport {
    let work = Task(executorPreference: Workers.shared) {
      var report = report
      var run = BulkRun(ids) { IdempotencyKey.random().text }
      await library.expireEach(run.start().map(ExpireWish.init)) { id, result in
        var failure: Failure?
        if case .failure(let error) = result { failure = Failure(error) }
        run.take(id, result.mapError { Problem($0) })
        if let row = run[id], !report.add(row, failure, run) || Task.isCancelled { run.stop() }
        return run.start().map(ExpireWish.init)
      }
      report.end(run, isInterrupted: Task.isCancelled)
      return report
    }
    let watch = Task(executorPreference: Workers.shared) {
      await signals.first()
      work.cancel()
    }
    defer { watch.cancel() }
    return await work.value
  }
}

extension ExpireWish {
  fileprivate init(_ row: BulkRun.Row) {
    self.init(id: row.id, key: IdempotencyKey(row.idempotencyKey))
  }
}
