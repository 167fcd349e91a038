import CNCurses
import Glibc

extension Terminal {
  /// Leaves the screen to others: a child program, or the shell. Nothing is drawn until
  /// ``resume()``.
  package func suspend() {
    guard state == .open else { return }
    leaveScreen()
    state = .suspended
  }

  /// Takes the screen back as it was. Signals that came in between were meant for others.
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

  /// Stops the program as Ctrl-Z should, and comes back when the shell continues it.
  package func stop() {
    suspend()
    Signals.stop()
    resume()
  }

  /// After a stop that could not be seen coming (`kill -STOP`): the shell has had the terminal.
  func comeBack() {
    guard state == .open else { return }
    reset_prog_mode()
    enableModes()
    adoptSize()
    redraw()
  }

  func leaveScreen() {
    awaitWidth()
    hideTitle()
    if decoder.hasMouse { writeControl(ControlSequence.mouseOff) }
    writeControl(ControlSequence.bracketedPasteOff)
    curs_set(1)
    endwin()
    restoreStandardError()
  }

  /// What ncurses does not know of, and so does not switch on again after a stop.
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
  /// Gives the terminal to a program, a pager or an editor, until it ends.
  ///
  /// - Parameters:
  ///   - arguments: the program and its arguments; no shell sees them.
  ///   - environment: what the program gets to see.
  /// - Returns: whether it ran and succeeded.
  package func run(_ arguments: [String], environment: [String: String]) -> Bool {
    suspend()
    defer { resume() }
    let program = ForegroundProgram(arguments: arguments, environment: environment)
    return program.run(on: fileDescriptor) == .exited(0)
  }
}
