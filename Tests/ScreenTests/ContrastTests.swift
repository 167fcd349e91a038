import Glibc
import Screen
import Testing

/// The first sixteen colours of a terminal, and its own text and background, as RGB.
struct TerminalPalette: CustomTestStringConvertible, Sendable {
  let name: String
  let colors: [Int]
  let text: Int
  let background: Int

  var testDescription: String { name }

  static let known = [
    TerminalPalette(
      name: "xterm",
      colors: [
        0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5,
        0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
      ], text: 0xE5E5E5, background: 0x000000),
    TerminalPalette(
      name: "VGA",
      colors: [
        0x000000, 0xAA0000, 0x00AA00, 0xAA5500, 0x0000AA, 0xAA00AA, 0x00AAAA, 0xAAAAAA,
        0x555555, 0xFF5555, 0x55FF55, 0xFFFF55, 0x5555FF, 0xFF55FF, 0x55FFFF, 0xFFFFFF,
      ], text: 0xAAAAAA, background: 0x000000),
    TerminalPalette(
      name: "Windows Terminal",
      colors: [
        0x0C0C0C, 0xC50F1F, 0x13A10E, 0xC19C00, 0x0037DA, 0x881798, 0x3A96DD, 0xCCCCCC,
        0x767676, 0xE74856, 0x16C60C, 0xF9F1A5, 0x3B78FF, 0xB4009E, 0x61D6D6, 0xF2F2F2,
      ], text: 0xCCCCCC, background: 0x0C0C0C),
    TerminalPalette(
      name: "GNOME",
      colors: [
        0x171421, 0xC01C28, 0x26A269, 0xA2734C, 0x12488B, 0xA347BA, 0x2AA1B3, 0xD0CFCC,
        0x5E5C64, 0xF66151, 0x33D17A, 0xE9AD0C, 0x2A7BDE, 0xC061CB, 0x33C7DE, 0xFFFFFF,
      ], text: 0xD0CFCC, background: 0x171421),
    TerminalPalette(
      name: "Solarized light", colors: solarized, text: 0x657B83, background: 0xFDF6E3),
    TerminalPalette(
      name: "Solarized dark", colors: solarized, text: 0x839496, background: 0x002B36),
  ]

  private static let solarized = [
    0x073642, 0xDC322F, 0x859900, 0xB58900, 0x268BD2, 0xD33682, 0x2AA198, 0xEEE8D5,
    0x002B36, 0xCB4B16, 0x586E75, 0x657B83, 0x839496, 0x6C71C4, 0x93A1A1, 0xFDF6E3,
  ]

  /// What a colour number looks like here; bold may turn one of the first eight into a bright one.
  func looks(of index: Int, isBold: Bool) -> [Int] {
    switch index {
    case 0..<8: isBold ? [colors[index], colors[index + 8]] : [colors[index]]
    case 8..<16: [colors[index]]
    default: [Color.rgb(of: index)]
    }
  }
}

/// Source: https://www.w3.org/TR/WCAG21/#contrast-minimum
struct ContrastTests {
  /// Frames and rules: they must be seen, not read.
  private static let lines: Set<Role> = [.border, .focusedBorder, .liveBorder, .dialogBorder]
  /// Roles outside rows, which never get a row's emphasis.
  private static let rowless = lines.union([.headerTest, .headerLive, .focusedButton, .qrCode])
  private static let layers: [Emphasis] = [
    [], .selected, .marked, .matched, .resting, [.marked, .matched], [.resting, .matched],
    [.marked, .selected],
  ]

  @Test(arguments: Theme.builtIn, TerminalPalette.known)
  func `every text can be read on its background, every frame be seen`(
    theme: Theme, palette: TerminalPalette
  ) {
    for (depth, number) in [(ColorDepth.palette, \Color.index), (.basic, \Color.ansi)] {
      for role in Role.allCases {
        for emphasis in Self.rowless.contains(role) ? [[]] : Self.layers {
          let look = theme.look(of: Style(role, emphasis), on: depth)
          guard let front = look.foreground, let back = look.background else {
            Issue.record("\(role) has no colours")
            continue
          }
          if front == .terminal || back == .terminal {
            // Both colours are the user's own.
            #expect(front == back, "\(role)")
            continue
          }
          let fronts = palette.looks(
            of: Int(front[keyPath: number]), isBold: look.attributes.contains(.bold))
          let backs = palette.looks(of: Int(back[keyPath: number]), isBold: false)
          let least = Self.lines.contains(role) ? 3 : 4.5
          for (front, back) in fronts.flatMap({ front in backs.map { (front, $0) } }) {
            #expect(Self.contrast(front, back) >= least, "\(role) \(emphasis)")
          }
        }
      }
    }
  }

  @Test(arguments: Theme.builtIn)
  func `a theme with colours takes those that are the same on every terminal`(theme: Theme) {
    for role in Role.allCases {
      for emphasis in Self.rowless.contains(role) ? [[]] : Self.layers {
        let look = theme.look(of: Style(role, emphasis), on: .palette)
        for color in [look.foreground, look.background] {
          #expect(color == .terminal || (color?.index ?? 0) >= 16, "\(role)")
        }
        #expect(look.foreground == .terminal || !look.attributes.contains(.dim), "\(role)")
      }
    }
  }

  @Test func `the rule itself finds what cannot be read`() {
    // TEST was once bold black on cyan: a real xterm draws that grey on cyan.
    let xterm = TerminalPalette.known[0]
    let drawn = xterm.looks(of: 0, isBold: true).map {
      Self.contrast($0, xterm.looks(of: 6, isBold: false)[0])
    }
    #expect(drawn[0] > 4.5 && drawn[1] < 4.5)
    #expect(abs(Self.contrast(0, 0xFFFFFF) - 21) < 0.01)
  }

  /// Source: https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio
  private static func contrast(_ one: Int, _ other: Int) -> Double {
    let lights = [luminance(one), luminance(other)].sorted()
    return (lights[1] + 0.05) / (lights[0] + 0.05)
  }

  private static func luminance(_ rgb: Int) -> Double {
    zip([16, 8, 0], [0.2126, 0.7152, 0.0722]).reduce(0) { sum, part in
      let value = Double(rgb >> part.0 & 0xFF) / 255
      return sum + part.1 * (value <= 0.03928 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4))
    }
  }
}
