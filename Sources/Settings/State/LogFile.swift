import Glibc
import Host

/// A log that only the user can read (0600), with one older generation beside it (`.1`).
///
/// Safe from any thread. A line is one `write`, so that several processes can share the file. What
/// cannot be written is dropped: a full disk must not disturb the program.
package final class LogFile: Sendable {
  /// Bytes of one line; the rest is cut.
  private static let lineLimit = 4096

  package let path: String
  private let sizeLimit: Int
  private let descriptor = Locked<Int32>(-1)

  /// - Parameters:
  ///   - path: the file; it and its folder are made with the first line.
  ///   - sizeLimit: in bytes; a new file is begun when it is reached.
  package init(path: String, sizeLimit: Int = 1 << 20) {
    self.path = path
    self.sizeLimit = sizeLimit
  }

  deinit {
    descriptor.withLock { if $0 >= 0 { close($0) } }
  }

  /// Appends a line. Line breaks inside it become spaces. The caller has to remove secrets.
  package func append(_ line: String) {
    var bytes = line.utf8.prefix(Self.lineLimit - 1).map {
      $0 < 0x20 || $0 == 0x7F ? UInt8(ascii: " ") : $0
    }
    bytes.append(UInt8(ascii: "\n"))
    descriptor.withLock { descriptor in
      makeReady(&descriptor)
      if descriptor >= 0 { _ = write(descriptor, bytes, bytes.count) }
    }
  }

  /// A new descriptor that appends to the file, for the output of others; nil when the file cannot
  /// be opened. The caller closes it.
  package func openForAppending() -> Int32? {
    let descriptor = open()
    return descriptor < 0 ? nil : descriptor
  }

  /// Opens the file if necessary, and begins a new one when it is full.
  private func makeReady(_ descriptor: inout Int32) {
    if descriptor < 0 { descriptor = open() }
    guard let status = Self.status(of: descriptor), status.st_size >= sizeLimit else { return }
    // Another process may have begun a new file: then this one still has the old generation open.
    var current = stat()
    if stat(path, &current) == 0, current.st_ino == status.st_ino {
      _ = PrivateFiles.move(path, to: path + ".1")
    }
    close(descriptor)
    descriptor = open()
  }

  private func open() -> Int32 {
    if let folder = PrivateFiles.folder(of: path) { try? PrivateFiles.makeFolder(folder) }
    // Non-blocking, and not following links: there may be a FIFO or a link in its place.
    let flags = O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK
    let descriptor = Glibc.open(path, flags, 0o600)
    guard let status = Self.status(of: descriptor) else { return -1 }
    guard status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      return -1
    }
    if status.st_mode & 0o077 != 0 { fchmod(descriptor, 0o600) }
    return descriptor
  }

  private static func status(of descriptor: Int32) -> stat? {
    var status = stat()
    return descriptor >= 0 && fstat(descriptor, &status) == 0 ? status : nil
  }
}
