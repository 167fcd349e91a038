import Checkout
import GRDB

/// Sessions that may have changed without anybody having said so.
package enum StaleSessions: Sendable {
  /// Cached as open.
  case open
  /// Cached as open, and past their expiry.
  case pastExpiry
}

extension SessionCache {
  /// Ids of sessions that should be read again, newest first. `now` is in Unix seconds.
  package func stale(
    _ kind: StaleSessions, now: Int, limit: Int
  ) async throws(CacheError) -> [String] {
    try await read { database in
      let due: SQL = kind == .pastExpiry ? "expires_at < \(now)" : "1"
      let open = Codes.value(of: SessionStatus.open)
      return try SQLRequest<String>(
        literal:
          "SELECT id FROM session WHERE status = \(open) AND \(due) ORDER BY place LIMIT \(limit)"
      ).fetchAll(database)
    }
  }
}
