package import Checkout
import Firestore
import Glibc
package import RecordCache
package import SessionLibrary
import Sandbox
import Screen
package import Settings
package import Stripe

extension Failure {
  package init(_ error: StripeError) {
    self.init(Code(error), "\(error.sentence)")
  }

  package init(_ error: CacheError) { self.init(.failed, "\(error.message)") }

  package init(_ error: APIKeyError) { self.init(.key, "\(error.sentence)") }

  package init(_ error: LibraryError) {
    switch error {
    case .stripe(let error): self.init(error)
    case .cache(let error): self.init(error)
    }
  }

  package init(_ error: CredentialsError) {
    let code: Code =
      switch error.code {
      case .notFound, .unusable: .key
      case .unknownProfile, .ambiguous: .configuration
      }
    self.init(code, SafeText(lines: error.message))
  }

  init(_ error: OutputError) {
    switch error {
    case .closed: self.init(.failed, "nobody reads the output any more")
    case .failed(let number):
      self.init(
        .failed, "the output could not be written: \(String(cString: strerror(number)))")
    }
  }

  /// Any error of a lower target; nil for errors that are shown in their own way.
  init?(of error: any Error) {
    switch error {
    case let failure as Failure: self = failure
    case let error as StripeError: self.init(error)
    case let error as LibraryError: self.init(error)
    case let error as CacheError: self.init(error)
    case let error as CredentialsError: self.init(error)
    case let error as APIKeyError: self.init(error)
    case let error as OutputError: self.init(error)
    case let error as FirestoreError: self.init(error)
    case let error as SandboxError: self.init(.failed, "\(error.description)")
    default: return nil
    }
  }
}

extension Failure.Code {
  /// The exit code that tells a script what kind of failure it was.
  init(_ error: StripeError) {
    self =
      switch error.code {
      case .unreachable, .server, .unexpectedAnswer: .unreachable
      case .authentication, .permission: .key
      case .missing: .missing
      case .otherMode: .usage
      case .rateLimited, .locked: .rateLimited
      case .invalidRequest, .refused: .failed
      case .stopped: .interrupted
      }
  }
}
