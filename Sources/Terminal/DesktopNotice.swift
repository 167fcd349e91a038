/// The control sequences that show a notice on the desktop: OSC 9 of iTerm2, which most terminals
/// have adopted, and OSC 777 of rxvt-unicode.
///
/// Sources: https://iterm2.com/documentation-escape-codes.html,
/// https://codeberg.org/dnkl/foot/src/branch/master/doc/foot-ctlseqs.7.scd
struct DesktopNotice {
  let environment: [String: String]

  /// The bytes to write; none for a terminal that would show them as text, or not at all.
  ///
  /// A terminal that knows both sequences gets one. Behind tmux the terminal is not known, so both
  /// are sent.
  func sequence(for text: String) -> [UInt8] {
    let kind = TerminalKind(environment)
    guard kind.understandsOSC else { return [] }
    // A semicolon would end the text.
    let plain = text.replacing(";", with: ",")
    let short = "\u{1B}]9;\(plain)\u{7}"
    let long = "\u{1B}]777;notify;till;\(plain)\u{7}"
    if kind.isTmux { return Array((throughTmux(short) + throughTmux(long)).utf8) }
    let sequence = knows777(kind) ? long : short
    return Array((kind.isScreen ? "\u{1B}P\(sequence)\u{1B}\\" : sequence).utf8)
  }

  private func knows777(_ kind: TerminalKind) -> Bool {
    kind.name.hasPrefix("rxvt") || kind.name.hasPrefix("foot") || kind.isSet("VTE_VERSION")
  }

  /// tmux passes it on if `allow-passthrough` is on, and drops it otherwise.
  /// Source: https://github.com/tmux/tmux/wiki/FAQ
  private func throughTmux(_ sequence: String) -> String {
    "\u{1B}Ptmux;" + sequence.replacing("\u{1B}", with: "\u{1B}\u{1B}") + "\u{1B}\\"
  }
}
