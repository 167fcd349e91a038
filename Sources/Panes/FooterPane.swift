import Dashboard
import Screen

extension Surface {
  /// The keys that work here; those that do not are grey, with the reason where it matters.
  mutating func drawFooter(_ state: State) {
    fill(bounds, style: Style(.footer))
    for hint in state.footerHints {
      let isEnabled = hint.reason == nil
      write(
        [
          Segment(hint.key, Style(isEnabled ? .key : .disabled)),
          Segment(" \(hint.label)", Style(isEnabled ? .footer : .disabled)),
        ], x: hint.span.lowerBound, y: 0)
    }
  }

  /// What just happened.
  mutating func drawMessage(_ state: State) {
    guard let message = state.message else { return }
    writeTruncated(
      state.shown(message.text), x: 1, y: 0, width: size.width - 2, style: Style(message.tone.role))
  }
}

extension Message.Tone {
  var role: Role {
    switch self {
    case .notice: .notice
    case .success: .success
    case .warning: .warning
    case .error: .error
    }
  }
}
