import FlyingSocks

/// Why the sandbox does not listen.
package struct SandboxError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The port that was asked for; 0 for any.
  package let port: UInt16
  /// What the system said.
  package let cause: String

  init(port: UInt16, _ error: any Error) {
    self.port = port
    if case SocketError.failed(_, _, let message) = error {
      cause = message
    } else {
      cause = String(describing: error)
    }
  }

  package var description: String {
    "the sandbox cannot listen on 127.0.0.1\(port == 0 ? "" : ":\(port)"): \(cause)"
  }
}
