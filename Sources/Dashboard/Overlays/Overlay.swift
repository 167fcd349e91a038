package import Widgets

/// What lies over the panes. The topmost takes the keys.
package enum Overlay: Equatable, Sendable {
  /// The line that edits the list's filter.
  case filter(TextField)
  /// The line that searches the detail pane, and where the pane stood before.
  case search(TextField, origin: Scroll)
  /// Things to choose from: after `g`, after `Y`.
  case menu(Menu)
  case create(CreateDialog)
  case metadata(MetadataEditor)
  /// A prompt or a form of the list.
  case list(ListOverlay)
  case expire(ExpireDialog)
  case help(HelpState)
  case palette(Palette)
  /// The first steps, shown once by the demo.
  case tour
  case bulk(BulkDialog)
  /// The question whether to quit while a bulk expire runs.
  case leaving(since: Int)
  case logbook(Logbook)
  case profiles(ProfilePicker)
  /// Text that could not be copied, to be selected by hand.
  case shown(label: String, text: String)
}

extension State {
  /// Whether a dialog holds the list still.
  var isFrozen: Bool {
    overlays.contains { overlay in
      switch overlay {
      case .expire, .create, .metadata, .bulk, .leaving: true
      default: false
      }
    }
  }
}
