/// What lies over the panes. The topmost takes the keys.
package enum Overlay: Equatable, Sendable {
  /// The line that edits the list's filter.
  case filter(TextField)
  /// After `g`.
  case goTo
  case expire(ExpireDialog)
  case help(HelpState)
  /// Text that could not be copied, to be selected by hand.
  case shown(label: String, text: String)
}

extension State {
  /// Whether a dialog holds the list still.
  var isFrozen: Bool {
    overlays.contains { overlay in
      if case .expire = overlay { true } else { false }
    }
  }
}
