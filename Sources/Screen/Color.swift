/// A terminal colour: the default, or one of 256, of which the user can change the first eight.
package struct Color: Hashable, Sendable {
  /// In the palette of 256; -1 is the terminal's own foreground or background.
  package let index: Int
  /// The nearest of the eight colours that every colour terminal has; -1 as above.
  package let ansi: Int

  private init(index: Int, ansi: Int) {
    self.index = index
    self.ansi = ansi
  }

  /// A palette colour, with the basic colour that replaces it on lesser terminals.
  init(_ index: Int, or basic: Color) {
    self.init(index: index, ansi: basic.ansi)
  }

  package static let terminal = Color(index: -1, ansi: -1)
  package static let black = Color(index: 0, ansi: 0)
  package static let red = Color(index: 1, ansi: 1)
  package static let green = Color(index: 2, ansi: 2)
  package static let yellow = Color(index: 3, ansi: 3)
  package static let blue = Color(index: 4, ansi: 4)
  package static let magenta = Color(index: 5, ansi: 5)
  package static let cyan = Color(index: 6, ansi: 6)
  package static let white = Color(index: 7, ansi: 7)

  /// The names that ``init(named:)`` knows, for error messages.
  package static let names = [
    "default", "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white",
  ]

  /// A colour as a user writes it: a name, a number up to 255, or `#rrggbb`, for which the nearest
  /// of the palette is taken. Nil if it is none of these.
  package init?(named text: String) {
    let name = text.lowercased()
    if let place = Self.names.firstIndex(of: name) {
      self.init(index: place - 1, ansi: place - 1)
    } else if let bright = Self.names.dropFirst().firstIndex(where: { "bright-" + $0 == name }) {
      self.init(index: bright + 7, ansi: bright - 1)
    } else if let number = Int(name), (0...255).contains(number) {
      self.init(palette: number)
    } else if name.first == "#", name.utf8.count == 7,
      name.dropFirst().allSatisfy(\.isHexDigit), let rgb = Int(name.dropFirst(), radix: 16)
    {
      self.init(palette: Self.nearest(to: rgb, among: 16...255))
    } else {
      return nil
    }
  }

  private init(palette index: Int) {
    self.init(index: index, ansi: index < 8 ? index : Self.nearest(to: Self.rgb(of: index)))
  }

  /// `0xRRGGBB` of a palette entry, as in xterm. Users can change the first sixteen.
  package static func rgb(of index: Int) -> Int {
    switch index {
    case 0..<16: basicRGB[index]
    case 16..<232:
      [(index - 16) / 36, (index - 16) / 6 % 6, (index - 16) % 6]
        .reduce(0) { $0 << 8 | ($1 == 0 ? 0 : 55 + 40 * $1) }
    default: (8 + 10 * (index - 232)) * 0x010101
    }
  }

  private static let basicRGB = [
    0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5,
    0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
  ]

  private static func nearest(to rgb: Int, among palette: ClosedRange<Int> = 0...7) -> Int {
    palette.min { distance(rgb, Self.rgb(of: $0)) < distance(rgb, Self.rgb(of: $1)) } ?? 7
  }

  private static func distance(_ one: Int, _ other: Int) -> Int {
    [16, 8, 0].reduce(0) { sum, shift in
      let difference = (one >> shift & 0xFF) - (other >> shift & 0xFF)
      return sum + difference * difference
    }
  }
}

/// How many colours a terminal has.
package enum ColorDepth: CaseIterable, Sendable {
  /// 256 or more.
  case palette
  /// The basic eight.
  case basic
  /// None, or the user wants none (`NO_COLOR`): attributes only.
  case none
}
