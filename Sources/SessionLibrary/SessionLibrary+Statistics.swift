package import Checkout
package import Query
import RecordCache

extension SessionLibrary {
  /// What the cached sessions of a list add up to in stretches of Unix seconds, and of which time
  /// everything is cached.
  package func statistics(
    of query: ListQuery, in stretches: [Range<Int>]
  ) async throws(LibraryError) -> SessionStatistics {
    try await caching { () throws(CacheError) in
      var statistics = try await cache.statistics(of: query, in: stretches)
      statistics.note(try await cache.coverage(of: query.filter), at: now())
      return statistics
    }
  }

  /// How the cached sessions of a span of Unix seconds were paid, why tries failed, and where they
  /// came from.
  package func parts(
    of query: ListQuery, in span: Range<Int>
  ) async throws(LibraryError) -> OverviewParts {
    try await caching { () throws(CacheError) in
      OverviewParts(try await cache.counts(of: query, by: OverviewParts.read, in: span))
    }
  }
}
