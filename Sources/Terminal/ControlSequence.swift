/// What is written to a terminal besides text. All terminals ignore unknown private modes.
///
/// [XTerm Control Sequences](https://invisible-island.net/xterm/ctlseqs/ctlseqs.html)
enum ControlSequence {
  static let bracketedPasteOn = "\u{1B}[?2004h"
  static let bracketedPasteOff = "\u{1B}[?2004l"
  static let pasteStart = "\u{1B}[200~"
  static let pasteEnd = "\u{1B}[201~"
  static let synchronizedStart = "\u{1B}[?2026h"
  static let synchronizedEnd = "\u{1B}[?2026l"
  static let mouseOn = "\u{1B}[?1000h\u{1B}[?1006h"
  static let mouseOff = "\u{1B}[?1006l\u{1B}[?1002l\u{1B}[?1000l"

  /// Leaves the alternate screen, and gives the title back.
  static let restoreScreen = synchronizedEnd + "\u{1B}[0m" + titlePop + "\u{1B}[?1049l"
  /// Resets all other modes that till and ncurses switch on, in a terminal of any kind.
  static let restoreModes =
    mouseOff + bracketedPasteOff + "\u{1B}[?1l\u{1B}>\u{1B}[0m\u{1B}[?25h\r"

  /// Asks for the colour of the background; the answer is `ESC ] 11 ; rgb:… ST`.
  static let backgroundQuestion = "\u{1B}]11;?\u{1B}\\"

  static let titlePush = "\u{1B}[22;2t"
  static let titlePop = "\u{1B}[23;2t"

  /// A capability of terminfo without the delays, `$<5>`, that only old hardware terminals need.
  static func withoutPadding(_ capability: String) -> String {
    let pieces = capability.split(separator: "$", omittingEmptySubsequences: false)
    return pieces.dropFirst().reduce(String(pieces[0])) { text, piece in
      text + (piece.hasPrefix("<") ? piece.drop { $0 != ">" }.dropFirst() : "$" + piece)
    }
  }

  static func title(_ text: String) -> String { "\u{1B}]2;\(text)\u{7}" }
}
