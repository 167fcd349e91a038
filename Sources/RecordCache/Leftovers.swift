import FoundationEssentials
internal import Host

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Temporary caches in folders of their own, left behind by processes that were killed.
enum Leftovers {
  /// Removes those that belong to this user and that no process has open.
  static func remove() {
    let files = FileManager.default
    let folder = files.temporaryDirectory.path
    for name in FolderContents.names(in: folder) where isName(name) {
      let path = "\(folder)/\(name)"
      var status = stat()
      guard unsafe lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR,
        status.st_uid == getuid(),
        case let contents = FolderContents.names(in: path), !contents.isEmpty,
        contents.allSatisfy({ $0.hasPrefix("sessions.sqlite") }), !isOpen(path + "/sessions.sqlite")
      else { continue }
      try? files.removeItem(atPath: path)
    }
  }

  /// `till-` and a UUID.
  private static func isName(_ name: String) -> Bool {
    name.hasPrefix("till-") && UUID(uuidString: String(name.dropFirst(5))) != nil
  }

  /// Whether a connection holds the shared lock that every connection has on the log's index.
  /// Source: https://www.sqlite.org/walformat.html#locking_matrix
  private static func isOpen(_ path: String) -> Bool {
    let descriptor = unsafe open(path + "-shm", O_RDWR | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var lock = flock()
    lock.l_type = Int16(F_WRLCK)
    lock.l_whence = Int16(SEEK_SET)
    lock.l_start = 128
    lock.l_len = 1
    guard unsafe fcntl(descriptor, F_GETLK, &lock) == 0 else { return true }
    return lock.l_type != Int16(F_UNLCK)
  }
}
