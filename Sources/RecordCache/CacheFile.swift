import FoundationEssentials

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The files of a cache: the database, and what SQLite puts beside it.
struct CacheFile {
  let path: String

  private var all: [String] { ["", "-wal", "-shm", Self.mark].map { path + $0 } }
  private static let mark = ".damaged"

  /// Makes the folder (0700) and an empty file (0600). SQLite gives what it puts beside it the same
  /// permissions. Source: https://www.sqlite.org/wal.html
  func prepare() throws {
    let files = FileManager.default
    if !files.fileExists(atPath: folder) {
      try files.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }
    if !files.fileExists(atPath: path) {
      _ = files.createFile(
        atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
    }
  }

  /// Whether SQLite may write to the file, and put its log beside it.
  var isWritable: Bool { unsafe access(path, W_OK) == 0 && access(folder, W_OK) == 0 }

  /// Bytes of the write-ahead log, nil where there is none; those who only read need an empty one.
  var logSize: Int? { Self.existingSize(of: path + "-wal") }

  private var folder: String {
    let folder = path[..<(path.lastIndex(of: "/") ?? path.startIndex)]
    return folder.isEmpty ? "." : String(folder)
  }

  var isMarkedDamaged: Bool { FileManager.default.fileExists(atPath: path + Self.mark) }

  func markDamaged() {
    _ = FileManager.default.createFile(
      atPath: path + Self.mark, contents: nil, attributes: [.posixPermissions: 0o600])
  }

  /// Renames the files so that a new cache can begin. Returns where the database is now.
  func setAside(now: Int) throws -> String {
    let files = FileManager.default
    var number = 0
    var suffix = ".aside-\(now)"
    while files.fileExists(atPath: path + suffix) {
      number += 1
      suffix = ".aside-\(now)-\(number)"
    }
    for name in ["-wal", "-shm"] where files.fileExists(atPath: path + name) {
      try files.moveItem(atPath: path + name, toPath: path + suffix + name)
    }
    if files.fileExists(atPath: path) {
      try files.moveItem(atPath: path, toPath: path + suffix)
    }
    try? files.removeItem(atPath: path + Self.mark)
    return path + suffix
  }

  /// Bytes on the disk, the write-ahead log included.
  var size: Int { all.reduce(0) { $0 + Self.size(of: $1) } }

  var databaseSize: Int { Self.size(of: path) }

  private static func size(of path: String) -> Int { existingSize(of: path) ?? 0 }

  private static func existingSize(of path: String) -> Int? {
    var status = stat()
    // Of FileManager's attributes the type depends on which parts of Foundation are loaded.
    return unsafe stat(path, &status) == 0 ? Int(status.st_size) : nil
  }

  func remove() throws {
    for path in all where FileManager.default.fileExists(atPath: path) {
      try FileManager.default.removeItem(atPath: path)
    }
  }
}
