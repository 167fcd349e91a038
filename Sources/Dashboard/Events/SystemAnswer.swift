package import Screen
package import Widgets

/// Answers from outside the dashboard: the clipboard, the browser, the disk, the profiles.
package enum SystemAnswer: Equatable, Sendable {
  /// `program` is nil when no browser could be started.
  case browsed(url: String, program: String?)
  case copied(label: String, CopyRoute)
  case exported(ExportWish, ExportOutcome)
  case nameOffered(String)
  /// A profile is ready, by its name: another one may have been asked for meanwhile.
  case profileOpened(String)
  case profileFailed(String, Problem)
  /// The terminal turned out to lack some signs: those of currencies and keys are spelled out.
  case signs(SignSet)
  case notice(Message)
  /// Whether the terminal has a light background.
  case background(isLight: Bool)
  /// What one of the user's own commands has printed.
  case ran(OwnRun, Result<String, Problem>)
  case encoded(id: String, Result<HalfBlocks, Problem>)
}

/// How text was sent to the system's clipboard. Whether it arrived cannot be known.
package enum CopyRoute: Equatable, Sendable {
  /// A program took it: tmux, xclip, or the user's own.
  case program(String)
  /// The terminal takes these bytes, or ignores them.
  case terminal([UInt8])
  /// There is no way: the text itself is shown.
  case shown(String)
}
