import Dashboard
import Screen
import Widgets

extension Surface {
  /// The keys of a dialog or menu over the panes, or else those of the pane.
  mutating func drawFooter(_ state: State) {
    guard let overlay = state.overlays.top else {
      drawFooter(Hint.footer(state))
      return
    }
    fill(bounds, style: Style(.footer))
    drawHints(overlay.hints(state).map { $0.spelled(with: state.keymap.spelling) }, x: 1)
  }

  /// The keys that work here; those that do not are grey, with the reason where it matters.
  mutating func drawFooter(_ hints: [Hint]) {
    fill(bounds, style: Style(.footer))
    for hint in hints {
      let isEnabled = hint.reason == nil
      var x = hint.span.lowerBound
      x += write(hint.key, x: x, y: 0, style: Style(isEnabled ? .key : .disabled))
      write(" \(hint.label)", x: x, y: 0, style: Style(isEnabled ? .footer : .disabled))
    }
  }

  /// What just happened.
  mutating func drawMessage(_ state: State) {
    guard let message = state.message else { return }
    within(bounds.inset(dx: 1, dy: 0)) {
      $0.writeTruncated(
        state.shown(message.text), x: 0, y: 0, style: Style(message.tone.role))
    }
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
