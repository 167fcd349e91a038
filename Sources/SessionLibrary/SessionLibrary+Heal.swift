import Checkout
package import Query
import RecordCache
import Stripe

/// What came of asking from an end of a stretch.
struct Probe: Sendable {
  /// The page from the first session there that Stripe knows; nil when it knew none that it was
  /// asked about.
  var page: RecordPage?
  /// Sessions that Stripe said it does not know, so that they were dropped.
  var dropped = 0
}

/// Test data can be deleted, and then Stripe does not know what it once sent. That a session is gone
/// is only believed when Stripe was asked for it, or when a page shows its second without it: a
/// missing cursor says nothing of its neighbours.
extension SessionLibrary {
  /// The pages that are read again in one go, at the most; a sync reads the others.
  private static let mostPagesAgain = 50

  /// Asks whether Stripe still knows what is cached, so that a sync fills what is not true any more.
  /// It takes one request as long as the oldest session lives: what was made before a session cannot
  /// have been deleted after it without it.
  package func heal() async throws(LibraryError) -> Changes {
    var total = Changes()
    let spans = try await caching { () throws(CacheError) in try await cache.spans(of: .all) }
    for span in spans.reversed() {
      let probe = try await probe(.all, beyond: .oldest, of: span)
      total.dropped += probe.dropped
      total.requests += probe.dropped
      guard let page = probe.page else { continue }
      total += try await keep(page).changes
      if probe.dropped == 0 { break }
    }
    return total
  }

  /// Asks for the page beyond one end of a stretch. A cursor there that Stripe does not know is
  /// dropped, and another farther inside tried: what lies between them is not taken as covered any
  /// more.
  func probe(
    _ filter: SessionFilter, beyond end: SpanEnd, of span: CachedSpan
  ) async throws(LibraryError) -> Probe {
    var probe = Probe()
    var skip = 0
    while let cursor = try await cursor(at: end, of: span, filter, skip: skip) {
      do throws(LibraryError) {
        probe.page = try await ask(filter, end == .oldest ? .after(cursor) : .before(cursor))
      } catch {
        guard case .stripe(let error) = error, error.isMissingCursor else { throw error }
        try await caching { () throws(CacheError) in try await cache.drop(cursor) }
        probe.dropped += 1
        skip = skip * 2 + 1
        continue
      }
      if probe.dropped > 0 {
        try await caching { () throws(CacheError) in
          try await cache.retreat(end, of: span, to: cursor)
        }
      }
      return probe
    }
    if probe.dropped > 0 {
      try await caching { () throws(CacheError) in try await cache.uncover(span) }
    }
    return probe
  }

  /// Reads the sessions of a stretch again, with newer ones where its newest end was asked about: the
  /// pages show which of them are gone.
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
  /// - Returns: how many of them were, and so were dropped.
  func dropGone(_ ids: [String]) async throws(LibraryError) -> Int {
    var dropped = 0
    for id in ids {
      do throws(LibraryError) {
        _ = try await refresh(id, priority: .sync)
      } catch {
        guard case .stripe(let reason) = error, reason.code == .missing else { throw error }
        dropped += 1
      }
    }
    return dropped
  }

  private func cursor(
    at end: SpanEnd, of span: CachedSpan, _ filter: SessionFilter, skip: Int
  ) async throws(LibraryError) -> String? {
    try await caching { () throws(CacheError) in
      try await cache.cursor(at: end, of: span, filter, skip: skip)
    }
  }
}

extension StripeError {
  /// Whether the id that a page was asked from is not known, and not, say, the customer of a filter.
  var isMissingCursor: Bool {
    code == .missing && param.map { ["starting_after", "ending_before"].contains($0) } ?? true
  }
}
