package import Checkout
package import Query
import RecordCache

/// The results of a sync, of the check before it and of the refresh after it.
package struct SyncTotals: Sendable {
  /// What the check before the sync has changed.
  package var healing: Changes
  /// The end of the sync itself.
  package var sync: SyncProgress
  /// nil where nothing was cached before, so that nothing could have changed.
  package var refresh: KeepTrueOutcome?

  /// All three together.
  package var changes: Changes { healing + sync.changes + (refresh?.changes ?? Changes()) }
}

extension SessionLibrary {
  /// Checks what is cached, drops what is gone, fills what is not cached, then reads again what has
  /// changed since it was read.
  ///
  /// - Parameters:
  ///   - since: Unix seconds; nil for the beginning.
  ///   - progress: called after each page, on any thread.
  /// - Returns: all that was done; or what stopped it, with what was received until then kept. A
  ///   damaged cache stops it, and is replaced by a new one when it is opened again.
  package func syncAll(
    since: Int?, _ progress: @escaping @Sendable (SyncProgress) -> Void
  ) async -> Result<SyncTotals, LibraryError> {
    do throws(LibraryError) {
      try await caching { () throws(CacheError) in try await cache.audit() }
      let hadSessions = try await !coverage(of: .all).spans.isEmpty
      let healing = try await heal()
      var sync = try await sync(since: since, progress: progress)
      let refresh = hadSessions ? try await keepTrue() : nil
      // Dropped sessions leave stretches of which nothing is known.
      if let refresh, refresh.changes.dropped > 0 {
        sync = try await self.sync(since: since, from: sync, progress: progress)
      }
      return .success(SyncTotals(healing: healing, sync: sync, refresh: refresh))
    } catch { return .failure(Task.isCancelled ? .stopped : error) }
  }

  /// Brings the cache up to date, at a cost that depends on how much has changed. For a list that
  /// is not all cached, Stripe is asked for the first page as well.
  package func loadNew(_ filter: SessionFilter) async throws(LibraryError) -> PageOutcome {
    let isCached = try await !coverage(of: .all).spans.isEmpty
    let coverage = try await coverage(of: filter)
    var outcome = PageOutcome(coverage: coverage)
    if !isCached || (filter != .all && !coverage.reachesBeginning) {
      outcome = try await loadNewest(filter)
    }
    guard isCached else { return outcome }
    let refresh = try await keepTrue()
    outcome.changes += refresh.changes
    outcome.staleSince = refresh.staleSince
    return outcome
  }
}
