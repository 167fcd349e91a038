import HTTP
import RecordCache
import SessionLibrary
import Stripe

extension Failure {
  init(_ error: StripeError) { self.init(Code(error), error.sentence) }

  init(_ error: APIKeyError) { self.init(.key, error.sentence) }
}

extension Failure {
  init(_ error: LibraryError) {
    switch error {
    case .stripe(let error): self.init(error)
    case .cache(let error): self.init(.failed, error.message)
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
      }
  }
}
