package import Widgets

/// What the system around the dashboard answers: the clipboard, the browser, the disk, the profiles.
package enum SystemAnswer: Equatable, Sendable {
  /// `program` is nil when no browser could be started.
  case browsed(url: String, program: String?)
  case copied(label: String, CopyRoute)
  case exported(ExportWish, ExportOutcome)
  case nameOffered(String)
  /// The profile that was asked for stands ready.
  case profileOpened
  case profileFailed(Problem)
  /// The terminal turned out to lack signs of currencies: they are spelled out.
  case fewerSigns
  case notice(Message)
  /// Whether the terminal has a light background.
  case background(isLight: Bool)
  /// What a command of the user's own has printed.
  case ran(OwnRun, Result<String, Problem>)
  case encoded(id: String, Result<HalfBlocks, Problem>)
}

/// By which way text was handed to the system's clipboard. That it arrived can never be known.
package enum CopyRoute: Equatable, Sendable {
  /// A program took it: tmux, xclip, the user's own.
  case program(String)
  /// The terminal takes these bytes, or ignores them.
  case terminal([UInt8])
  /// There is no way: the text itself is shown.
  case shown(String)
}
