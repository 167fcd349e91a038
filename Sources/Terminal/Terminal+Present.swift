import CNCurses
package import Screen

extension Terminal {
  /// Shows a screen. Only cells that changed go to ncurses, and all that it makes of them goes to the
  /// terminal at once.
  package func present(_ surface: Surface) {
    latest = surface
    guard state == .open else { return }
    let shown = isASCII ? surface.asciiOnly : surface
    if presented?.size != shown.size {
      unsafe werase(till_stdscr())
      presented = nil
    }
    let rows = (0..<min(shown.size.height, size.height)).filter {
      presented?.row($0) != shown.row($0)
    }
    guard !rows.isEmpty || presented?.cursor != shown.cursor else { return }
    outlet.gather {
      if hasSynchronizedOutput { writeControl(ControlSequence.synchronizedStart) }
      let disputed = rows.flatMap { put(row: $0, of: shown) }
      if !disputed.isEmpty { settle(disputed, of: shown) }
      place(shown.cursor)
      refresh()
      if hasSynchronizedOutput { writeControl(ControlSequence.synchronizedEnd) }
    }
    presented = shown
  }

  /// Repaints everything, for a screen that something else wrote on (Ctrl-L).
  package func redraw() {
    unsafe clearok(till_curscr(), true)
    presented = nil
    if let latest { present(latest) }
  }

  /// Hands what changed of a row to ncurses, with blanks for glyphs that terminals disagree about.
  ///
  /// - Returns: where those glyphs are.
  private func put(row y: Int, of surface: Surface) -> [Position] {
    let row = surface.row(y)
    let before = presented?.row(y)
    var disputed: [Position] = []
    for index in row.indices.prefix(size.width) where !row[index].isContinuation {
      let (x, cell) = (index - row.startIndex, row[index])
      if cell.glyph.isDisputed, changes(around: x, from: before, to: row) {
        disputed.append(Position(x: x, y: y))
        for half in 0..<Int(cell.glyph.width) { put(Cell(.space, cell.style), x: x + half, y: y) }
      } else if before?[index] != cell {
        put(cell, x: x, y: y)
      }
    }
    return disputed
  }

  /// Draws disputed glyphs one by one, each from a known place of the cursor: a terminal that gives
  /// one another width than ncurses believes must not shift what follows.
  private func settle(_ places: [Position], of surface: Surface) {
    unsafe leaveok(till_stdscr(), false)
    curs_set(0)
    unsafe wmove(till_stdscr(), 0, 0)
    refresh()
    for place in places {
      put(surface[place.x, place.y], x: place.x, y: place.y)
      unsafe wmove(till_stdscr(), Int32(place.y), 0)
      refresh()
      // ncurses may have gone back by as many cells as it believes.
      writeControl("\r")
    }
  }

  /// Whether ncurses might write over a cell while it updates those around it: it writes short runs
  /// of unchanged cells again rather than move the cursor.
  private func changes(
    around x: Int, from before: ArraySlice<Cell>?, to after: ArraySlice<Cell>
  ) -> Bool {
    guard let before else { return true }
    let reach = 16
    let near = max(0, x - reach)..<min(after.count, x + reach)
    return before.dropFirst(near.lowerBound).prefix(near.count)
      != after.dropFirst(near.lowerBound).prefix(near.count)
  }

  private func put(_ cell: Cell, x: Int, y: Int) {
    let ink = paint.ink(for: cell.style)
    let glyph = agreed(cell.glyph, room: size.width - x)
    let text = [
      wchar_t(glyph.base.value), wchar_t(glyph.firstMark), wchar_t(glyph.secondMark), 0,
    ]
    unsafe till_put(Int32(y), Int32(x), text, ink.attributes, ink.pair)
    if cell.glyph.width > glyph.width && x + 1 < size.width {
      put(Cell(.space, cell.style), x: x + 1, y: y)
    }
  }

  private func refresh() {
    unsafe wnoutrefresh(till_stdscr())
    doupdate()
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

extension Glyph {
  /// Whether terminals give it different widths: spacing marks, marks that some do not combine, and
  /// emoji younger than many a terminal.
  fileprivate var isDisputed: Bool {
    // Letters, and the signs that till itself draws with.
    let isCommon = base.value < 0x300 || (0x2010..<0x2600).contains(base.value)
    guard !isCommon || firstMark != 0 else { return false }
    let isYoungEmoji =
      width == 2 && base.properties.isEmoji && (base.properties.age?.major ?? 0) > 12
    return isYoungEmoji || base.properties.generalCategory == .spacingMark
      || scalars.dropFirst().contains { $0.properties.canonicalCombiningClass == .notReordered }
  }
}
