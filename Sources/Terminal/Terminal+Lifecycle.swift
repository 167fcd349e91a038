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
  /// program.
  package func resume() {
    guard state == .suspended else { return }
    state = .open
    _ = Signals.take(from: signals.pipe)
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

  /// After a stop without warning (`kill -STOP`): the shell has used the terminal.
  func comeBack() {
    guard state == .open else { return }
    reset_prog_mode()
    enableModes()
    adoptSize()
    redraw()
  }

  func leaveScreen() {
    // The screen is entered with the first picture, and left only after that.
    outlet.gather()
    awaitWidth()
    hideTitle()
    if decoder.hasMouse { writeControl(ControlSequence.mouseOff) }
    writeControl(ControlSequence.bracketedPasteOff)
    curs_set(1)
    endwin()
    restoreStandardError()
  }

  /// Modes that ncurses does not know, and so does not switch on again after a stop.
  func enableModes() {
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
