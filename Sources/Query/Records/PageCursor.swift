/// Which page of a list is asked for. Lists are newest first in both directions.
/// Source: https://docs.stripe.com/api/pagination
package enum PageCursor: Hashable, Sendable {
  /// The newest records that the filter lets through.
  case newest
  /// Older than this id: `starting_after`.
  case after(String)
  /// Newer than this id, and adjacent to it: `ending_before`.
  case before(String)
}
