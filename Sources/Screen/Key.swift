/// What the user did at the terminal.
package enum Key: Hashable, Sendable {
  /// One typed character that is not a control character.
  case character(Character)
  /// Ctrl with a lower-case letter, or one of `\ ] ^ _ @`. Ctrl-I, -M, -J, -H and -[ arrive by their names.
  case control(Character)
  case enter, escape, tab, backTab, backspace, delete, insert
  case up, down, left, right, home, end, pageUp, pageDown
  case function(Int)
  /// Alt held down, where the terminal says so or the user has bound it.
  case alt(Character)
  /// A bracketed paste, raw.
  case paste(String)
  case mouse(MouseEvent)
  /// A key that till has no name for. It does nothing.
  case unknown
}

/// A mouse report, in cells from the upper left corner.
package struct MouseEvent: Hashable, Sendable {
  /// What was done with the mouse.
  package enum Kind: Hashable, Sendable {
    case press, doubleClick, scrollUp, scrollDown
  }

  package var kind: Kind
  package var x: Int
  package var y: Int

  package init(_ kind: Kind, x: Int, y: Int) {
    self.kind = kind
    self.x = x
    self.y = y
  }
}
