import FoundationEssentials
import GRDB
import Host

/// The history of a sandbox on the disk: every request that changed something, in order.
///
/// A sandbox is defined by its options, its start and the requests that it has seen. They are
/// written down before they are answered. At the next start they are answered again, and everything
/// is as it was, including the ids. If the process is killed, nothing is lost that a client was
/// told.
final class Journal: Sendable {
  struct Entry: Sendable {
    /// Unix seconds.
    var time: Double
    /// Which request it was, so that ids of requests stay the same.
    var number: Int
    var request: SandboxRequest
    var status: Int
  }

  /// The version of what the sandbox does.
  ///
  /// Raise it when a request of before, or the same seed, gives another result now, even if only a
  /// field differs. What a client was told would otherwise be something else after the next start.
  static let behavior = "4"

  private let folder: String
  private let queue: DatabaseQueue

  /// Opens the journal in a folder, which is created if it does not exist.
  ///
  /// - Throws: `SandboxError` when it cannot be read, is in use, or belongs to another sandbox.
  init(in folder: String, _ options: SandboxOptions) throws(SandboxError) {
    self.folder = folder
    do {
      try PrivateFiles.makeFolder(folder)
      // SQLite gives its own files the permissions of the first one.
      Folder.makeFile(folder + "/sandbox.sqlite")
      var configuration = Configuration()
      configuration.busyMode = .immediateError
      configuration.prepareDatabase { database in
        // One sandbox at a time: the lock is held until the process ends.
        try database.execute(sql: "PRAGMA locking_mode = EXCLUSIVE")
        try database.execute(sql: "PRAGMA journal_mode = WAL")
        try database.execute(sql: "PRAGMA synchronous = NORMAL")
      }
      queue = try DatabaseQueue(path: folder + "/sandbox.sqlite", configuration: configuration)
      try Self.migrator.migrate(queue)
    } catch {
      throw SandboxError(folder: folder, error)
    }
    guard let before = try value("options") else { return }
    // First, because an earlier version may have written the options in another form.
    guard try value("behavior") == Self.behavior else {
      throw SandboxError(
        cause: "the state in \(folder) cannot be read by this version of till: it was written by "
          + "another one; choose another folder")
    }
    guard before == options.identity else {
      throw SandboxError(
        cause: "the state in \(folder) was begun with other options (\(before)): start it with "
          + "these, or choose another folder")
    }
  }

  private static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1") { database in
      try database.execute(
        sql: """
          CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
          CREATE TABLE request (
            id INTEGER PRIMARY KEY, time REAL NOT NULL, number INTEGER NOT NULL,
            method TEXT NOT NULL, path TEXT NOT NULL, query TEXT NOT NULL, body TEXT NOT NULL,
            headers TEXT NOT NULL, status INTEGER NOT NULL);
          CREATE TABLE undelivered (event INTEGER PRIMARY KEY);
          """)
    }
    migrator.registerMigration("2") { database in
      try database.execute(
        sql: "ALTER TABLE undelivered ADD COLUMN isGivenUp INTEGER NOT NULL DEFAULT 0")
    }
    migrator.registerMigration("3") { database in
      try database.execute(
        sql: """
          CREATE TABLE missing (
            account TEXT, event INTEGER NOT NULL, isGivenUp INTEGER NOT NULL);
          INSERT INTO missing SELECT NULL, event, isGivenUp FROM undelivered;
          DROP TABLE undelivered;
          ALTER TABLE missing RENAME TO undelivered;
          CREATE INDEX undelivered_event ON undelivered (event);
          """)
    }
    return migrator
  }

  // MARK: Facts

  func value(_ name: String) throws(SandboxError) -> String? {
    try reading {
      try String.fetchOne($0, sql: "SELECT value FROM fact WHERE name = ?", arguments: [name])
    }
  }

  func set(_ name: String, _ value: String) throws(SandboxError) {
    try writing {
      try $0.execute(sql: "INSERT OR REPLACE INTO fact VALUES (?, ?)", arguments: [name, value])
    }
  }

  /// When the history began, in Unix seconds; nil if it has not.
  func start() throws(SandboxError) -> Double? { try value("start").flatMap(Double.init) }

  /// Writes down with what the history begins.
  ///
  /// This waits until a seed file has been played and earlier requests have been answered again:
  /// options that are refused are then not those of the folder.
  func begin(_ options: SandboxOptions, at start: Double) throws(SandboxError) {
    try set("behavior", Self.behavior)
    try set("options", options.identity)
    try set("start", String(start))
  }

  // MARK: Requests

  /// Headers that affect an answer. The key is not kept.
  private static let kept = [
    "accept-language", "idempotency-key", "stripe-account", "stripe-version",
  ]

  func append(_ entry: Entry) throws(SandboxError) {
    let request = entry.request
    let headers = Self.kept.compactMap { name in
      request.headers[name].map { "\(name): \($0)" }
    }.joined(separator: "\n")
    try writing {
      try $0.execute(
        sql: "INSERT INTO request VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?)",
        arguments: [
          entry.time, entry.number, request.method, Self.bytes(request.path),
          Self.bytes(request.query), Self.bytes(request.body), Self.bytes(headers), entry.status,
        ])
    }
  }

  /// A blob, because text would end at a NUL. An empty blob would be NULL.
  private static func bytes(_ text: String) -> DatabaseValue {
    text.isEmpty ? text.databaseValue : Data(text.utf8).databaseValue
  }

  func entries() throws(SandboxError) -> [Entry] {
    try reading { try Line.fetchAll($0, sql: "SELECT * FROM request ORDER BY id").map(\.entry) }
  }

  // MARK: Deliveries

  /// An event that has not arrived.
  struct Undelivered: FetchableRecord, Decodable, Sendable {
    /// The connected account; nil for the sandbox's own.
    var account: String?
    var event: Int
    /// Whether it is not sent again.
    var isGivenUp: Bool
  }

  func undelivered() throws(SandboxError) -> [Undelivered] {
    try reading { try Undelivered.fetchAll($0, sql: "SELECT * FROM undelivered") }
  }

  func keep(_ undelivered: Undelivered) throws(SandboxError) {
    try writing {
      try Self.remove(undelivered, from: $0)
      try $0.execute(
        sql: "INSERT INTO undelivered VALUES (?, ?, ?)",
        arguments: [undelivered.account, undelivered.event, undelivered.isGivenUp])
    }
  }

  func remove(_ delivered: Undelivered) throws(SandboxError) {
    try writing { try Self.remove(delivered, from: $0) }
  }

  private static func remove(_ row: Undelivered, from database: Database) throws {
    try database.execute(
      sql: "DELETE FROM undelivered WHERE account IS ? AND event = ?",
      arguments: [row.account, row.event])
  }

  func close() { try? queue.close() }

  // MARK: Access

  private func reading<Value>(_ body: (Database) throws -> Value) throws(SandboxError) -> Value {
    do { return try queue.read(body) } catch { throw SandboxError(folder: folder, error) }
  }

  private func writing(_ body: (Database) throws -> Void) throws(SandboxError) {
    do { try queue.write(body) } catch { throw SandboxError(folder: folder, error) }
  }
}

/// A row of the journal. It is decoded, because a value of the wrong type in a damaged file is then
/// an error; a subscript of GRDB's `Row` would end the process. What `Data` holds may also be text,
/// as earlier versions wrote it.
private struct Line: FetchableRecord, Decodable {
  var time: Double
  var number: Int
  var method: String
  var path: Data
  var query: Data
  var body: Data
  var headers: Data
  var status: Int

  var entry: Journal.Entry {
    var fields: [String: String] = [:]
    // Bytes, because a CR and the end of a line are one character.
    for bytes in headers.split(separator: UInt8(ascii: "\n")) {
      let line = Self.text(bytes)
      guard let colon = line.firstRange(of: ": ") else { continue }
      fields[String(line[..<colon.lowerBound])] = String(line[colon.upperBound...])
    }
    return Journal.Entry(
      time: time, number: number,
      request: SandboxRequest(
        method: method, path: Self.text(path), query: Self.text(query), body: Self.text(body),
        headers: fields), status: status)
  }

  private static func text(_ bytes: Data) -> String { String(decoding: bytes, as: UTF8.self) }
}

extension SandboxOptions {
  /// What the history of a sandbox depends on.
  fileprivate var identity: String {
    "--sessions \(sessions) --seed \(seed)" + (traffic ? " --traffic" : "")
      + (livemode ? " live" : "") + " --api-version \(apiVersion.name)"
      + (seedFile.map { " --seed-file of \($0.identity)" } ?? "")
  }
}
