package import Screen

/// The user's settings for the look of the screen.
package struct Preferences: Equatable, Sendable {
  /// The theme that was chosen.
  package var theme: Theme
  /// Whether the theme follows the terminal's background.
  package var followsBackground: Bool
  /// All themes, in the order of the palette.
  package var themes: [Theme]
  /// The theme on the screen: the chosen one, or the one that is being previewed.
  var shownTheme: Theme
  package var borders: Border
  package var hasMouse: Bool
  /// Which signs the terminal can draw.
  package var signs: SignSet

  /// The user's own `themes` replace built-in ones of the same name.
  package init(
    theme: Theme = .default, themes: [Theme] = [], borders: Border = .rounded,
    hasMouse: Bool = false, signs: SignSet = .all, followsBackground: Bool = false
  ) {
    self.theme = theme
    self.followsBackground = followsBackground
    let names = Set(themes.map(\.name))
    self.themes = themes + Theme.builtIn.filter { !names.contains($0.name) }
    shownTheme = theme
    self.borders = borders
    self.hasMouse = hasMouse
    self.signs = signs
  }

  /// Whether the screen can show little more than ASCII.
  package var isASCII: Bool { signs.spellsCurrencies }
}

extension Preferences {
  /// The name under which the choice of the theme is stored.
  var themeName: String { followsBackground ? Theme.automatic : theme.name }

  mutating func follow(isLight: Bool) {
    if followsBackground { theme = isLight ? .light : .dark }
  }

  mutating func choose(_ theme: Theme) {
    self.theme = theme
    followsBackground = false
  }
}
