package import Screen

/// What the user likes better than the default.
package struct Preferences: Equatable, Sendable {
  /// The theme that was chosen.
  package var theme: Theme
  /// Whether the theme is the one that suits the terminal's background.
  package var followsBackground: Bool
  /// All there are, in the order of the palette.
  package var themes: [Theme]
  /// The theme that the terminal shows: the chosen one, or the one that is being tried.
  var shownTheme: Theme
  package var borders: Border
  package var hasMouse: Bool
  /// Whether the screen can show nothing but ASCII.
  package var isASCII: Bool

  /// Preferences with `themes` of the user's own, which go before a built-in one of the same name.
  package init(
    theme: Theme = .default, themes: [Theme] = [], borders: Border = .rounded,
    hasMouse: Bool = false, isASCII: Bool = false, followsBackground: Bool = false
  ) {
    self.theme = theme
    self.followsBackground = followsBackground
    let names = Set(themes.map(\.name))
    self.themes = themes + Theme.builtIn.filter { !names.contains($0.name) }
    shownTheme = theme
    self.borders = borders
    self.hasMouse = hasMouse
    self.isASCII = isASCII
  }
}

extension Preferences {
  /// The name by which the choice of the theme is kept.
  var themeName: String { followsBackground ? Theme.automatic : theme.name }

  mutating func follow(isLight: Bool) {
    if followsBackground { theme = isLight ? .light : .dark }
  }

  mutating func choose(_ theme: Theme) {
    self.theme = theme
    followsBackground = false
  }
}
