import Screen
import Testing

@Suite struct ThemeTests {
  @Test(arguments: Theme.builtIn, ColorDepth.allCases)
  func `every role has a look in every tier`(theme: Theme, depth: ColorDepth) {
    for role in Role.allCases {
      let look = theme.look(of: Style(role), on: depth)
      #expect(look.foreground != nil && look.background != nil)
      if depth == .none { #expect(look.foreground == .terminal && look.background == .terminal) }
    }
  }

  @Test(arguments: Theme.builtIn, ColorDepth.allCases)
  func `the selection shows on every role`(theme: Theme, depth: ColorDepth) {
    for role in Role.allCases where role != .focusedButton {
      let plain = theme.look(of: Style(role), on: depth)
      let selected = theme.look(of: Style(role, .selected), on: depth)
      #expect(
        selected.background != plain.background
          || selected.attributes.contains(.reverse) != plain.attributes.contains(.reverse)
          || plain.attributes.contains(.reverse),
        "\(role)")
    }
  }

  @Test(arguments: Theme.builtIn, ColorDepth.allCases)
  func `no text has the colour of its background`(theme: Theme, depth: ColorDepth) {
    let layers: [Emphasis] = [
      [], .selected, .marked, .matched, .resting, [.marked, .selected],
    ]
    let badges: Set<Role> = [.headerTest, .headerLive, .qrCode]
    for role in Role.allCases {
      // Badges set both colours themselves and are not part of a row.
      for emphasis in badges.contains(role) ? [[]] : layers {
        let look = theme.look(of: Style(role, emphasis), on: depth)
        #expect(look.foreground == .terminal || look.foreground != look.background, "\(role)")
        if depth == .basic {
          #expect(
            look.foreground == .terminal || look.foreground?.ansi != look.background?.ansi,
            "\(role) \(emphasis)")
        }
      }
    }
  }

  @Test func `the eight colours of a lesser terminal carry nothing that has to be read`() {
    // A code sets both colours itself, and is read by cameras.
    for role in Role.allCases where role != .qrCode {
      let look = Theme.dark.look(of: Style(role), on: .basic)
      #expect(look.foreground == .terminal && look.background == .terminal, "\(role)")
    }
    let own = Theme("mine", basedOn: .dark, roles: [.error: Look(.red)])
    #expect(own.look(of: Style(.error), on: .basic).foreground == .red)
  }

  @Test(arguments: Theme.builtIn, ColorDepth.allCases)
  func `LIVE, danger and errors look like nothing harmless`(theme: Theme, depth: ColorDepth) {
    let live = theme.look(of: Style(.headerLive), on: depth)
    #expect(live != theme.look(of: Style(.headerTest), on: depth))
    #expect(live.attributes.contains(.bold))
    for role in [Role.error, .danger, .headerLive] {
      #expect(
        theme.look(of: Style(role), on: depth) != theme.look(of: Style(.text), on: depth))
    }
  }

  @Test(arguments: [
    ("red", 1, 1), ("default", -1, -1), ("bright-red", 9, 1), ("208", 208, 3), ("#ff0000", 196, 1),
    ("#FFFFFF", 231, 7), ("#080808", 232, 0),
  ])
  func `users name colours, number them or give RGB`(text: String, index: Int, ansi: Int) {
    let color = Color(named: text)
    #expect(color?.index == index)
    #expect(color?.ansi == ansi)
  }

  @Test(arguments: ["", "256", "-2", "#12345", "#gggggg", "#+12345", "mauve", "bright-default"])
  func `what is no colour is refused`(text: String) {
    #expect(Color(named: text) == nil)
  }

  @Test func `a user's theme changes what it names and nothing else`() {
    let theme = Theme(
      "mine", basedOn: .dark, roles: [.error: Look(.magenta)],
      layers: [.selected: Look(nil, on: .blue)])
    #expect(theme.look(of: Style(.error), on: .palette).foreground == .magenta)
    #expect(theme.look(of: Style(.statusPaid, .selected), on: .palette).background == .blue)
    #expect(
      theme.look(of: Style(.link), on: .palette) == Theme.dark.look(of: Style(.link), on: .palette))
  }

  @Test func `roles are found by name`() {
    #expect(Role(named: "statusPaid") == .statusPaid)
    #expect(Role(named: "statuspaid") == nil)
    #expect(Theme(named: "high-contrast") == .highContrast)
    #expect(Theme(named: "neon") == nil)
  }
}
