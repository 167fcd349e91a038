/// The few colours that a built-in theme is made of.
struct Palette {
  var text: Color
  var page: Color
  var faint: Color
  var line: Color
  var accent: Color
  var good: Color
  var warn: Color
  var bad: Color
  /// The second accent: keys of JSON, gaps.
  var other: Color
  /// Background of bars and dialogs.
  var raised: Color
  /// What makes text recede where no colour can be trusted to.
  var recede: Look.Attributes = []
}

extension Theme {
  /// The terminal's own colours, for light and dark alike: so no white, no black and no bright black
  /// on a background that is not ours, and text recedes by being dim.
  package static let `default` = Theme(
    name: "default",
    palette: Palette(
      text: .terminal, page: .terminal, faint: .terminal, line: .terminal, accent: .cyan,
      good: .green, warn: .yellow, bad: .red, other: .magenta, raised: .terminal, recede: .dim),
    // Reversed in the terminal's own two colours: readable whatever they are.
    selected: Look(.terminal, on: .terminal, .reverse))

  package static let dark = Theme(
    name: "dark",
    palette: Palette(
      text: Color(252, or: .white), page: Color(234, or: .black), faint: Color(246, or: .white),
      line: Color(240, or: .white), accent: Color(110, or: .cyan), good: Color(114, or: .green),
      warn: Color(179, or: .yellow), bad: Color(203, or: .red), other: Color(140, or: .magenta),
      raised: Color(236, or: .black)),
    selected: Look(Color(255, or: .black), on: Color(24, or: .cyan)))

  package static let light = Theme(
    name: "light",
    palette: Palette(
      text: Color(236, or: .black), page: Color(231, or: .white), faint: Color(242, or: .black),
      line: Color(249, or: .black), accent: Color(25, or: .blue), good: Color(28, or: .green),
      warn: Color(130, or: .magenta), bad: Color(160, or: .red), other: Color(90, or: .magenta),
      raised: Color(254, or: .white)),
    selected: Look(Color(232, or: .white), on: Color(153, or: .blue)))

  package static let highContrast = Theme(
    name: "high-contrast",
    palette: Palette(
      text: Color(231, or: .white), page: Color(16, or: .black), faint: Color(231, or: .white),
      line: Color(231, or: .white), accent: Color(51, or: .cyan), good: Color(46, or: .green),
      warn: Color(226, or: .yellow), bad: Color(210, or: .red), other: Color(219, or: .magenta),
      raised: Color(16, or: .black)),
    selected: Look(Color(16, or: .black), on: Color(226, or: .yellow), .bold))

  private init(name: String, palette p: Palette, selected: Look) {
    let faint = Look(p.faint, p.recede)
    let bar = Look(p.text, on: p.raised)
    self.init(
      name: name,
      roles: [
        .text: Look(p.text, on: p.page),
        .secondary: faint,
        .border: Look(p.line, p.recede), .focusedBorder: Look(p.accent, .bold),
        .liveBorder: Look(p.bad),
        .title: Look(p.text, .bold),
        .header: bar, .account: bar,
        .headerTest: Look(.black, on: .cyan, .bold),
        .headerLive: Look(Color(231, or: .white), on: Color(160, or: .red), .bold),
        .footer: Look(p.faint, on: p.raised, p.recede),
        .key: Look(p.accent, on: p.raised, .bold), .disabled: Look(p.faint, on: p.raised, p.recede),
        .columnHead: Look(p.faint, .bold),
        .statusOpen: Look(p.accent), .statusPaid: Look(p.good), .statusUnpaid: Look(p.warn),
        .statusExpired: faint, .statusOther: Look(p.text),
        .amount: Look(p.text), .link: Look(p.accent, .underline), .code: Look(p.other),
        .notice: Look(p.accent), .success: Look(p.good), .warning: Look(p.warn, .bold),
        .error: Look(p.bad, .bold),
        .dialog: bar, .dialogBorder: Look(p.accent, on: p.raised),
        .danger: Look(p.bad, on: p.raised, .bold),
        .focusedButton: Look(p.text, on: p.raised, [.reverse, .bold]),
        .input: Look(p.text, on: p.raised, .underline),
        .placeholder: Look(p.faint, on: p.raised, p.recede),
        .gap: Look(p.other),
      ],
      layers: [
        .selected: selected, .marked: Look(nil, on: p.raised, .bold),
        .matched: Look(p.warn, [.bold, .underline]),
      ])
  }

  /// Without colour, shape and attributes alone: whatever matters is bold, reversed or underlined.
  static let plainRoles: [Role: Look] = [
    .text: Look(), .secondary: Look(nil, .dim),
    .border: Look(nil, .dim), .focusedBorder: Look(nil, .bold),
    .liveBorder: Look(nil, .bold), .title: Look(nil, .bold),
    .header: Look(), .account: Look(), .headerTest: Look(nil, .bold),
    .headerLive: Look(nil, [.reverse, .bold]),
    .footer: Look(nil, .dim), .key: Look(nil, .bold), .disabled: Look(nil, .dim),
    .columnHead: Look(nil, .bold),
    .statusOpen: Look(), .statusPaid: Look(nil, .bold), .statusUnpaid: Look(nil, .underline),
    .statusExpired: Look(nil, .dim), .statusOther: Look(),
    .amount: Look(), .link: Look(nil, .underline), .code: Look(),
    .notice: Look(), .success: Look(nil, .bold), .warning: Look(nil, .bold),
    .error: Look(nil, [.bold, .reverse]),
    .dialog: Look(), .dialogBorder: Look(nil, .bold), .danger: Look(nil, [.bold, .underline]),
    .focusedButton: Look(nil, [.reverse, .bold]),
    .input: Look(nil, .underline), .placeholder: Look(nil, .dim), .gap: Look(nil, .dim),
  ]

  static let plainLayers: [Layer: Look] = [
    .selected: Look(nil, .reverse), .marked: Look(nil, .bold),
    .matched: Look(nil, [.bold, .underline]),
  ]
}
