import CNCurses
package import Screen

extension Terminal {
  /// Shows a screen. Only rows that changed go to ncurses, which sends only cells that changed.
  package func present(_ surface: Surface) {
    latest = surface
    guard state == .open else { return }
    let shown = isASCII ? surface.asciiOnly : surface
    guard shown != presented else { return }
    if hasSynchronizedOutput { writeControl(ControlSequence.synchronizedStart) }
    let width = min(shown.size.width, size.width)
    if presented?.size != shown.size { unsafe werase(till_stdscr()) }
    for y in 0..<min(shown.size.height, size.height) {
      let row = shown.row(y)
      if let presented, presented.size == shown.size, presented.row(y) == row { continue }
      put(row.prefix(width), y: y)
    }
    place(shown.cursor)
    unsafe wnoutrefresh(till_stdscr())
    doupdate()
    if hasSynchronizedOutput { writeControl(ControlSequence.synchronizedEnd) }
    presented = shown
  }

  /// Repaints everything, for a screen that something else wrote on (Ctrl-L).
  package func redraw() {
    unsafe clearok(till_curscr(), true)
    presented = nil
    if let latest { present(latest) }
  }

  private func put(_ row: ArraySlice<Cell>, y: Int) {
    var text: [wchar_t] = [0, 0, 0, 0]
    for (x, cell) in row.enumerated() where !cell.isContinuation {
      let ink = paint.ink(for: cell.style)
      let glyph = agreed(cell.glyph, room: row.count - x)
      text[0] = wchar_t(glyph.base.value)
      text[1] = wchar_t(glyph.firstMark)
      text[2] = wchar_t(glyph.secondMark)
      unsafe till_put(Int32(y), Int32(x), text, ink.attributes, ink.pair)
      if cell.glyph.width == 2 && glyph.width == 1 && x + 1 < row.count {
        text = [wchar_t(Glyph.space.base.value), 0, 0, 0]
        unsafe till_put(Int32(y), Int32(x + 1), text, ink.attributes, ink.pair)
      }
    }
  }

  /// The glyph, if the C library gives it as many cells as we do: ncurses believes the library, and a
  /// character newer than that would shift its row.
  private func agreed(_ glyph: Glyph, room: Int) -> Glyph {
    if glyph.base.isASCII && glyph.firstMark == 0 { return glyph }
    let isAgreed =
      till_wcwidth(wchar_t(glyph.base.value)) == Int32(glyph.width) && Int(glyph.width) <= room
      && [glyph.firstMark, glyph.secondMark].allSatisfy {
        $0 == 0 || till_wcwidth(wchar_t($0)) == 0
      }
    if isAgreed { return glyph }
    return isASCII ? Glyph(narrow: "?") : .replacement
  }

  private func place(_ cursor: Position?) {
    guard let cursor, cursor.x < size.width, cursor.y < size.height else {
      unsafe leaveok(till_stdscr(), true)
      curs_set(0)
      return
    }
    unsafe leaveok(till_stdscr(), false)
    unsafe wmove(till_stdscr(), Int32(cursor.y), Int32(cursor.x))
    curs_set(1)
  }

  /// Writes a control sequence past ncurses, whose own output is complete at this point.
  package func writeControl(_ bytes: some Sequence<UInt8>) {
    writeAll(bytes, to: output)
  }

  func writeControl(_ sequence: String) { writeControl(sequence.utf8) }

  /// Rings, or flashes where the user has it so.
  package func bell() { beep() }

  /// Names the window, until the screen is left. Some terminals print what they do not understand,
  /// so only those whose types are known to have a title get it.
  package func setTitle(_ text: String) {
    guard title != text else { return }
    hideTitle()
    title = text
    showTitle()
  }

  func showTitle() {
    guard state == .open, let title, hasTitle else { return }
    writeControl(ControlSequence.titlePush + ControlSequence.title(Sanitiser.display(title)))
  }

  func hideTitle() {
    guard state == .open, title != nil, hasTitle else { return }
    writeControl(ControlSequence.titlePop)
  }

  private var hasTitle: Bool {
    let type = TerminalType.environment("TERM") ?? ""
    return ["xterm", "tmux", "screen", "rxvt", "alacritty", "foot", "wezterm", "st-", "vte"]
      .contains(where: type.hasPrefix)
  }
}
