package import RecordCache
package import Stripe

/// Why sessions could not be had: Stripe gave no usable answer, or the cache failed.
package enum LibraryError: Error, Equatable, Sendable {
  /// No usable answer: the network, or a refusal.
  case stripe(StripeError)
  /// The cache cannot be read or written, or the task was cancelled.
  case cache(CacheError)
}

extension LibraryError {
  /// A sync that was cancelled.
  package static let stopped = LibraryError.cache(
    CacheError(.cancelled, "it was cancelled, and what has come is kept"))
}

/// Runs a call of the cache and turns its error into the library's.
func caching<T>(_ body: () async throws(CacheError) -> T) async throws(LibraryError) -> T {
  do throws(CacheError) { return try await body() } catch { throw .cache(error) }
}

/// Runs a call of Stripe and turns its error into the library's.
func asking<T>(_ body: () async throws(StripeError) -> T) async throws(LibraryError) -> T {
  do throws(StripeError) { return try await body() } catch { throw .stripe(error) }
}
