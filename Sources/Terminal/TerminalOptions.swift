package import Screen

/// How a terminal is opened.
package struct TerminalOptions: Sendable {
  package var theme: Theme
  /// Draws with attributes only: `--no-color`, or `NO_COLOR` in the environment.
  package var isColorless: Bool
  /// `--ascii`. Also set by a locale that has nothing else.
  package var isASCII: Bool
  package var ambiguousWidth: AmbiguousWidth
  package var hasMouse: Bool
  /// Whether the terminal is asked for the colour of its background.
  package var asksBackground: Bool
  /// Characters that the user has bound with Alt.
  package var altKeys: Set<Character>
  /// A descriptor that receives standard error while the screen is up, because messages of
  /// libraries would draw over the screen. Nil leaves standard error alone.
  package var errorLog: Int32?
  /// Printed after a crash, once the terminal is restored, such as where the log is.
  package var crashNotice: String

  package init(
    theme: Theme = .default, isColorless: Bool = false, isASCII: Bool = false,
    ambiguousWidth: AmbiguousWidth = .ask,
    hasMouse: Bool = false, asksBackground: Bool = false, altKeys: Set<Character> = [],
    errorLog: Int32? = nil,
    crashNotice: String = ""
  ) {
    self.theme = theme
    self.isColorless = isColorless
    self.isASCII = isASCII
    self.ambiguousWidth = ambiguousWidth
    self.hasMouse = hasMouse
    self.asksBackground = asksBackground
    self.altKeys = altKeys
    self.errorLog = errorLog
    self.crashNotice = crashNotice
  }
}
