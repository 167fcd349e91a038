/// The few colours that a built-in theme is made of, from the 240 that are the same on every
/// terminal.
///
/// Texts have a contrast of at least 4.5:1 with their background, frames 3:1.
/// Source: https://www.w3.org/TR/WCAG21/#contrast-minimum
private struct Hues {
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
}

extension Theme {
  /// The terminal's own two colours, and attributes: works with any colours.
  package static let terminal = Theme(
    name: "terminal",
    roles: plainRoles.merging(badges) { _, badge in badge },
    layers: plainLayers)

  package static let dark = Theme(
    name: "dark",
    hues: Hues(
      text: Color(252, or: .white), page: Color(234, or: .black), faint: Color(248, or: .white),
      line: Color(243, or: .white), accent: Color(117, or: .cyan), good: Color(114, or: .green),
      warn: Color(179, or: .yellow), bad: Color(210, or: .red), other: Color(183, or: .magenta),
      raised: Color(236, or: .black)),
    selected: Look(Color(255, or: .black), on: Color(24, or: .cyan)))

  package static let light = Theme(
    name: "light",
    hues: Hues(
      text: Color(236, or: .black), page: Color(231, or: .white), faint: Color(240, or: .black),
      line: Color(245, or: .black), accent: Color(25, or: .blue), good: Color(22, or: .green),
      warn: Color(94, or: .magenta), bad: Color(124, or: .red), other: Color(90, or: .magenta),
      raised: Color(255, or: .white)),
    selected: Look(Color(232, or: .white), on: Color(153, or: .blue)))

  package static let highContrast = Theme(
    name: "high-contrast",
    hues: Hues(
      text: Color(231, or: .white), page: Color(16, or: .black), faint: Color(231, or: .white),
      line: Color(231, or: .white), accent: Color(51, or: .cyan), good: Color(46, or: .green),
      warn: Color(226, or: .yellow), bad: Color(210, or: .red), other: Color(219, or: .magenta),
      raised: Color(16, or: .black)),
    selected: Look(Color(16, or: .black), on: Color(226, or: .yellow), .bold))

  /// TEST and LIVE set both colours, so that they look the same everywhere.
  private static let badges: [Role: Look] = [
    .headerTest: Look(Color(16, or: .black), on: Color(80, or: .cyan), .bold),
    .headerLive: Look(Color(231, or: .white), on: Color(160, or: .red), .bold),
    .qrCode: Look(Color(16, or: .black), on: Color(231, or: .white)),
  ]

  private init(name: String, hues p: Hues, selected: Look) {
    let faint = Look(p.faint)
    let bar = Look(p.text, on: p.raised)
    self.init(
      name: name,
      roles: [
        .text: Look(p.text, on: p.page),
        .secondary: faint,
        .border: Look(p.line), .focusedBorder: Look(p.accent, .bold),
        .liveBorder: Look(p.bad),
        .title: Look(p.text, .bold),
        .header: bar, .account: bar,
        .footer: Look(p.faint, on: p.raised),
        .key: Look(p.accent, on: p.raised, .bold), .disabled: Look(p.faint, on: p.raised),
        .columnHead: Look(p.faint, .bold),
        .statusOpen: Look(p.accent, .bold), .statusPaid: Look(p.good, .bold),
        .statusUnpaid: Look(p.warn, .bold),
        .statusExpired: faint, .statusOther: Look(p.text),
        .amount: Look(p.text), .link: Look(p.accent, .underline), .code: Look(p.other),
        .jsonKey: Look(p.accent),
        .notice: Look(p.accent), .success: Look(p.good), .warning: Look(p.warn, .bold),
        .error: Look(p.bad, .bold),
        .dialog: bar, .dialogBorder: Look(p.accent, on: p.raised),
        .danger: Look(p.bad, on: p.raised, .bold),
        .focusedButton: Look(p.text, on: p.raised, [.reverse, .bold]),
        .input: Look(p.text, on: p.raised, .underline),
        .placeholder: Look(p.faint, on: p.raised),
        .gap: Look(p.other),
      ].merging(Self.badges) { _, badge in badge },
      layers: [
        .selected: selected, .resting: Look(nil, on: p.raised),
        .marked: Look(nil, on: p.raised, .bold),
        .matched: Look(p.warn, [.bold, .underline]),
      ])
  }

  /// Without colour, only shape and attributes: important text is bold, reversed or underlined.
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
    .amount: Look(), .link: Look(nil, .underline), .code: Look(), .jsonKey: Look(nil, .bold),
    .notice: Look(), .success: Look(nil, .bold), .warning: Look(nil, .bold),
    .error: Look(nil, [.bold, .reverse]),
    .dialog: Look(), .dialogBorder: Look(nil, .bold), .danger: Look(nil, .bold),
    .focusedButton: Look(nil, [.reverse, .bold]),
    .input: Look(nil, .underline), .placeholder: Look(nil, .dim), .gap: Look(nil, .dim),
    .qrCode: Look(),
  ]

  /// With eight colours, only the QR code has colours: it is not text.
  static let basicRoles = plainRoles.merging([.qrCode: Look(.black, on: .white)]) { _, new in new }

  static let plainLayers: [Layer: Look] = [
    .selected: Look(nil, .reverse), .resting: Look(nil, .bold), .marked: Look(nil, .bold),
    .matched: Look(nil, [.bold, .underline]),
  ]
}
