import Checkout
import JSON

/// A program that gets the terminal for a while.
package enum OutsideProgram: Equatable, Sendable {
  /// `$PAGER`
  case pager
  /// `$EDITOR`
  case editor
}

extension State {
  /// The session as JSON, secrets masked: what a pager shows may be on a projector.
  func showJSON(in program: OutsideProgram) -> [Effect] {
    guard let session = detail.content?.stored.session else { return [] }
    let text = JSONLines(session.json, maskingSecrets: true).text
    return [.loop(.show(text: text + "\n", name: session.id, program))]
  }

  var contentAvailability: Availability {
    detail.content == nil ? .disabled("no session is shown") : .enabled
  }
}
