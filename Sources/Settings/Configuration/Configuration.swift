import Checkout
package import Query
package import Screen
package import TOML

/// Everything that `config.toml` can say. Each property's default is what an empty file means.
package struct Configuration: Equatable, Sendable {
  /// The corners of the panes' frames.
  package enum Borders: String, CaseIterable, Sendable {
    case rounded, square
  }

  /// Whether there is a file of which nothing is used, because of an error that concerns all of it.
  package var isRefused = false
  /// The profile to use when none is named.
  package var profile: Located<String>?
  /// In the order of the file.
  package var profiles: [Profile] = []

  package var theme = Theme.default
  /// Whether the theme is chosen by the background of the terminal.
  package var followsBackground = true
  /// The user's themes, in addition to the built-in ones.
  package var themes: [Theme] = []
  package var borders = Borders.rounded
  package var ascii = false
  /// `auto`, `narrow` or `wide`: how many cells the terminal gives to signs of ambiguous width.
  package var ambiguousWidth = AmbiguousWidth.ask
  package var mouse = false
  /// Whether e-mails, names, phones and addresses are hidden on the screen.
  package var mask = false

  /// Names of columns, as the list knows them; empty for the list's default.
  package var columns: [Located<String>] = []
  package var sort = SessionSort.newestFirst
  /// Seconds between refreshes of the list; 0 for none.
  package var autoRefresh = 30
  /// A program and its arguments, which gets the text on its standard input; empty for till's
  /// built-in ways to the clipboard.
  package var clipboardCommand: [String] = []

  /// Whether sessions are kept on the disk.
  package var cache = true
  /// Requests per second; nil for Stripe's limit.
  package var rateLimit: Double?
  /// What `rateLimit` may be.
  package static let rateLimits = 0.1...1000
  package var connectTimeout = Duration.seconds(10)
  /// For a whole request.
  package var timeout = Duration.seconds(80)

  /// Commands with keys set by the user, in the order of the file.
  package var keys: [KeyBinding] = []
  /// Commands defined by the user, in the order of the file.
  package var commands: [CommandOptions] = []
  /// Lists with a name, in the order of the file.
  package var views: [ViewOptions] = []
  package var documentViews: [DocumentViewOptions] = []

  package init() {}

  /// The profile of that name.
  package func profile(named name: String) -> Profile? {
    profiles.first { $0.name == name }
  }

  /// The theme of that name, the user's own before the built-in one.
  package func theme(named name: String) -> Theme? {
    themes.first { $0.name == name } ?? Theme(named: name)
  }
}

/// The keys of one command, from `[keys]`. The command table checks whether command and keys exist,
/// and reports the places given here.
package struct KeyBinding: Equatable, Sendable {
  package let command: Located<String>
  /// Empty when the command gets no key.
  package let keys: [Located<String>]

  package init(command: Located<String>, keys: [Located<String>]) {
    self.command = command
    self.keys = keys
  }
}
