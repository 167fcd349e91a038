import Checkout
package import Query
import RecordCache
import Stripe

/// How far a sync has come.
package struct SyncProgress: Equatable, Sendable {
  package var changes = Changes()
  /// Pages that are left, guessed from how dense the last ones were.
  package var pagesLeft = 0.0
  /// The oldest second received so far. Unix seconds; nil before the first page.
  package var oldest: Int?

  package init() {}

  /// Between 0 and 1.
  package var fraction: Double {
    let pages = Double(changes.requests)
    return pages == 0 ? 0 : pages / (pages + pagesLeft)
  }
}

extension SessionLibrary {
  /// Requests that wait at the same time; the client's rate limit decides how many of them are
  /// really under way.
  private static let workers = 16

  /// How often the plan is made again at most, when pages show that the cache is of another server.
  private static let mostRounds = 3

  /// Fills what is not cached, from `since` (Unix seconds) or the beginning up to now.
  ///
  /// Stops at the first error, and when its task is cancelled; what was received until then is
  /// kept, and the next sync continues from there. `progress` is called after each page, on any
  /// thread, and the last value is returned. `state` is where it continues from, when there was a
  /// sync before it.
  package func sync(
    since: Int? = nil, from state: SyncProgress = SyncProgress(),
    progress: @escaping @Sendable (SyncProgress) -> Void = { _ in }
  ) async throws(LibraryError) -> SyncProgress {
    var state = state
    for _ in 0..<Self.mostRounds {
      let hasMoved = try await syncOnce(from: max(since ?? 0, 0), &state, progress)
      if !hasMoved { break }
    }
    try await caching { () throws(CacheError) in try await cache.finishIndexing() }
    return state
  }

  /// Returns whether pages have shown that the cache is of another server, so that less is covered
  /// now than when the plan was made.
  private func syncOnce(
    from: Int, _ state: inout SyncProgress, _ progress: @escaping @Sendable (SyncProgress) -> Void
  ) async throws(LibraryError) -> Bool {
    var filter = SessionFilter.all
    if from > 0 { filter.created.gte = from }
    let wanted = filter
    let spans = try await caching { () throws(CacheError) in try await cache.spans(of: wanted) }
    let plan = SyncPlan(
      wanted: from...max(from, now(), spans.first?.newestSecond ?? 0), covered: spans,
      reachesOldest: spans.last.map { cache.reachesBeginning($0, of: wanted) } ?? false)
    let newest = try await newest(of: spans, wanted)
    let run = SyncRun(library: self, plan: plan, from: state, progress)
    let workers = Self.workers
    let failure = await withTaskGroup(of: LibraryError?.self) { group in
      for _ in 0..<workers {
        group.addTask(executorPreference: executor) { await run.work() }
      }
      var failure: LibraryError?
      for await error in group where error != nil && failure == nil {
        failure = error
        group.cancelAll()
      }
      return failure
    }
    state = try await run.finish()
    if Task.isCancelled { throw .stopped }
    if let failure { throw failure }
    if let newest, try await summary(newest) == nil, let span = spans.first {
      try await doubt(span)
      return true
    }
    return await run.hasMoved
  }

  /// The newest session that is covered.
  private func newest(
    of spans: [CachedSpan], _ filter: SessionFilter
  ) async throws(LibraryError) -> String? {
    guard let span = spans.first else { return nil }
    return try await cursor(at: .newest, of: span, filter)
  }
}

/// One sync under way: the plan, and the pages that wait for the next transaction.
actor SyncRun {
  private let library: SessionLibrary
  private let progress: @Sendable (SyncProgress) -> Void
  private var plan: SyncPlan
  private var state: SyncProgress
  /// Whether a page gave sessions another creation time than the cache had.
  private(set) var hasMoved = false
  private var hasBegunEvents = false
  private var idle: [CheckedContinuation<Void, Never>] = []
  /// Whether a worker has failed or was cancelled: then none begins another page.
  private var hasStopped = false
  private var pages: [PreparedPage] = []
  private var writing: Task<Void, Never>?
  private var writeError: LibraryError?

  /// Pages in one transaction: smaller batches cost more per page. After this time pages are
  /// written anyway, so that rows show up as they come.
  private static let batch = 10
  private static let patience = Duration.milliseconds(250)
  /// Pages that may wait before the workers have to wait for the disk.
  private static let mostWaiting = 16
  private var lastWrite = ContinuousClock.now

  init(
    library: SessionLibrary, plan: SyncPlan, from state: SyncProgress,
    _ progress: @escaping @Sendable (SyncProgress) -> Void
  ) {
    self.state = state
    self.library = library
    self.plan = plan
    self.progress = progress
  }

  /// Pages one window after the other until nothing is left. Returns the error, if any.
  func work() async -> LibraryError? {
    // Waiting workers wait for the pages of this one, and nothing else wakes them.
    defer { wakeAll() }
    do throws(LibraryError) {
      while let window = await nextWindow() { try await page(window) }
      return nil
    } catch {
      hasStopped = true
      return error
    }
  }

  /// Waits until all pages are written, those before an error or a cancellation as well.
  func finish() async throws(LibraryError) -> SyncProgress {
    await writing?.value
    // In its own task, which is not cancelled with the sync: what was counted is kept.
    await Task(executorPreference: library.executor) {
      while await self.hasPages { await self.writeBatch() }
    }.value
    if let writeError { throw writeError }
    state.pagesLeft = plan.pagesLeft
    return state
  }

  private var hasPages: Bool { !pages.isEmpty && writeError == nil }

  /// A cancellation reaches one worker after the other: the first one that sees it stops all.
  private func mustStop() -> Bool {
    if Task.isCancelled { hasStopped = true }
    return hasStopped
  }

  private func nextWindow() async -> SyncPlan.Window? {
    while !mustStop() {
      if let window = plan.take() { return window }
      if plan.isDone { return nil }
      await withCheckedContinuation { idle.append($0) }
    }
    return nil
  }

  private func wakeAll() {
    let waiting = idle
    idle = []
    for worker in waiting { worker.resume() }
  }

  private func page(_ first: SyncPlan.Window) async throws(LibraryError) {
    var window = first
    while !mustStop() {
      let page = try await library.ask(window.filter, window.edge, priority: .sync)
      if !hasBegunEvents {
        hasBegunEvents = true
        try await library.beginEvents()
      }
      let cache = library.cache
      // In its own task: a page that has arrived is kept, even when the sync is cancelled
      // meanwhile.
      let prepared = try await caching { () throws(CacheError) in
        let preparing = Task(executorPreference: library.executor) {
          () -> Result<PreparedPage, CacheError> in
          do throws(CacheError) { return .success(try await cache.prepare(page)) } catch {
            return .failure(error)
          }
        }
        return try await preparing.value.get()
      }
      state.changes += Changes(received: plan.count(page, in: window.id), requests: 1)
      let advance = plan.advance(window.id, page)
      pages.append(prepared)
      report(page)
      try await write()
      // A page may show that there is something to split, or that nothing is left.
      wakeAll()
      switch advance {
      case .more(let next): window = next
      case .done: return
      case .stuck:
        throw .stripe(
          StripeError(.unexpectedAnswer, "the pages of the list lead in a circle"))
      }
    }
  }

  private func report(_ page: RecordPage) {
    state.pagesLeft = plan.pagesLeft
    if let oldest = page.records.last?.created {
      state.oldest = min(state.oldest ?? oldest, oldest)
    }
    progress(state)
  }

  // MARK: - Writing

  /// Starts the writing of waiting pages; only waits when the disk is far behind.
  private func write() async throws(LibraryError) {
    if writing == nil, isDue {
      writing = Task(executorPreference: library.executor) { await self.writeDue() }
    }
    if pages.count >= Self.mostWaiting { await writing?.value }
    if let writeError { throw writeError }
  }

  private var isDue: Bool {
    pages.count >= Self.batch || (!pages.isEmpty && .now - lastWrite >= Self.patience)
  }

  private func writeDue() async {
    while isDue, writeError == nil { await writeBatch() }
    writing = nil
  }

  /// One transaction with all pages that have arrived in the meantime.
  private func writeBatch() async {
    let batch = pages
    pages = []
    lastWrite = .now
    do throws(LibraryError) {
      let cache = library.cache
      let outcome = try await caching { () throws(CacheError) in try await cache.store(batch) }
      state.changes += outcome.changes
      if outcome.moved > 0 { hasMoved = true }
      state.changes.requests += outcome.doubtful.count
      state.changes.dropped += try await library.dropGone(outcome.doubtful)
    } catch {
      writeError = error
    }
  }
}

extension SyncPlan.Window {
  /// What Stripe is asked for: the part of the window that is left.
  fileprivate var filter: SessionFilter {
    var filter = SessionFilter.all
    if oldest > 0 { filter.created.gte = oldest }
    // After a cursor an upper bound would be redundant.
    if !isOpenAbove, cursor == nil { filter.created.lte = newest }
    return filter
  }

  fileprivate var edge: PageCursor { cursor.map { .after($0) } ?? .newest }
}
