package import Checkout
package import Query
package import RecordCache

extension RecordCache {
  /// What the cached sessions of a list add up to in stretches of Unix seconds.
  package func statistics(
    of query: ListQuery, in stretches: [Range<Int>]
  ) async throws(CacheError) -> SessionStatistics {
    let tallies = try await tallies(of: query, in: stretches)
    return SessionStatistics(zip(stretches, tallies).map { SessionCounts($0, $1) })
  }
}
