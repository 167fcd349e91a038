import CNCurses
import Host
package import Screen

extension Terminal {
  /// Shows a screen. Only changed cells go to ncurses, and all of its output goes to the terminal
  /// at once.
  package func present(_ surface: Surface) {
    latest = surface
    guard state == .open else { return }
    let shown = surface.limited(to: signs)
    if presented?.size != shown.size {
      unsafe werase(till_newscr())
      presented = nil
    }
    let before = presented
    let changes = (0..<min(shown.size.height, size.height)).compactMap { y in
      shown.changes(inRow: y, since: before).map { (y, $0) }
    }
    guard !changes.isEmpty || before?.cursor != shown.cursor else { return }
    Signals.use(of: .screen)
    outlet.gather {
      if hasToEnter { enterScreen() }
      askForWidth()
      if hasSynchronizedOutput { writeControl(ControlSequence.synchronizedStart) }
      let disputed = changes.flatMap { put($1, ofRow: $0, of: shown, since: before) }
      if !disputed.isEmpty { settle(disputed, of: shown) }
      place(shown.cursor)
      doupdate()
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

  /// Gives ncurses the changed part of a row, from the first to the last changed column, with
  /// blanks for glyphs whose width differs between terminals.
  ///
  /// - Returns: where those glyphs are.
  private func put(
    _ changes: Range<Int>, ofRow y: Int, of surface: Surface, since before: Surface?
  ) -> [Position] {
    let row = surface.row(y)
    let reach = Self.reach(of: changes).clamped(to: row.indices)
    let disputed = surface.disputedColumns(reach, inRow: y, signs)
      .filter { isTouched($0, from: before?.row(y), to: row) }
    put(disputed.isEmpty ? changes : reach, ofRow: y, row, without: disputed)
    return disputed.map { Position(x: $0, y: y) }
  }

  /// Gives cells to ncurses; those in `without` become blanks.
  private func put(_ columns: Range<Int>, ofRow y: Int, _ row: CellRow, without: [Int] = []) {
    let columns = columns.clamped(to: 0..<min(row.count, size.width))
    let start = row[...columns.lowerBound].lastIndex { !$0.isContinuation } ?? 0
    var cells: [cchar_t] = []
    swap(&cells, &lastCells)
    defer { swap(&cells, &lastCells) }
    cells.removeAll(keepingCapacity: true)
    var (style, ink) = (row[start].style, paint.ink(for: row[start].style))
    for x in start..<columns.upperBound where !row[x].isContinuation {
      let cell = row[x]
      if cell.style != style { (style, ink) = (cell.style, paint.ink(for: cell.style)) }
      let glyph = without.contains(x) ? .space : agreed(cell.glyph, room: row.count - x)
      cells.append(ink.cell(glyph))
      for _ in glyph.width..<cell.glyph.width { cells.append(ink.cell(.space)) }
    }
    unsafe mvwadd_wchnstr(
      till_newscr(), Int32(y), Int32(start), cells, Int32(cells.count))
  }

  /// Draws the disputed glyphs one by one, each from a known place of the cursor: a glyph that is
  /// wider or narrower than ncurses expects must not move what follows.
  private func settle(_ places: [Position], of surface: Surface) {
    unsafe leaveok(till_newscr(), false)
    curs_set(0)
    unsafe wmove(till_newscr(), 0, 0)
    doupdate()
    for place in places {
      put(place.x..<place.x + 1, ofRow: place.y, surface.row(place.y))
      unsafe wmove(till_newscr(), Int32(place.y), 0)
      doupdate()
      // ncurses may have moved back by the number of cells that it expects.
      writeControl("\r")
    }
  }

  /// Whether ncurses might write over a cell while it updates those around it.
  private func isTouched(_ x: Int, from before: CellRow?, to after: CellRow) -> Bool {
    guard let before else { return true }
    let near = Self.reach(of: x..<x).clamped(to: after.indices)
    return !before[near].elementsEqual(after[near])
  }

  /// The cells that ncurses might write when some change: it writes short runs of unchanged cells again
  /// rather than move the cursor.
  private static func reach(of columns: Range<Int>) -> Range<Int> {
    columns.lowerBound - 16..<columns.upperBound + 16
  }

  /// The glyph, if the C library gives it as many cells as till does. ncurses uses the library's
  /// width, so a character that is newer than the library would shift its row.
  private func agreed(_ glyph: Glyph, room: Int) -> Glyph {
    if glyph.base.isASCII && glyph.firstMark == 0 { return glyph }
    let isAgreed =
      till_wcwidth(wchar_t(glyph.base.value)) == Int32(glyph.width) && Int(glyph.width) <= room
      && [glyph.firstMark, glyph.secondMark].allSatisfy {
        $0 == 0 || till_wcwidth(wchar_t($0)) == 0
      }
    if isAgreed { return glyph }
    return signs == .ascii ? Glyph(narrow: "?") : .replacement
  }

  private func place(_ cursor: Position?) {
    guard let cursor, cursor.x < size.width, cursor.y < size.height else {
      unsafe leaveok(till_newscr(), true)
      curs_set(0)
      return
    }
    unsafe leaveok(till_newscr(), false)
    unsafe wmove(till_newscr(), Int32(cursor.y), Int32(cursor.x))
    curs_set(1)
  }

  /// Writes a control sequence without ncurses, whose own output is complete at this point.
  package func writeControl(_ bytes: some Collection<UInt8>) {
    writeAll(bytes, to: output, patience: 1000)
  }

  func writeControl(_ sequence: String) { writeControl(sequence.utf8) }

  /// Rings the bell, or flashes if the user has set that.
  package func bell() { beep() }

  /// Asks for a notice on the desktop; terminals without notices ignore it. The text is till's own.
  package func notify(_ text: String) {
    let names = ["TERM", "TMUX", "STY", "VTE_VERSION"]
    let environment = Dictionary(
      uniqueKeysWithValues: names.compactMap { name in
        TerminalType.environment(name).map { (name, $0) }
      })
    let sequence = DesktopNotice(environment: environment).sequence(for: text)
    if !sequence.isEmpty { writeControl(sequence) }
  }

  /// Sets the window's title, until the screen is left. Some terminals print what they do not
  /// understand, so only types that are known to have a title get one.
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
