import FlyingSocks
import GRDB
import Host

/// Why the sandbox does not start.
package struct SandboxError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The port that was asked for; 0 means any. Nil if the error is not about listening.
  package let port: UInt16?
  /// What the system said.
  package let cause: String

  /// An error that is not about listening.
  init(cause: String) {
    port = nil
    self.cause = cause
  }

  init(folder: String, _ error: any Error) {
    let isBusy = (error as? DatabaseError)?.resultCode == .SQLITE_BUSY
    self.init(
      cause: isBusy
        ? "the state in \(folder) is in use by another till sandbox"
        : "the state in \(folder) cannot be used: \(Self.sentence(error))")
  }

  /// What people can read of an error of the system or of the database. Any other error is about a
  /// row that is not as it was written.
  private static func sentence(_ error: any Error) -> String {
    switch error {
    case let error as FileError:
      switch error.code {
      case .notAFile: "it is not a folder"
      case .notFound: "a folder cannot be made there"
      case .notPermitted, .tooLarge, .system: error.sentence
      }
    case let error as DatabaseError where !Self.damage.contains(error.resultCode):
      error.message ?? "\(error.resultCode)"
    default: "its file is damaged; choose another folder"
    }
  }

  private static let damage: [ResultCode] = [.SQLITE_CORRUPT, .SQLITE_NOTADB]

  init(port: UInt16, _ error: any Error) {
    self.port = port
    if case SocketError.failed(_, _, let message) = error {
      cause = message
    } else {
      cause = String(describing: error)
    }
  }

  package var description: String {
    guard let port else { return cause }
    return "the sandbox cannot listen on 127.0.0.1\(port == 0 ? "" : ":\(port)"): \(cause)"
  }
}
