package import Dashboard
import RecordCache
import Screen
package import SessionLibrary
import Stripe

extension Problem {
  /// The text for an error of the library on the screen. Words of a server are made harmless here.
  package init(_ error: LibraryError) {
    switch error {
    case .stripe(let error):
      self.init(
        Sanitiser.display(error.sentence), requestID: error.requestID.map { Sanitiser.display($0) },
        mayHaveHappened: error.mayHaveHappened)
    case .cache(let error): self.init(Sanitiser.display(error.message))
    }
  }
}
