import CNCurses
import Glibc
import Host
import Synchronization

/// Signal handling while the screen is up.
///
/// Signals that the loop answers become a byte in a pipe that it polls. Deadly signals first
/// restore the terminal, with `write(2)` and `tcsetattr` alone, and then kill: ncurses' own handler
/// is not async-signal-safe and exits with status 1. The handlers are installed before `newterm`,
/// which leaves existing handlers alone.
enum Signals {
  /// Become a byte in the pipe. TERM, HUP and INT kill if the loop has not read the last one.
  private static let reported = [SIGTERM, SIGINT, SIGHUP, SIGWINCH, SIGTSTP, SIGCONT]
  /// Kill after restoring the terminal.
  private static let deadly = [
    SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT, SIGSYS, SIGQUIT, SIGUSR1, SIGUSR2, SIGXCPU,
    SIGXFSZ,
  ]

  /// The handlers that are in place, and what was there before.
  struct Installed {
    /// The end of the pipe to poll.
    let pipe: Int32
    let previous: [Int32: sigaction]
  }

  /// What has to be taken back when the program dies.
  enum Use: UInt8 {
    /// The terminal belongs to another program.
    case nothing
    case modes
    /// The modes, and the alternate screen.
    case screen
  }

  /// Says what a deadly signal finds.
  static func use(of terminal: Use) { unsafe crash.pointee.use = terminal }

  /// Says which group of processes has the terminal now; 0 for none. A signal that ends till is passed
  /// on to it, since till only waits for it; so is one that came before the group had the terminal.
  static func pass(on group: pid_t) {
    unsafe crash.pointee.group = group
    // The handler may run on another thread: it stores the signal before it looks for a group.
    atomicMemoryFence(ordering: .sequentiallyConsistent)
    let signal = asked.load(ordering: .relaxed)
    if group > 0, signal != 0 { kill(-group, signal) }
  }

  /// Installs the handlers, and remembers the settings of the terminal as they are now.
  static func install(terminal: Int32, notice: String) -> Installed {
    // Without a pipe (no descriptors left) signals still restore the terminal and kill.
    let ends = openPipe() ?? (-1, -1)
    unsafe crash.pointee.prepare(terminal: terminal, pipe: ends.write, notice: notice)
    waiting.store(false, ordering: .relaxed)
    asked.store(0, ordering: .relaxed)
    stopInBackground()
    var stack = unsafe stack_t(
      ss_sp: .allocate(byteCount: stackSize, alignment: 16), ss_flags: 0, ss_size: stackSize)
    unsafe sigaltstack(&stack, nil)

    var previous: [Int32: sigaction] = [:]
    for signal in reported {
      previous[signal] = replace(signal, with: report, flags: SA_RESTART)
    }
    for signal in deadly {
      let flags = SA_ONSTACK | CInt(bitPattern: UInt32(SA_RESETHAND))
      previous[signal] = replace(signal, with: dieRestored, flags: flags)
    }
    previous[SIGALRM] = replace(SIGALRM, with: dieOverdue, flags: 0)
    return Installed(pipe: ends.read, previous: previous)
  }

  static func remove(_ installed: Installed) {
    alarm(0)
    for (signal, action) in installed.previous {
      var action = action
      unsafe sigaction(signal, &action, nil)
    }
    let pipe = unsafe crash.pointee.pipe
    unsafe crash.pointee.pipe = -1
    close(pipe)
    close(installed.pipe)
  }

  /// The signals since the last call. After that, the next TERM counts as a first one again.
  static func take(from pipe: Int32) -> Set<Int32> {
    // Before the pipe is read: a signal in between is then in what is returned.
    waiting.store(false, ordering: .relaxed)
    asked.store(0, ordering: .relaxed)
    return Set(drain(pipe).map(Int32.init))
  }

  /// Stops the process as the shell expects it, and returns when it is continued.
  ///
  /// `raise`, not `kill`: the stop happens before it returns. SIGTSTP, not SIGSTOP: the kernel
  /// ignores it if no shell could continue the process.
  static func stop() {
    var previous = sigaction()
    var standard = sigaction()
    unsafe standard.__sigaction_handler.sa_handler = SIG_DFL
    unsafe sigaction(SIGTSTP, &standard, &previous)
    // Dispatch blocks it on its threads, and one of them runs the main actor once a task has waited.
    var stopping = sigset_t()
    var blocked = sigset_t()
    unsafe sigemptyset(&stopping)
    unsafe sigaddset(&stopping, SIGTSTP)
    unsafe pthread_sigmask(SIG_UNBLOCK, &stopping, &blocked)
    raise(SIGTSTP)
    unsafe pthread_sigmask(SIG_SETMASK, &blocked, nil)
    unsafe sigaction(SIGTSTP, &previous, nil)
  }

  /// Lets the kernel stop the process when it uses the terminal in the background. Dispatch blocks the
  /// signals for that on its threads, and one of them may run the loop.
  private static func stopInBackground() {
    var stopping = sigset_t()
    unsafe sigemptyset(&stopping)
    unsafe sigaddset(&stopping, SIGTTIN)
    unsafe sigaddset(&stopping, SIGTTOU)
    unsafe pthread_sigmask(SIG_UNBLOCK, &stopping, nil)
  }

  private static let stackSize = 64 * 1024

  private static func replace(
    _ signal: Int32, with handler: @escaping @convention(c) (Int32) -> Void, flags: Int32
  ) -> sigaction {
    var previous = sigaction()
    var action = sigaction()
    unsafe action.__sigaction_handler.sa_handler = handler
    action.sa_flags = flags
    unsafe sigaction(signal, &action, &previous)
    return previous
  }
}

/// What a handler needs, in memory that it can read without allocating, locking or checking.
@safe private struct CrashPlan {
  var terminal: Int32 = -1
  var pipe: Int32 = -1
  /// The signal that should have ended the loop.
  var ending: Int32 = 0
  var use = Signals.Use.modes
  /// Another program that has the terminal.
  var group: pid_t = 0
  var settings = termios()
  var modes = unsafe UnsafeMutableBufferPointer<UInt8>(start: nil, count: 0)
  var screen = unsafe UnsafeMutableBufferPointer<UInt8>(start: nil, count: 0)
  var notice = unsafe UnsafeMutableBufferPointer<UInt8>(start: nil, count: 0)

  mutating func prepare(terminal: Int32, pipe: Int32, notice text: String) {
    self.terminal = terminal
    self.pipe = pipe
    unsafe tcgetattr(terminal, &settings)
    use = .modes
    unsafe modes.deallocate()
    unsafe screen.deallocate()
    unsafe notice.deallocate()
    unsafe modes = Self.bytes(ControlSequence.restoreModes)
    unsafe screen = Self.bytes(ControlSequence.restoreScreen)
    unsafe notice = Self.bytes(text.isEmpty ? "" : text + "\r\n")
  }

  private static func bytes(_ text: String) -> UnsafeMutableBufferPointer<UInt8> {
    let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: text.utf8.count)
    _ = unsafe buffer.initialize(from: text.utf8)
    return unsafe buffer
  }
}

/// A pointer, because access to a variable is checked at run time with thread-local memory, which a
/// handler must not touch. Written on the main thread before the handlers are installed.
private nonisolated(unsafe) let crash: UnsafeMutablePointer<CrashPlan> = {
  let plan = UnsafeMutablePointer<CrashPlan>.allocate(capacity: 1)
  unsafe plan.initialize(to: CrashPlan())
  return unsafe plan
}()

/// Whether a signal that should end the program waits in the pipe.
private let waiting = Atomic(false)

/// The TERM or HUP that waits in the pipe; 0 for none.
private let asked = Atomic<Int32>(0)

private func report(_ signal: Int32) {
  let saved = errno
  let isEnding = signal == SIGTERM || signal == SIGHUP || signal == SIGINT
  if isEnding && signal != SIGINT { asked.store(signal, ordering: .sequentiallyConsistent) }
  let group = unsafe crash.pointee.group
  if isEnding && group == 0 && waiting.exchange(true, ordering: .relaxed) {
    // The loop has not even taken the first one, so it hangs.
    die(of: signal)
  } else {
    // While another program has the terminal, the loop answers when that one has ended, and removes
    // the file that it showed.
    if isEnding && signal != SIGINT && group > 0 { kill(-group, signal) }
    // Ctrl-C does not have to end the program.
    if isEnding && signal != SIGINT, unsafe crash.pointee.use != .nothing {
      // It may also hang in its last output to a terminal that has stopped reading.
      unsafe crash.pointee.ending = signal
      alarm(3)
    }
    var byte = UInt8(truncatingIfNeeded: signal)
    _ = unsafe write(crash.pointee.pipe, &byte, 1)
  }
  errno = saved
}

/// Called when the loop was told to end and has not ended, or when another process sends the alarm.
private func dieOverdue(_ alarm: Int32) {
  let ending = unsafe crash.pointee.ending
  die(of: ending == 0 ? alarm : ending)
}

/// Ends as if the signal had not been caught, after restoring the terminal.
private func die(of signal: Int32) {
  var standard = sigaction()
  unsafe standard.__sigaction_handler.sa_handler = SIG_DFL
  unsafe sigaction(signal, &standard, nil)
  dieRestored(signal)
}

private func dieRestored(_ signal: Int32) {
  let plan = unsafe crash
  if unsafe plan.pointee.use != .nothing { unsafe restore(plan, after: signal) }
  // Blocked until the handler returns; a faulting instruction faults again by itself.
  raise(signal)
}

private func restore(_ plan: UnsafeMutablePointer<CrashPlan>, after signal: Int32) {
  let terminal = unsafe plan.pointee.terminal
  unsafe tcsetattr(terminal, TCSANOW, &plan.pointee.settings)
  // A terminal that has stopped reading must not delay the end: output that it has not taken is
  // dropped, and so is output that it does not take at once. Another thread may be writing to it.
  tcflush(terminal, TCOFLUSH)
  let flags = fcntl(terminal, F_GETFL)
  _ = fcntl(terminal, F_SETFL, flags | O_NONBLOCK)
  if unsafe plan.pointee.use == .screen {
    _ = unsafe write(terminal, plan.pointee.screen.baseAddress, plan.pointee.screen.count)
  }
  _ = unsafe write(terminal, plan.pointee.modes.baseAddress, plan.pointee.modes.count)
  switch signal {
  case SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT, SIGSYS:
    _ = unsafe write(terminal, plan.pointee.notice.baseAddress, plan.pointee.notice.count)
  default: break
  }
  // The shell shares these flags.
  _ = fcntl(terminal, F_SETFL, flags)
}
