import Checkout
package import Query
import RecordCache
import Stripe

/// The result of asking from one end of a stretch.
struct Probe: Sendable {
  /// The page from the first session there that Stripe still has; nil when it had none of those
  /// that were tried.
  var page: RecordPage?
  /// Sessions that Stripe no longer has, so that they were dropped.
  var dropped = 0
}

/// Test data can be deleted, so Stripe may not have what it once sent. A session is only taken to
/// be gone when Stripe was asked for it, or when a page shows its second without it: a missing
/// cursor says nothing about its neighbours.
extension SessionLibrary {
  /// The most pages that are read again at once; a sync reads the others.
  private static let mostPagesAgain = 50

  /// Asks whether Stripe still has what is cached, so that a sync can repair the rest. It takes one
  /// request while the oldest session exists: deleting test data deletes all that was created
  /// before, so then nothing has been deleted since that session was created.
  ///
  /// Whatever is older than that session is not kept: it may be older than what is wanted.
  package func heal() async throws(LibraryError) -> Changes {
    var total = Changes()
    let spans = try await caching { () throws(CacheError) in try await cache.spans(of: .all) }
    for span in spans.reversed() {
      let probe = try await probe(.all, beyond: .oldest, of: span, limit: 1)
      total.dropped += probe.dropped
      total.requests += probe.dropped
      guard let page = probe.page else { continue }
      if page.records.isEmpty {
        total += try await keep(page).changes
      } else {
        total.requests += 1
      }
      if probe.dropped == 0 { break }
    }
    return total
  }

  /// Asks for the page beyond one end of a stretch.
  ///
  /// When Stripe no longer has the cursor at the oldest end, it is dropped and another farther
  /// inside is tried: the coverage between them is removed. It is removed, too, when the page shows
  /// sessions that should be cached. When the newest session is gone, see `doubt`.
  func probe(
    _ filter: SessionFilter, beyond end: SpanEnd, of span: CachedSpan, limit: Int = 100
  ) async throws(LibraryError) -> Probe {
    var probe = Probe()
    var skip = 0
    while let cursor = try await cursor(at: end, of: span, filter, skip: skip) {
      let page: RecordPage
      do throws(LibraryError) {
        page = try await ask(
          filter, end == .oldest ? .after(cursor) : .before(cursor), limit: limit)
      } catch {
        guard case .stripe(let error) = error, error.isMissingCursor else { throw error }
        try await caching { () throws(CacheError) in try await cache.drop(cursor) }
        probe.dropped += 1
        if end == .newest { break }
        skip = skip * 2 + 1
        continue
      }
      probe.page = page
      if end == .oldest, probe.dropped > 0 || page.contradicts(span) {
        try await caching { () throws(CacheError) in try await cache.retreat(span, to: cursor) }
      }
      return probe
    }
    if probe.dropped > 0 { try await doubt(span) }
    return probe
  }

  /// Removes the coverage of a stretch whose newest session is gone, and of all that is older.
  /// Either that was deleted, too, or it is another server at the same address, such as a sandbox
  /// that was started again: ids that both servers have say nothing about the rest.
  func doubt(_ span: CachedSpan) async throws(LibraryError) {
    try await caching { () throws(CacheError) in try await cache.uncover(downFrom: span) }
  }

  /// Reads the sessions of a stretch again, with newer ones when its newest end was asked about:
  /// the pages show which of them are gone.
  func readAgain(
    _ filter: SessionFilter, _ span: CachedSpan, from end: SpanEnd
  ) async throws(LibraryError) -> PageOutcome {
    var stretch = filter
    if span.oldestSecond > 0 {
      stretch.created.gte = max(stretch.created.gte ?? 0, span.oldestSecond)
    }
    if end == .oldest { stretch.created.lte = min(stretch.created.lte ?? .max, span.newestSecond) }
    var total = PageOutcome(coverage: Coverage())
    var edge = PageCursor.newest
    for _ in 0..<Self.mostPagesAgain {
      let page = try await ask(stretch, edge)
      let outcome = try await keep(page)
      total.changes += outcome.changes
      total.hasMore = outcome.hasMore
      guard outcome.hasMore, let last = page.records.last else { break }
      edge = .after(last.id)
    }
    total.coverage = try await coverage(of: filter)
    return total
  }

  /// Asks Stripe for sessions that may be gone.
  ///
  /// - Returns: how many of them were gone, and so were dropped.
  func dropGone(_ ids: [String]) async throws(LibraryError) -> Int {
    var dropped = 0
    for id in ids {
      do throws(LibraryError) {
        _ = try await read(id, priority: .sync, isMissed: true)
      } catch {
        guard case .stripe(let reason) = error, reason.code == .missing else { throw error }
        dropped += 1
      }
    }
    return dropped
  }

  func cursor(
    at end: SpanEnd, of span: CachedSpan, _ filter: SessionFilter, skip: Int = 0
  ) async throws(LibraryError) -> String? {
    try await caching { () throws(CacheError) in
      try await cache.cursor(at: end, of: span, filter, skip: skip)
    }
  }
}

extension StripeError {
  /// Whether the missing id is the cursor of the page, and not, say, the customer of a filter.
  var isMissingCursor: Bool {
    code == .missing && param.map { ["starting_after", "ending_before"].contains($0) } ?? true
  }
}

extension RecordPage {
  /// Whether a page from the oldest session of a stretch shows one that the stretch should hold.
  fileprivate func contradicts(_ span: CachedSpan) -> Bool {
    records.first.map { $0.created >= span.oldestSecond } ?? false
  }
}
