import Glibc

/// The content of a small file, and who else may read or change it.
package struct FileContents: Equatable, Sendable {
  /// All of the file.
  package let bytes: [UInt8]
  /// Permission bits, as in `chmod`.
  package let mode: UInt32

  /// Whether the group or everybody may read it.
  package var isReadableByOthers: Bool { mode & 0o044 != 0 }
  /// Whether the group or everybody may change it.
  package var isWritableByOthers: Bool { mode & 0o022 != 0 }

  /// Reads a whole file. Bytes and mode are of the same file, even if the path changes.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - limit: in bytes; a larger file is refused rather than cut.
  /// - Throws: `.notFound` when there is nothing, `.notAFile` for folders and devices.
  package init(of path: String, limit: Int) throws(FileError) {
    // Non-blocking, so that opening a FIFO returns at once and is refused below.
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw FileError(number: errno, path) }
    defer { close(descriptor) }

    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw FileError(number: errno, path) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw FileError(.notAFile, path) }
    mode = status.st_mode & 0o777

    var bytes: [UInt8] = []
    // Files that the kernel makes up have no size.
    let size = status.st_size == 0 ? 4096 : min(Int(status.st_size) + 1, 16 * 1024)
    var chunk = [UInt8](repeating: 0, count: size)
    while true {
      let count = unsafe read(descriptor, &chunk, chunk.count)
      if count == 0 { break }
      guard count > 0 else {
        guard errno == EINTR else { throw FileError(number: errno, path) }
        continue
      }
      bytes += chunk[..<count]
      guard bytes.count <= limit else { throw FileError(.tooLarge, path) }
    }
    self.bytes = bytes
  }
}
