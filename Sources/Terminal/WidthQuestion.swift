import CNCurses
import Glibc
import Host
import Screen

/// Asks the terminal how wide a sign is: it is drawn where the screen is empty, and the terminal
/// reports where its cursor is then. The answer comes among the keys; nothing waits for it.
enum WidthQuestion: Equatable {
  case needless, due, asked

  init(_ width: AmbiguousWidth) { self = width == .ask ? .due : .needless }

  /// Any row but the first, in which the answer would look like a function key.
  static let row = 2

  /// The sign, the question, and the row cleared again. The cursor is at the upper left before and
  /// after.
  /// Source: https://invisible-island.net/xterm/ctlseqs/ctlseqs.html (CPR)
  static let sequence = "\u{1B}[\(row);1H●\u{1B}[6n\r\u{1B}[2K\u{1B}[H"

  /// How long the end of the program waits for an answer, in milliseconds: later, it would appear
  /// in the shell.
  static let patience: Int32 = 100
}

extension Terminal {
  /// Asks on the screen that is still empty.
  func askForWidth() {
    guard widthQuestion == .due, size.height > WidthQuestion.row else { return }
    widthQuestion = .asked
    doupdate()
    writeControl(WidthQuestion.sequence)
  }

  /// Takes the answer, if it has come.
  func takeWidth() {
    guard let width = decoder.takeWidth() else { return }
    widthQuestion = .needless
    guard width == 2, signs == .all else { return }
    signs = .unambiguous
    redraw()
  }

  /// Waits for an answer that has not come yet, so that no shell reads it.
  func awaitWidth() {
    guard widthQuestion == .asked else { return }
    var target = pollfd(fd: fileDescriptor, events: Int16(POLLIN), revents: 0)
    while widthQuestion == .asked, !isGone, unsafe poll(&target, 1, WidthQuestion.patience) > 0 {
      _ = readKeys()
    }
    widthQuestion = .needless
  }
}
