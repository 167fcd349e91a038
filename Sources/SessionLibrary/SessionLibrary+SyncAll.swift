package import Checkout
package import Query
import RecordCache

/// What a sync, the look before it and the refresh after it have done.
package struct SyncTotals: Sendable {
  package var healing: Changes
  package var sync: SyncProgress
  /// nil where nothing was cached before, so that nothing could have changed.
  package var refresh: KeepTrueOutcome?

  package var changes: Changes { healing + sync.changes + (refresh?.changes ?? Changes()) }
}

extension SessionLibrary {
  /// Looks whether the cache is whole, drops what is gone, fills what is not cached, then reads again what has changed since it was.
  ///
  /// - Parameters:
  ///   - since: Unix seconds; nil for the beginning.
  ///   - progress: called after each page, on any thread.
  /// - Returns: all that was done; or what stopped it, with what has come until then kept. A damaged
  ///   cache stops it, and is a new one when it is opened again.
  package func syncAll(
    since: Int?, _ progress: @escaping @Sendable (SyncProgress) -> Void
  ) async -> Result<SyncTotals, LibraryError> {
    do throws(LibraryError) {
      try await caching { () throws(CacheError) in try await cache.audit() }
      let hadSessions = try await !coverage(of: .all).spans.isEmpty
      let healing = try await heal()
      var sync = try await sync(since: since, progress: progress)
      let refresh = hadSessions ? try await keepTrue() : nil
      // What is gone has left stretches of which nothing is known.
      if let refresh, refresh.changes.dropped > 0 {
        sync = try await self.sync(since: since, from: sync, progress: progress)
      }
      return .success(SyncTotals(healing: healing, sync: sync, refresh: refresh))
    } catch { return .failure(Task.isCancelled ? .stopped : error) }
  }

  /// Brings what is cached up to date, at the price of what has changed. Of a list that is not all
  /// cached, Stripe is asked for the first page as well.
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
