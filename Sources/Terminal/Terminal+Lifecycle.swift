import CNCurses
import Glibc

extension Terminal {
  /// Leaves the screen to a child program or the shell. Nothing is drawn until ``resume()``.
  package func suspend() {
    guard state == .open else { return }
    leaveScreen()
    state = .suspended
  }

  /// Takes the screen back as it was. Signals that came in between were meant for the other
  /// program, but if till is to end, then it ends without touching the terminal again.
  package func resume() {
    guard state == .suspended else { return }
    overdue = Signals.take(from: signals.pipe).intersection([SIGTERM, SIGHUP])
    guard overdue.isEmpty else { return }
    state = .open
    Signals.use(of: .modes)
    reset_prog_mode()
    redirectStandardError()
    enableModes()
    showTitle()
    adoptSize()
    redraw()
  }

  /// Stops the process on Ctrl-Z, and returns when the shell continues it.
  package func stop() {
    suspend()
    Signals.stop()
    resume()
  }

  /// After a stop without warning (`kill -STOP`): the shell has used the terminal, and other programs
  /// may have left the alternate screen.
  func comeBack() {
    guard state == .open else { return }
    reset_prog_mode()
    hasToEnter = true
    enableModes()
    adoptSize()
    redraw()
  }

  func leaveScreen() {
    awaitBackground()
    awaitWidth()
    // Otherwise the terminal would go back to a screen that it has not left.
    if hasToEnter { enterScreen() }
    hideTitle()
    if decoder.hasMouse { writeControl(ControlSequence.mouseOff) }
    writeControl(ControlSequence.bracketedPasteOff)
    curs_set(1)
    endwin()
    Signals.use(of: .nothing)
    restoreStandardError()
  }

  /// Switches to the alternate screen, where ncurses does not do it.
  func enterScreen() {
    hasToEnter = false
    // putp would write to stdout, and later.
    if let sequence = unsafe till_string("smcup") {
      writeControl(ControlSequence.withoutPadding(unsafe String(cString: sequence)))
    }
  }

  /// Modes that ncurses does not know, and so does not switch on again after a stop, or only when it
  /// is asked for a key.
  func enableModes() {
    unsafe keypad(keypadWindow, true)
    writeControl(ControlSequence.bracketedPasteOn)
    if decoder.hasMouse { writeControl(ControlSequence.mouseOn) }
  }

  func redirectStandardError() {
    guard let errorLog, savedStandardError < 0 else { return }
    savedStandardError = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3)
    dup2(errorLog, STDERR_FILENO)
  }

  func restoreStandardError() {
    guard savedStandardError >= 0 else { return }
    dup2(savedStandardError, STDERR_FILENO)
    Glibc.close(savedStandardError)
    savedStandardError = -1
  }
}

extension Terminal {
  /// Gives the terminal to a program, such as a pager or an editor, until it ends.
  ///
  /// - Parameters:
  ///   - arguments: the program and its arguments; no shell sees them.
  ///   - environment: the variables that the program sees.
  /// - Returns: whether it ran and succeeded.
  package func run(_ arguments: [String], environment: [String: String]) -> Bool {
    suspend()
    defer { resume() }
    let program = ForegroundProgram(arguments: arguments, environment: environment)
    return program.run(on: fileDescriptor) == .exited(0)
  }
}
