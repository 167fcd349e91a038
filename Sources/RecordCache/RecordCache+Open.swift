import CSQLite
import FoundationEssentials
import GRDB
package import Query

/// What the user should know about how the cache was opened.
package enum CacheNotice: Equatable, Sendable {
  /// The file was damaged. It was renamed to this path, and a new one was begun.
  case setAsideDamaged(path: String)
  /// The file was written by a version too old to be brought up to date. It was removed.
  case removedOlder
  /// The file was written by a newer version of till. It was removed.
  case removedNewer
  /// The disk takes nothing more. What is cached was copied, and the copy is not kept.
  case copied

  /// For people.
  package var message: String {
    switch self {
    case .setAsideDamaged(let path):
      "the cache was damaged: it is kept as \(path) until “till cache clear”, and a new one is begun"
    case .removedOlder:
      "the cache was written by a much older till: it was removed, and a new one is begun"
    case .removedNewer:
      "the cache was written by a newer till: it was removed, and a new one is begun"
    case .copied:
      "the disk takes nothing more: the cache is read, and nothing is kept this time"
    }
  }
}

extension RecordCache {
  /// Opens the cache of one account in one mode, and makes it where there is none.
  ///
  /// A file of an older version is brought up to date; one that cannot be is removed, and reported.
  /// One that is damaged is renamed and reported; `now` (Unix seconds) becomes part of its name.
  /// With `onlyReads` it also opens where nothing can be written, such as on a read-only disk.
  ///
  /// - Parameters:
  ///   - kind: what is cached.
  ///   - directory: where the files are.
  ///   - account: whose cache it is.
  ///   - livemode: which mode's.
  ///   - now: Unix seconds.
  ///   - onlyReads: whether nothing will be written.
  ///   - staysOpen: whether it is open for long. On a full disk only one program at a time can open
  ///     the file, so then it is copied and left to others.
  ///   - upgrading: called with the number of records before a file is brought up to date by reading
  ///     and indexing all of them again.
  /// - Returns: the cache, and what to report.
  /// - Throws: `CacheError` if there can be none.
  package static func open(
    _ kind: RecordKind, directory: String, account: String, livemode: Bool, now: Int,
    onlyReads: Bool = false, staysOpen: Bool = false,
    upgrading: (_ records: Int) -> Void = { _ in }
  ) throws(CacheError) -> (cache: RecordCache, notice: CacheNotice?) {
    let path = path(of: kind, directory: directory, account: account, livemode: livemode)
    let file = CacheFile(path: path)
    do {
      if file.isMarkedDamaged {
        let aside = try file.setAside(now: now)
        return (
          try open(kind, file, onlyReads: onlyReads, now: now, upgrading),
          .setAsideDamaged(path: aside)
        )
      }
      do {
        let cache = try open(kind, file, onlyReads: onlyReads, now: now, upgrading)
        guard cache.isAlone, staysOpen else { return (cache, nil) }
        defer { try? cache.close() }
        return (try cache.temporaryCopy(), .copied)
      } catch let reason as Unusable {
        let notice: CacheNotice
        switch reason {
        case .damaged: notice = .setAsideDamaged(path: try file.setAside(now: now))
        case .older, .newer:
          notice = reason == .older ? .removedOlder : .removedNewer
          try file.remove()
        }
        return (try open(kind, file, onlyReads: onlyReads, now: now, upgrading), notice)
      }
    } catch {
      throw CacheError(error, path: path)
    }
  }

  /// A cache without a folder, for `--no-cache` and `till demo`. It is in memory, and in a file
  /// without a name when it gets too large for that: it is gone when the program ends, however it
  /// ends.
  /// Source: https://www.sqlite.org/inmemorydb.html#temp_db
  package static func temporary(_ kind: RecordKind) throws(CacheError) -> RecordCache {
    try temporary(kind) { queue, schema in try schema.migrate(queue) }
  }

  private static func temporary(
    _ kind: RecordKind, _ fill: (DatabaseQueue, Schema) throws -> Void
  ) throws(CacheError) -> RecordCache {
    do {
      let objects = ObjectReader()
      let columns = RecordColumns(kind)
      var configuration = configuration(objects, kind)
      configuration.prepareDatabase { try $0.execute(sql: "PRAGMA cache_size = -16000") }
      let queue = try DatabaseQueue(path: "", configuration: configuration)
      try fill(queue, Schema(columns: columns, objects: objects))
      return RecordCache(
        columns: columns, readers: ReadConnections(sharing: queue), writer: WriteConnection(queue),
        objects: objects, path: "")
    } catch {
      throw CacheError(error, path: "in memory")
    }
  }

  /// A temporary cache with all that this one holds, for a disk that takes nothing more.
  ///
  /// - Throws: `CacheError`, such as `full` if there is no room for it either.
  package func temporaryCopy() throws(CacheError) -> RecordCache {
    // Without tables of its own: those would be written to a journal before they are replaced.
    try Self.temporary(kind) { queue, _ in
      try readers.read { source in
        try queue.writeWithoutTransaction { try source.backup(to: $0) }
      }
    }
  }

  /// Where the cache of an account is.
  package static func path(
    of kind: RecordKind, directory: String, account: String, livemode: Bool
  ) -> String {
    let name = account.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" }
    let prefix = kind.filePrefix
    return "\(directory)/\(prefix)\(String(name))-\(livemode ? "live" : "test").sqlite"
  }

  /// Bytes of the database of an account; 0 when there is none. The log is left out: its size says
  /// little about how much is cached.
  package static func size(
    of kind: RecordKind, directory: String, account: String, livemode: Bool
  ) -> Int {
    CacheFile(path: path(of: kind, directory: directory, account: account, livemode: livemode))
      .databaseSize
  }

  private enum Unusable: Error {
    case older, newer, damaged
  }

  /// How often a file is made again when another process is removing it.
  private static let mostTries = 3

  private static func open(
    _ kind: RecordKind, _ file: CacheFile, onlyReads: Bool, now: Int,
    _ upgrading: (Int) -> Void
  ) throws -> RecordCache {
    var tries = 1
    while true {
      do {
        return try openOnce(kind, file, onlyReads: onlyReads, now: now, upgrading)
      } catch let error as DatabaseError
        where error.resultCode == .SQLITE_CANTOPEN && tries < mostTries && file.isGone
      {
        tries += 1
      } catch let error as DatabaseError
        where error.extendedResultCode == .SQLITE_IOERR_SHMSIZE
      {
        guard let cache = try openAlone(kind, file) else { throw error }
        return cache
      } catch let error as DatabaseError where isDamage(error) {
        throw Unusable.damaged
      }
    }
  }

  private static func openOnce(
    _ kind: RecordKind, _ file: CacheFile, onlyReads: Bool, now: Int,
    _ upgrading: (Int) -> Void
  ) throws -> RecordCache {
    try file.prepare()
    let objects = ObjectReader()
    let columns = RecordColumns(kind)
    let current = Schema.version(of: kind)
    let schema = Schema(columns: columns, objects: objects)
    let configuration = configuration(objects, kind)
    let writer = WriteConnection(to: file, configuration)
    let isFixed = !file.isWritable && onlyReads && file.logSize ?? 0 == 0
    // If nothing can be written, it is better to fail now.
    if !file.isWritable, !isFixed { try schema.migrate(writer.queue()) }
    var readers = ReadConnections(to: file, isFixed: isFixed, configuration)
    func reachesFuture(_ database: Database) throws -> Bool {
      try CoverageStore(database: database, kind: kind).reaches(beyond: now)
    }
    var (version, isAhead) = try readers.read { database in
      let version = try Schema.version(of: database)
      return (version, try version == current && reachesFuture(database))
    }
    if version > current || (1..<Schema.oldest).contains(version) {
      try readers.close()
      throw version > current ? Unusable.newer : .older
    }
    if version != current {
      if version > 0 {
        let count = try readers.read { try counted(kind, in: $0) }
        // A process of an older version would write into the new tables as if they were its own.
        try readers.close()
        guard !isInUse(file) else {
          throw CacheError(
            .locked,
            "another till uses the cache, which has to be brought up to date: end it, or wait (\(file.path))"
          )
        }
        readers = ReadConnections(to: file, isFixed: isFixed, configuration)
        if version < Schema.oldestToKeep(kind) { upgrading(count) }
      }
      try schema.migrate(writer.queue())
      isAhead = try readers.read(reachesFuture)
    }
    // An older version, or a clock that was ahead, may have counted the future as covered.
    if isAhead {
      _ = try? writer.queue().write { try CoverageStore(database: $0, kind: kind).clip(to: now) }
    }
    return RecordCache(
      columns: columns, readers: readers, writer: writer, objects: objects, path: file.path)
  }

  /// Opens a file beside which SQLite cannot make the memory that its connections share, because the
  /// disk is full. A single connection needs none, as long as no other one has the file: it reads
  /// all that is there, and writes as soon as there is room.
  /// Source: https://www.sqlite.org/wal.html#noshm
  ///
  /// - Returns: nil for a file that would have to be brought up to date first.
  private static func openAlone(_ kind: RecordKind, _ file: CacheFile) throws -> RecordCache? {
    let objects = ObjectReader()
    var configuration = configuration(objects, kind, isAlone: true).writing
    // The file has its log since it was made; GRDB would write to it once more.
    configuration.journalMode = .default
    let queue = try DatabaseQueue(path: file.address("mode=rw"), configuration: configuration)
    guard try queue.read(Schema.version(of:)) == Schema.version(of: kind) else { return nil }
    return RecordCache(
      columns: RecordColumns(kind), readers: ReadConnections(sharing: queue),
      writer: WriteConnection(queue), objects: objects, path: file.path, isAlone: true)
  }

  /// SQLITE_ERROR at this point means that a table which the version promises is missing.
  private static func isDamage(_ error: DatabaseError) -> Bool {
    [.SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_ERROR].contains(error.resultCode)
  }

  /// How long a write waits for another process.
  static let busySeconds = 5

  /// SQLite as a cache needs it, if it has not been used before: it does not count its memory, for
  /// which it would take a lock with each small piece. The number is not used.
  /// Source: https://www.sqlite.org/malloc.html
  private static let sqlite: Void = { _ = till_sqlite_without_memory_status() }()

  private static func configuration(
    _ objects: ObjectReader, _ kind: RecordKind, isAlone: Bool = false
  ) -> Configuration {
    _ = Self.sqlite
    var configuration = Configuration()
    configuration.label = "till.cache"
    configuration.busyMode = .timeout(TimeInterval(busySeconds))
    configuration.prepareDatabase { database in
      // Before anything is read.
      if isAlone { try database.execute(sql: "PRAGMA locking_mode = EXCLUSIVE") }
      // Small on purpose: the kernel caches the pages of the file, and a million records must not
      // show in the resident memory.
      try database.execute(sql: "PRAGMA cache_size = -2000")
      ObjectFunction.add(to: database, objects, kind.fields)
    }
    return configuration
  }
}

extension WriteConnection {
  fileprivate convenience init(to file: CacheFile, _ configuration: Configuration) {
    self.init(path: file.address("mode=rw"), configuration: configuration.writing)
  }
}

extension Configuration {
  /// The same for the connection that writes to a file.
  fileprivate var writing: Configuration {
    var configuration = self
    configuration.journalMode = .wal
    configuration.prepareDatabase { database in
      // The triggers make a statement journal of every insert, which would otherwise go through a file:
      // twelve times the bytes of the log. Readers sort, and a large sort needs a file.
      // Source: https://www.sqlite.org/tempfiles.html#statement_journal_files
      try database.execute(sql: "PRAGMA temp_store = MEMORY")
      try database.execute(sql: "PRAGMA synchronous = NORMAL")
      // A checkpoint every 8 MB: a sync writes the same pages again and again.
      try database.execute(sql: "PRAGMA wal_autocheckpoint = 2000")
      try database.execute(sql: "PRAGMA journal_size_limit = 1000000")
    }
    return configuration
  }
}

extension ReadConnections {
  /// A file that cannot be changed is opened as immutable: otherwise SQLite needs to make its own
  /// files beside the database, and does not read it.
  fileprivate convenience init(
    to file: CacheFile, isFixed: Bool, _ configuration: Configuration
  ) {
    var configuration = configuration
    configuration.readonly = true
    self.init(
      path: file.address(isFixed ? "mode=ro&immutable=1" : "mode=ro"),
      configuration: configuration)
  }
}

extension RecordKind {
  /// The prefix of its file names; sessions, which came first, have none.
  fileprivate var filePrefix: String { name == "session" ? "" : "\(name)-" }
}
