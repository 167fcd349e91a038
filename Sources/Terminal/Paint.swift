import CNCurses
import Screen

/// Styles as ncurses' attributes and colour pairs. A pair is made with `init_extended_pair` when a
/// style is first seen, because asking for all possible pairs breaks terminals with few.
struct Paint {
  struct Ink {
    let attributes: attr_t
    let pair: Int32
    /// A blank, of which cells without marks are made: that is cheaper than to call setcchar for each.
    private let blank: cchar_t

    init(attributes: attr_t, pair: Int32) {
      self.attributes = attributes
      self.pair = pair
      blank = till_cell(0x20, 0, 0, attributes, pair)
    }

    /// A glyph in the form that ncurses needs.
    func cell(_ glyph: Glyph) -> cchar_t {
      guard glyph.firstMark == 0 else {
        return till_cell(
          wchar_t(glyph.base.value), wchar_t(glyph.firstMark), wchar_t(glyph.secondMark),
          attributes, pair)
      }
      var cell = blank
      cell.chars.0 = wchar_t(glyph.base.value)
      return cell
    }
  }

  private var theme: Theme
  private let depth: ColorDepth
  /// Whether colours above the eighth are RGB values, not places in a palette (`xterm-direct`).
  private let isDirect: Bool
  private let hasDefaultColors: Bool
  private let pairLimit: Int
  private var inks: [Style: Ink] = [:]
  private var pairs: [Pair: Int32] = [:]

  private struct Pair: Hashable {
    var foreground: Int32
    var background: Int32
  }

  /// Starts with the terminal's colours. Call it after `newterm`.
  init(theme: Theme, isColorless: Bool) {
    self.theme = theme
    let hasColors = !isColorless && has_colors() && start_color() == OK
    hasDefaultColors = hasColors && use_default_colors() == OK
    let colors = hasColors ? till_colors() : 0
    depth = colors >= 256 ? .palette : colors >= 8 ? .basic : .none
    isDirect = colors > 256
    pairLimit = hasColors ? Int(till_color_pairs()) - 1 : 0
  }

  /// Whether the terminal has the colours that the themes use.
  var hasPalette: Bool { depth == .palette }

  /// Changes the colours. Pairs stay: ncurses cannot give them back.
  mutating func adopt(_ theme: Theme) {
    self.theme = theme
    inks = [:]
  }

  mutating func ink(for style: Style) -> Ink {
    if let known = inks[style] { return known }
    let look = theme.look(of: style, on: depth)
    let ink = Ink(attributes: attributes(of: look), pair: pair(for: look))
    inks[style] = ink
    return ink
  }

  private func attributes(of look: Look) -> attr_t {
    let table: [(Look.Attributes, attr_t)] = [
      (.bold, till_bold), (.dim, till_dim), (.underline, till_underline), (.reverse, till_reverse),
    ]
    return table.reduce(0) { look.attributes.contains($1.0) ? $0 | $1.1 : $0 }
  }

  private mutating func pair(for look: Look) -> Int32 {
    guard depth != .none else { return 0 }
    let pair = Pair(
      foreground: number(of: look.foreground ?? .terminal, instead: COLOR_WHITE),
      background: number(of: look.background ?? .terminal, instead: COLOR_BLACK))
    if pair.foreground == -1 && pair.background == -1 { return 0 }
    if let known = pairs[pair] { return known }
    let next = Int32(pairs.count + 1)
    guard Int(next) <= pairLimit,
      init_extended_pair(next, pair.foreground, pair.background) == OK
    else { return 0 }
    pairs[pair] = next
    return next
  }

  private func number(of color: Color, instead: Int32) -> Int32 {
    let index = depth == .palette ? color.index : color.ansi
    if index < 0 { return hasDefaultColors ? -1 : instead }
    return Int32(isDirect && index >= 8 ? Color.rgb(of: index) : index)
  }
}
