import Glibc

/// Folders and files that nobody else can read: folders 0700, files 0600, with any umask.
package enum PrivateFiles {
  /// Makes a folder and its missing parents.
  ///
  /// A folder that already exists keeps its mode, unless it is till's own (named `till`) and open
  /// to others: then it is closed to them. One that the user named may be shared on purpose.
  ///
  /// - Throws: `FileError` if there is no such folder afterwards.
  package static func makeFolder(_ path: String) throws(FileError) {
    if unsafe mkdir(path, 0o700) == 0 { return }
    switch errno {
    case ENOENT:
      guard let parent = folder(of: path), parent != path else { throw FileError(.notFound, path) }
      try makeFolder(parent)
      guard unsafe mkdir(path, 0o700) == 0 || errno == EEXIST else {
        throw FileError(number: errno, path)
      }
    case EEXIST:
      var status = stat()
      guard unsafe stat(path, &status) == 0 else { throw FileError(number: errno, path) }
      guard status.st_mode & S_IFMT == S_IFDIR else { throw FileError(.notAFile, path) }
      if path.hasSuffix("/till"), status.st_mode & 0o077 != 0 { unsafe chmod(path, 0o700) }
    default:
      throw FileError(number: errno, path)
    }
  }

  /// Replaces a file's content as a whole: readers see either the old bytes or the new ones, even
  /// when the machine stops in the middle. The folder is made when it is missing.
  ///
  /// - Throws: `FileError`; the old content is then unchanged.
  package static func write(_ bytes: [UInt8], to path: String) throws(FileError) {
    if let parent = folder(of: path) { try makeFolder(parent) }
    try requirePlainFile(path)
    let temporary = "\(path).\(getpid()).\(UInt32.random(in: 0 ... .max))"
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW
    let descriptor = unsafe open(temporary, flags, 0o600)
    guard descriptor >= 0 else { throw FileError(number: errno, path) }

    var failure = writeAll(bytes, to: descriptor)
    if failure == 0, fsync(descriptor) != 0 { failure = errno }
    close(descriptor)
    if failure == 0, unsafe rename(temporary, path) != 0 { failure = errno }
    guard failure == 0 else {
      unsafe unlink(temporary)
      throw FileError(number: failure, path)
    }
  }

  /// How often it tries to get the lock, with 10 ms between two tries.
  private static let turnTries = 200

  /// Runs `body` while no other program runs one for a file of the same folder. After two
  /// seconds it runs anyway: the other program may be suspended. Blocks the thread.
  ///
  /// - Throws: what `body` throws.
  package static func takingTurns<Failure: Error>(
    _ path: String, _ body: () throws(Failure) -> Void
  ) throws(Failure) {
    // The lock is on the folder: the file itself is replaced. Closing it gives the lock back.
    let descriptor = unsafe open(folder(of: path) ?? ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    defer { if descriptor >= 0 { close(descriptor) } }
    if descriptor >= 0 {
      for _ in 0..<turnTries {
        guard flock(descriptor, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK else { break }
        usleep(10_000)
      }
    }
    try body()
  }

  /// Refuses a path with something other than a plain file, such as a FIFO, a folder or a device.
  ///
  /// - Throws: `.notAFile`; nothing when there is nothing at the path.
  package static func requirePlainFile(_ path: String) throws(FileError) {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return }
    guard status.st_mode & S_IFMT == S_IFREG else { throw FileError(.notAFile, path) }
  }

  /// Renames a file, replacing what has the other name; false when that fails.
  package static func move(_ path: String, to other: String) -> Bool {
    unsafe rename(path, other) == 0
  }

  /// The folder that holds a path; nil for a bare name.
  package static func folder(of path: String) -> String? {
    guard let slash = path.lastIndex(of: "/") else { return nil }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}
