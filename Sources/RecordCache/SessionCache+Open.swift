package import Checkout
import FoundationEssentials
import GRDB
import Synchronization

/// What the user should know about how the cache was opened.
package enum CacheNotice: Equatable, Sendable {
  /// The file was damaged. It was renamed to this path, and a new one was begun.
  case setAsideDamaged(path: String)
  /// The file was written by an older till. It was renamed to this path, and a new one was begun.
  case setAsideOlder(path: String)
  /// The file was written by a newer till. It was renamed to this path, and a new one was begun.
  case setAsideNewer(path: String)

  /// For people.
  package var message: String {
    switch self {
    case .setAsideDamaged(let path):
      "the cache was damaged: it is kept as \(path), and a new one is begun"
    case .setAsideOlder(let path):
      "the cache was written by an older till: it is kept as \(path), and a new one is begun"
    case .setAsideNewer(let path):
      "the cache was written by a newer till: it is kept as \(path), and a new one is begun"
    }
  }
}

/// What a cache holds.
package struct CacheInfo: Equatable, Sendable {
  package var path: String
  /// On the disk, the write-ahead log included.
  package var bytes: Int
  package var sessions: Int
  package var coverage: Coverage
}

extension SessionCache {
  /// Opens the cache of one account in one mode, and makes it where there is none.
  ///
  /// A file that is damaged, or was written by an older or a newer till, is renamed and reported;
  /// `now` (Unix seconds) becomes part of its name.
  package static func open(
    directory: String, account: String, livemode: Bool, now: Int
  ) throws(CacheError) -> (cache: SessionCache, notice: CacheNotice?) {
    let path = path(directory: directory, account: account, livemode: livemode)
    let file = CacheFile(path: path)
    do {
      if file.isMarkedDamaged {
        let aside = try file.setAside(now: now)
        return (try open(path: path), .setAsideDamaged(path: aside))
      }
      do {
        return (try open(path: path, now: now), nil)
      } catch let reason as Unusable {
        let aside = try file.setAside(now: now)
        return (try open(path: path), reason.notice(aside))
      }
    } catch {
      throw CacheError(error, path: path)
    }
  }

  /// A cache that goes when it is closed: `--no-cache`, `till demo`.
  package static func temporary() throws(CacheError) -> SessionCache {
    let folder = FileManager.default.temporaryDirectory.path + "/till-" + UUID().uuidString
    do {
      return try open(path: folder + "/sessions.sqlite", isTemporary: true)
    } catch {
      throw CacheError(error, path: folder)
    }
  }

  /// Where the cache of an account is.
  package static func path(directory: String, account: String, livemode: Bool) -> String {
    let name = account.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" }
    return "\(directory)/\(String(name))-\(livemode ? "live" : "test").sqlite"
  }

  /// Bytes of the database of an account, without its log, which says little about how much is in
  /// it; 0 where there is none.
  package static func size(directory: String, account: String, livemode: Bool) -> Int {
    CacheFile(path: path(directory: directory, account: account, livemode: livemode)).databaseSize
  }

  private enum Unusable: Error {
    case older, newer, damaged

    func notice(_ path: String) -> CacheNotice {
      switch self {
      case .older: .setAsideOlder(path: path)
      case .newer: .setAsideNewer(path: path)
      case .damaged: .setAsideDamaged(path: path)
      }
    }
  }

  private static func open(
    path: String, isTemporary: Bool = false, now: Int? = nil
  ) throws -> SessionCache {
    let file = CacheFile(path: path)
    try file.prepare()
    do {
      let objects = ObjectReader()
      var writing = configuration(objects)
      writing.journalMode = .wal
      let writer = WriteConnection(path: path, configuration: writing)
      // Where nothing can be kept, better to know it now.
      if !file.isWritable { _ = try writer.queue().write(Schema.create) }
      var reading = writing
      reading.readonly = true
      let readers = try DatabasePool(path: path, configuration: reading)
      let version = try readers.read(Schema.version(of:))
      if version == 0 {
        try writer.queue().write(Schema.create)
      } else if version != Schema.version {
        try readers.close()
        throw version < Schema.version ? Unusable.older : .newer
      }
      let cache = SessionCache(
        readers: readers, writer: writer, objects: objects, path: path, isTemporary: isTemporary)
      if let now { try cache.forgetFuture(now: now) }
      return cache
    } catch let error as DatabaseError where isDamage(error) {
      throw Unusable.damaged
    }
  }

  /// An older till, or one whose clock was ahead, may have taken for covered what was still to come.
  private func forgetFuture(now: Int) throws {
    guard try readers.read({ try CoverageStore(database: $0).reaches(beyond: now) }) else { return }
    try writer.queue().write { try CoverageStore(database: $0).clip(to: now) }
  }

  /// SQLITE_ERROR at this point means that a table which the version promises is missing.
  private static func isDamage(_ error: DatabaseError) -> Bool {
    [.SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_ERROR].contains(error.resultCode)
  }

  /// How long a write waits for another till.
  static let busySeconds = 5

  private static func configuration(_ objects: ObjectReader) -> Configuration {
    var configuration = Configuration()
    configuration.label = "till.cache"
    configuration.busyMode = .timeout(TimeInterval(busySeconds))
    configuration.maximumReaderCount = 3
    configuration.prepareDatabase { database in
      // Small on purpose: the kernel keeps the pages of the file, and a million sessions must not
      // show in the resident memory.
      try database.execute(sql: "PRAGMA cache_size = -2000")
      try database.execute(sql: "PRAGMA synchronous = NORMAL")
      // Pages that are written again and again during a sync reach the file once in 8 MB.
      try database.execute(sql: "PRAGMA wal_autocheckpoint = 2000")
      try database.execute(sql: "PRAGMA journal_size_limit = 1000000")
      ObjectFunction.add(to: database, objects)
    }
    return configuration
  }

  // MARK: - Housekeeping

  package func info() async throws(CacheError) -> CacheInfo {
    let sessions = try await read { database in
      try Int.fetchOne(database, sql: "SELECT count(*) FROM session") ?? 0
    }
    return CacheInfo(
      path: path, bytes: CacheFile(path: path).size, sessions: sessions,
      coverage: try await coverage(of: .all))
  }

  /// Ends the cache; a second time is no error. A temporary one is removed.
  package func close() throws(CacheError) {
    let wasClosed = isClosed.withLock { isClosed in
      defer { isClosed = true }
      return isClosed
    }
    guard !wasClosed else { return }
    do {
      try readers.close()
      // A log that was left behind is read at each start, until somebody writes it back.
      if CacheFile(path: path).logSize ?? 0 > 0 { _ = try? writer.queue() }
      try writer.close()
      if isTemporary {
        let folder = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
        try FileManager.default.removeItem(atPath: folder)
      }
    } catch {
      throw CacheError(error, path: path)
    }
  }

  /// Whether somebody has the cache of an account open: only the last one to close it takes its log
  /// away. Source: https://www.sqlite.org/wal.html
  package static func isInUse(directory: String, account: String, livemode: Bool) -> Bool {
    let file = CacheFile(path: path(directory: directory, account: account, livemode: livemode))
    guard file.logSize != nil else { return false }
    let queue = try? DatabaseQueue(path: file.path)
    _ = try? queue?.read(Schema.version(of:))
    try? queue?.close()
    return file.logSize != nil
  }

  /// Removes the cache of an account from the disk. Returns whether there was one.
  package static func clear(
    directory: String, account: String, livemode: Bool
  ) throws(CacheError) -> Bool {
    let path = path(directory: directory, account: account, livemode: livemode)
    guard FileManager.default.fileExists(atPath: path) else { return false }
    do {
      try CacheFile(path: path).remove()
      return true
    } catch {
      throw CacheError(error, path: path)
    }
  }
}
