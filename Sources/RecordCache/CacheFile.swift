import FoundationEssentials
internal import Host

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

  /// Makes the folder (0700) and an empty file (0600), and closes an existing file to others.
  ///
  /// No data is ever in a file with wider permissions: SQLite gives the files beside the database
  /// the same permissions, and is never asked to make the database itself (`address`).
  /// Source: https://www.sqlite.org/wal.html
  ///
  /// - Throws: a sentence when the path is not a plain file, but a folder, a device or a pipe.
  func prepare() throws(CacheError) {
    try makeFolder(folder)
    var status = stat()
    if unsafe stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
      throw CacheError(
        .unreachable, "\(path) is \(Self.name(of: status)), not a cache: move it away")
    }
    // O_NONBLOCK: if a pipe has taken the file's place, opening it must not block.
    let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_NONBLOCK | O_CLOEXEC | O_NOCTTY, 0o600)
    // A file that cannot be written may still be readable: opening it will tell.
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw CacheError(
        .unreachable, "\(path) is \(Self.name(of: status)), not a cache: move it away")
    }
    guard status.st_mode & 0o077 != 0 else { return }
    for path in [path, path + "-wal", path + "-shm"] { _ = unsafe chmod(path, 0o600) }
  }

  /// Makes a folder and its missing parents, and closes one of ours to others.
  private func makeFolder(_ folder: String) throws(CacheError) {
    var status = stat()
    if unsafe stat(folder, &status) == 0 {
      let isOurs = status.st_uid == getuid() && folder.split(separator: "/").last == "till"
      if isOurs, status.st_mode & 0o077 != 0 { _ = unsafe chmod(folder, 0o700) }
      return
    }
    if let slash = folder.lastIndex(of: "/"), slash > folder.startIndex {
      try makeFolder(String(folder[..<slash]))
    }
    guard unsafe mkdir(folder, 0o700) == 0 || errno == EEXIST else {
      throw CacheError(
        .unreachable, "the folder \(folder) can be neither opened nor made: check the one above it")
    }
  }

  private static func name(of status: stat) -> String {
    switch status.st_mode & S_IFMT {
    case S_IFDIR: "a folder"
    case S_IFIFO: "a named pipe"
    case S_IFCHR, S_IFBLK: "a device"
    case S_IFSOCK: "a socket"
    default: "something else"
    }
  }

  /// How SQLite is told to open the file, so that it never makes one.
  /// Source: https://www.sqlite.org/uri.html
  func address(_ mode: String) -> String {
    let plain = path.utf8.map { byte -> String in
      switch byte {
      case UInt8(ascii: "/"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), 0x30...0x39,
        0x41...0x5A, 0x61...0x7A:
        String(UnicodeScalar(byte))
      default: "%" + String(UInt16(byte) + 0x100, radix: 16).dropFirst().uppercased()
      }
    }
    return "file:\(plain.joined())?\(mode)"
  }

  /// Whether SQLite may write to the file, and put its log beside it.
  var isWritable: Bool { unsafe access(path, W_OK) == 0 && access(folder, W_OK) == 0 }

  /// Bytes of the write-ahead log, nil when there is none. Read-only access needs an empty one.
  var logSize: Int? { Self.existingSize(of: path + "-wal") }

  private var folder: String {
    let folder = path[..<(path.lastIndex(of: "/") ?? path.startIndex)]
    return folder.isEmpty ? "." : String(folder)
  }

  /// Without FileManager, which a start does not need otherwise.
  var isMarkedDamaged: Bool { Self.existingSize(of: path + Self.mark) != nil }

  func markDamaged() {
    let descriptor = unsafe open(path + Self.mark, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
    if descriptor >= 0 { close(descriptor) }
  }

  /// Renames the files so that a new cache can begin, and removes those that were set aside before.
  /// Returns where the database is now.
  func setAside(now: Int) throws -> String {
    removeAsides()
    let files = FileManager.default
    let suffix = ".aside-\(now)"
    for name in ["-wal", "-shm"] where files.fileExists(atPath: path + name) {
      try files.moveItem(atPath: path + name, toPath: path + suffix + name)
    }
    if files.fileExists(atPath: path) {
      try files.moveItem(atPath: path, toPath: path + suffix)
    }
    try? files.removeItem(atPath: path + Self.mark)
    return path + suffix
  }

  private func removeAsides() {
    let files = FileManager.default
    let prefix = path.split(separator: "/").last.map { "\($0).aside-" } ?? path
    for name in FolderContents.names(in: folder) where name.hasPrefix(prefix) {
      try? files.removeItem(atPath: "\(folder)/\(name)")
    }
  }

  /// Bytes on the disk, the write-ahead log included.
  var size: Int { all.reduce(0) { $0 + Self.size(of: $1) } }

  var databaseSize: Int { Self.size(of: path) }

  private static func size(of path: String) -> Int { existingSize(of: path) ?? 0 }

  private static func existingSize(of path: String) -> Int? {
    var status = stat()
    // The types of FileManager's attributes depend on which parts of Foundation are loaded.
    return unsafe stat(path, &status) == 0 ? Int(status.st_size) : nil
  }

  func remove() throws {
    for path in all where FileManager.default.fileExists(atPath: path) {
      try FileManager.default.removeItem(atPath: path)
    }
  }
}

extension CacheFile {
  /// Whether there is nothing at the database's path.
  var isGone: Bool { unsafe access(path, F_OK) != 0 }
}
