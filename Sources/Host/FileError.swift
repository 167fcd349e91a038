import Glibc

/// Why one of till's files cannot be read or written.
package struct FileError: Error, Equatable, Sendable {
  /// Why a file could not be used.
  package enum Code: Equatable, Sendable {
    case notFound, notPermitted, notAFile, tooLarge
    /// Any other error of the system.
    case system(Int32)
  }

  package let code: Code
  package let path: String

  package init(_ code: Code, _ path: String) {
    self.code = code
    self.path = path
  }

  /// The error of a system call, given `errno` right after it failed.
  package init(number: Int32, _ path: String) {
    let code: Code =
      switch number {
      case ENOENT, ENOTDIR: .notFound
      case EACCES, EPERM, EROFS: .notPermitted
      case EISDIR, ENXIO, ELOOP: .notAFile
      default: .system(number)
      }
    self.init(code, path)
  }

  /// What is wrong, as a sentence.
  package var sentence: String {
    switch code {
    case .notFound: "There is no \(path)."
    case .notPermitted: "\(path) may not be opened: check the permissions of it and its folders."
    case .notAFile: "\(path) is not a plain file."
    case .tooLarge: "\(path) is too large to be what it should be."
    case .system(let number): "\(path): \(unsafe String(cString: strerror(number)))."
    }
  }
}
