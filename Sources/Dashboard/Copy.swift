import Checkout
import Screen

/// What can be copied of a session.
enum Copyable: Equatable, Sendable { case id, url }

extension State {
  /// Copies at once when the text is at hand, else as soon as the cache has read it.
  mutating func copy(_ what: Copyable) -> [Effect] {
    guard let selected else { return [] }
    if what == .id {
      return [.copy(text: Sanitiser.copied(selected.id), label: "id \(label(selected.id))")]
    }
    guard let stored = detail.content?.stored, stored.session.id == selected.id else {
      detail.awaitsCopy = what
      return []
    }
    return copyURL(of: stored.session)
  }

  /// Does what `copy` could not do before the session was read.
  mutating func settleCopy() -> [Effect] {
    guard let what = detail.awaitsCopy, detail.content != nil else { return [] }
    detail.awaitsCopy = nil
    return copy(what)
  }

  private mutating func copyURL(of session: Session) -> [Effect] {
    guard let url = session.url else {
      message = Message("copy URL: this session has no URL any more", .warning)
      return []
    }
    return [.copy(text: Sanitiser.copied(url), label: "URL of \(label(session.id))")]
  }

  private func label(_ id: String) -> String { Sanitiser.display(id).middleTruncated }

  mutating func takeCopied(_ label: String, _ route: CopyRoute) -> [Effect] {
    switch route {
    case .program(let name):
      message = Message("copied \(label) via \(name)", .success)
    case .terminal(let bytes):
      message = Message("sent \(label) to the terminal (OSC 52)", .success)
      return [.writeToTerminal(bytes)]
    case .shown(let text):
      overlays.append(.shown(label: label, text: Sanitiser.display(text)))
    }
    return []
  }
}
