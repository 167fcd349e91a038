import Checkout
import Dashboard
import Glibc
import HTTP
import SessionLibrary
import Stripe

/// Plans and runs a bulk expire without a screen. What is sent next, and what became of it, is
/// decided by the same `BulkPlan` and `BulkRun` as in the dashboard.
struct BulkExpire: Sendable {
  private let library: SessionLibrary
  /// Sessions that are read at once for the plan; the client's pacer holds the rate.
  private static let readers = 8

  init(_ library: SessionLibrary) { self.library = library }

  /// Reads the sessions and says what would be done with them; `fail` is told which could not be
  /// read.
  func plan(
    _ ids: [String], isLive: Bool, fail: (String, Failure) -> Void
  ) async -> BulkPlan {
    var known: [String: SessionSummary] = [:]
    await withTaskGroup(of: (String, Result<StoredSession, LibraryError>).self) { group in
      var waiting = ids[...]
      func readNext() {
        guard let id = waiting.popFirst() else { return }
        group.addTask { (id, await read(id)) }
      }
      for _ in 0..<Self.readers { readNext() }
      while let (id, result) = await group.next() {
        switch result {
        case .success(let stored):
          known[id] =
            SessionSummary(stored.session, position: 0, fetchedAt: stored.fetchedAt).sanitised
        case .failure(let error): fail(id, Failure(error))
        }
        readNext()
      }
    }
    return BulkPlan(ids, isLive: isLive) { known[$0] }
  }

  /// Expires sessions until all are done or Ctrl-C was pressed. `report` is told about each row that
  /// has ended, why it failed, and how all stands.
  func run(
    _ ids: [String], report: (BulkRun.Row, Failure?, BulkRun) -> Void
  ) async -> BulkRun {
    let stop = StopOnSignal()
    stop.listen()
    var run = BulkRun(ids) { IdempotencyKey.random().text }
    await withTaskGroup(of: (String, Result<ExpireOutcome, LibraryError>).self) { group in
      func start(_ rows: [BulkRun.Row]) {
        for row in rows { group.addTask { (row.id, await expire(row)) } }
      }
      start(run.start())
      while let (id, result) = await group.next() {
        if stop.isAsked { run.stop() }
        var failure: Failure?
        if case .failure(let error) = result { failure = Failure(error) }
        run.take(id, result.mapError { Problem($0) })
        let next = run.start()
        if let row = run[id] { report(row, failure, run) }
        start(next)
      }
    }
    return run
  }

  private func read(_ id: String) async -> Result<StoredSession, LibraryError> {
    do throws(LibraryError) {
      return .success(try await library.refresh(id, priority: .sync))
    } catch { return .failure(error) }
  }

  private func expire(_ row: BulkRun.Row) async -> Result<ExpireOutcome, LibraryError> {
    do throws(LibraryError) {
      return .success(
        try await library.expire(
          row.id, key: IdempotencyKey(row.idempotencyKey), priority: .sync))
    } catch { return .failure(error) }
  }
}

/// Takes SIGINT, SIGTERM and SIGHUP as the wish to stop between two rows; the second one ends the
/// program as it always does.
private final class StopOnSignal: Sendable {
  private let asked = Locked(false)

  var isAsked: Bool { asked.withLock { $0 } }

  /// Waits for the first signal, in a task that lasts as long as the program.
  func listen() {
    Task.detached(executorPreference: Workers.shared) { [self] in
      await EndingSignals().wait()
      asked.withLock { $0 = true }
      for number in [SIGTERM, SIGINT, SIGHUP] { signal(number, SIG_DFL) }
    }
  }
}
