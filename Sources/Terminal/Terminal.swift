import CNCurses
import Glibc
package import Screen

/// The terminal. It is the only user of ncurses while the program has a screen.
///
/// Everything runs on the main thread, because ncurses is not thread-safe. Only one can be open.
// Safe: the pointers are ncurses' own, made in `open`, freed in `close`, and never handed out.
@MainActor @safe
package final class Terminal {
  /// Messages for the user about the terminal, one sentence each.
  package let notices: [String]

  /// The signs to draw: by option, by the locale, or by what the terminal reports.
  package internal(set) var signs: SignSet
  /// Whether the terminal is asked how wide a sign is that some terminals draw in two cells.
  var widthQuestion: WidthQuestion
  let hasSynchronizedOutput: Bool
  let screen: OpaquePointer
  /// Reads keys. It is a separate pad, because reading from a window also repaints that window.
  let keypadWindow: UnsafeMutablePointer<WINDOW>
  let signals: Signals.Installed

  var paint: Paint
  var decoder = KeyDecoder()
  /// What the terminal shows, nil when that is unknown.
  var presented: Surface?
  /// The last surface, to show again if the terminal lost it.
  var latest: Surface?
  /// What ncurses was given last: the memory is used again.
  var lastCells: [cchar_t] = []
  var state = State.open
  /// Whether the next picture has to enter the alternate screen, which ncurses believes to be there.
  var hasToEnter = true
  /// Signals that till has to end for, and that came while another program had the terminal.
  var overdue: Set<Int32> = []
  /// Whether the terminal was found to be gone while reading.
  var isGone = false
  var title: String?
  var errorLog: Int32?
  var savedStandardError: Int32 = -1
  /// When the terminal was asked for its background; nil once it has answered, or was not asked.
  var backgroundAskedAt: ContinuousClock.Instant?

  enum State { case open, suspended, closed }

  /// Standard input: what to poll for keys.
  package nonisolated let fileDescriptor: Int32 = STDIN_FILENO
  let outlet: Outlet
  /// Where sequences are written without ncurses: to its descriptor, so that the order is kept.
  var output: Int32 { outlet.descriptor }

  /// Takes over the terminal of standard input and output.
  ///
  /// - Throws: when they are no terminal, or one that cannot show a screen; nothing has changed
  ///   then.
  package static func open(
    _ options: TerminalOptions = TerminalOptions()
  ) throws(TerminalError) -> Terminal {
    for (descriptor, name) in [(STDIN_FILENO, "input"), (STDOUT_FILENO, "output")]
    where isatty(descriptor) == 0 {
      throw TerminalError(
        code: .notATerminal,
        description: """
          standard \(name) is not a terminal, so there is no screen to show; \
          use `till list` or `till show` in scripts and pipes
          """)
    }
    let characters = CharacterSet.adopt()
    let type = try TerminalType.find()
    // Exported sizes would override the real one for the whole run, even if the window changes.
    unsafe unsetenv("LINES")
    unsafe unsetenv("COLUMNS")
    let signals = Signals.install(terminal: STDOUT_FILENO, notice: options.crashNotice)
    guard let outlet = Outlet(to: STDOUT_FILENO),
      let screen = unsafe start(type, outlet)
    else {
      Signals.remove(signals)
      throw TerminalType.unknown(type.name)
    }
    let notices = type.notices + [characters.notice].compactMap(\.self)
    return unsafe Terminal(
      screen: screen, outlet: outlet, signals: signals, options: options, type: type,
      isUTF8: characters == .utf8, notices: notices)
  }

  /// Starts ncurses, and lets it believe that the screen was left and is back. Before that it takes
  /// each movement of the cursor for one of a program without a screen, and writes it at once: a page
  /// was fifty writes. What it writes for this is dropped, so the first picture enters the screen and
  /// clears it.
  /// Source: https://github.com/ThomasDickey/ncurses-snapshots/blob/master/ncurses/tty/lib_mvcur.c
  private static func start(_ type: TerminalType, _ outlet: borrowing Outlet) -> OpaquePointer? {
    guard let screen = unsafe till_newterm(type.name, outlet.stream) else { return nil }
    outlet.drop {
      endwin()
      doupdate()
    }
    unsafe clearok(till_curscr(), true)
    return unsafe screen
  }

  private init(
    screen: OpaquePointer, outlet: consuming Outlet, signals: Signals.Installed,
    options: TerminalOptions, type: TerminalType, isUTF8: Bool, notices: [String]
  ) {
    unsafe self.screen = screen
    self.outlet = outlet
    self.signals = signals
    signs = options.isASCII || !isUTF8 ? .ascii : type.isLinuxConsole ? .console : .all
    widthQuestion = signs == .all ? WidthQuestion(options.ambiguousWidth) : .needless
    if signs == .all, options.ambiguousWidth == .wide { signs = .unambiguous }
    self.notices = notices
    hasSynchronizedOutput = type.hasSynchronizedOutput
    paint = Paint(theme: options.theme, isColorless: options.isColorless)
    unsafe keypadWindow = newpad(1, 1)
    errorLog = options.errorLog

    cbreak()
    noecho()
    nonl()
    releaseKeys()
    set_escdelay(type.escapeDelay)
    typeahead(-1)
    unsafe keypad(keypadWindow, true)
    unsafe nodelay(keypadWindow, true)
    decoder.altKeys = options.altKeys
    defineKeys()
    redirectStandardError()
    enableModes()
    setMouse(options.hasMouse)
    if options.asksBackground, paint.hasPalette { askForBackground() }
  }

  /// The size of the screen in cells.
  package var size: Size {
    unsafe Size(width: Int(getmaxx(till_newscr())), height: Int(getmaxy(till_newscr())))
  }

  /// Shows the screen in other colours from the next frame on.
  package func setTheme(_ theme: Theme) {
    paint.adopt(theme)
    presented = nil
  }

  /// Gives the terminal back as it was found. A second call does nothing.
  package func close() {
    guard state != .closed else { return }
    if state == .open { leaveScreen() }
    state = .closed
    Signals.remove(signals)
    unsafe delwin(keypadWindow)
    unsafe delscreen(screen)
  }

  /// Makes Ctrl-S and Ctrl-Q keys, not flow control. The same for Ctrl-C: as a signal it would
  /// overtake the keys before it, and the kernel would discard them. ncurses saves the settings for
  /// coming back.
  private func releaseKeys() {
    var settings = termios()
    unsafe tcgetattr(fileDescriptor, &settings)
    settings.c_iflag &= ~tcflag_t(IXON | IXOFF)
    // VINTR is the first of the control characters; 0 switches it off.
    settings.c_cc.0 = 0
    unsafe tcsetattr(fileDescriptor, TCSANOW, &settings)
    def_prog_mode()
  }
}
