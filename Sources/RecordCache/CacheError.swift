internal import GRDB

/// Why the cache could not answer or keep something.
package struct CacheError: Error, Equatable, Sendable, CustomStringConvertible {
  /// Why the cache cannot be read or written.
  package enum Code: Equatable, Sendable {
    /// The disk, or the user's share of it, is full.
    case full
    /// The file or its folder may not, or cannot, be written.
    case readOnly
    /// Another program held the file for longer than the time-out.
    case locked
    /// The file is not a cache, or is damaged. It is set aside when it is opened again.
    case damaged
    /// The file or its folder cannot be opened at all.
    case unreachable
    /// The task was cancelled.
    case cancelled
    /// Anything else that SQLite says.
    case failed
  }

  package var code: Code
  /// A sentence that says what is wrong, where, and what to do.
  package var message: String

  /// Whether the cache can be read and takes nothing more.
  package var isOnlyOfWriting: Bool { code == .full || code == .readOnly }

  package init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  package var description: String { message }
}

extension CacheError {
  /// Turns an error of GRDB or SQLite into one of ours.
  init(_ error: any Error, path: String) {
    switch error {
    case let error as CacheError: self = error
    case is CancellationError: self.init(.cancelled, "reading the cache was cancelled")
    case let error as DatabaseError: self.init(error, path: path)
    // A value is missing or has another type: till did not write this file.
    case is RowDecodingError:
      self.init(DatabaseError(resultCode: .SQLITE_CORRUPT), path: path)
    // Foundation's errors are about files and folders, and their texts are too long to show.
    default: self.init(.unreachable, "the cache \(path) cannot be opened: check the folder")
    }
  }

  /// Source: https://www.sqlite.org/rescode.html
  private init(_ error: DatabaseError, path: String) {
    switch error.extendedResultCode {
    case .SQLITE_FULL, .SQLITE_IOERR_SHMSIZE:
      self.init(
        .full,
        "the disk is full: nothing more can be kept in the cache \(path); “till cache clear” makes "
          + "room, --no-cache does without it")
    // SQLite says so of a user's share of the disk, and of the largest size of a file.
    case .SQLITE_IOERR_WRITE, .SQLITE_IOERR_FSYNC:
      self.init(
        .readOnly,
        "the cache \(path) cannot be written: check its disk, and how much of it is yours")
    case .SQLITE_READONLY, .SQLITE_PERM:
      self.init(.readOnly, "the cache \(path) may not be written: check its permissions")
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      self.init(.locked, "another program holds the cache \(path): try again")
    case .SQLITE_CORRUPT, .SQLITE_NOTADB:
      self.init(.damaged, "the cache \(path) is damaged: start again, and a new one is begun")
    // A table that every cache has.
    case .SQLITE_ERROR where error.message?.hasPrefix("no such table") == true:
      self.init(DatabaseError(resultCode: .SQLITE_CORRUPT), path: path)
    case .SQLITE_CANTOPEN:
      self.init(.unreachable, "the cache \(path) cannot be opened: check the folder")
    case .SQLITE_INTERRUPT, .SQLITE_ABORT:
      self.init(.cancelled, "reading the cache was cancelled")
    default:
      let words = error.message ?? "no reason given"
      let code = error.resultCode.rawValue
      self.init(.failed, "the cache failed: \(words) (SQLite \(code), \(path))")
    }
  }
}
