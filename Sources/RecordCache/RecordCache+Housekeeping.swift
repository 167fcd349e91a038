package import Checkout
import FoundationEssentials
import GRDB
package import Query
import Host

/// What a cache holds.
package struct CacheInfo: Equatable, Sendable {
  /// Empty for a temporary cache.
  package var path: String
  /// On the disk, the write-ahead log included.
  package var bytes: Int
  package var records: Int
  /// Of the layout of its tables.
  package var version: Int
  /// Of all records, without a filter.
  package var coverage: Coverage
}

extension RecordCache {
  /// What the cache holds now.
  package func info() async throws(CacheError) -> CacheInfo {
    let records = try await read { [kind] in try Self.records(of: kind, in: $0) }
    return CacheInfo(
      path: path, bytes: CacheFile(path: path).size, records: records,
      version: Schema.version(of: kind), coverage: try await coverage(of: .all))
  }

  /// Closes the cache, after the reads that have begun; closing it twice is no error. Later calls
  /// throw. A temporary cache is deleted.
  package func close() throws(CacheError) {
    let wasClosed = isClosed.withLock { isClosed in
      defer { isClosed = true }
      return isClosed
    }
    guard !wasClosed else { return }
    do {
      try readers.close()
      try writer.close()
    } catch {
      throw CacheError(error, path: path)
    }
    guard !isTemporary else { return }
    let file = CacheFile(path: path)
    // A log that was left behind is read at each start, until a connection writes it back.
    if file.logSize ?? 0 > 0 { Self.dropUnusedLog(of: file) }
  }

  /// Opens and closes a file, so that its log is written back and taken away: the last connection to
  /// close does that. A log that is in use stays, and nothing is written.
  /// Source: https://www.sqlite.org/wal.html
  private static func dropUnusedLog(of file: CacheFile) {
    let queue = try? DatabaseQueue(path: file.address("mode=rw"))
    _ = try? queue?.read(Schema.version(of:))
    try? queue?.close()
  }

  /// Whether any process has the cache of an account open.
  package static func isInUse(
    _ kind: RecordKind, directory: String, account: String, livemode: Bool
  ) -> Bool {
    isInUse(
      CacheFile(path: path(of: kind, directory: directory, account: account, livemode: livemode)))
  }

  static func isInUse(_ file: CacheFile) -> Bool {
    guard file.logSize != nil else { return false }
    dropUnusedLog(of: file)
    return file.logSize != nil
  }

  /// Removes the cache of an account from the disk.
  ///
  /// - Returns: whether there was one.
  /// - Throws: `CacheError` if a file cannot be removed.
  package static func clear(
    _ kind: RecordKind, directory: String, account: String, livemode: Bool
  ) throws(CacheError) -> Bool {
    let file = CacheFile(
      path: path(of: kind, directory: directory, account: account, livemode: livemode))
    guard !file.isGone else { return false }
    do {
      try file.remove()
      return true
    } catch {
      throw CacheError(error, path: file.path)
    }
  }
}
