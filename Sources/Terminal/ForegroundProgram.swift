import CNCurses
import Glibc
import Host

/// A program that has the terminal while it runs: a pager or an editor.
///
/// It is started with an argument vector, never through a shell, without the key in its
/// environment, and with only its three streams open. It runs in its own process group, which
/// receives the terminal's keys: Ctrl-C in a pager goes to the pager, and till does not see it.
/// Source: https://www.gnu.org/software/libc/manual/html_node/Implementing-a-Shell.html
struct ForegroundProgram {
  enum Outcome: Equatable, Sendable {
    case exited(Int32)
    case killed(by: Int32)
    /// Not found, or not executable; the system's error number.
    case notStarted(Int32)
  }

  let arguments: [String]
  let environment: [String: String]

  /// Starts the program and blocks until it ends. On Ctrl-Z till stops together with it.
  ///
  /// - Parameter terminal: a descriptor of the terminal.
  /// - Returns: how it ended.
  func run(on terminal: Int32) -> Outcome {
    // A process that takes the terminal back from the background would be stopped for it.
    var blocked = sigset_t()
    var before = sigset_t()
    unsafe sigemptyset(&blocked)
    unsafe sigaddset(&blocked, SIGTTOU)
    unsafe pthread_sigmask(SIG_BLOCK, &blocked, &before)
    defer {
      tcsetpgrp(terminal, getpgrp())
      unsafe pthread_sigmask(SIG_SETMASK, &before, nil)
    }
    switch start(on: terminal) {
    case .failure(let error): return .notStarted(error.number)
    case .success(let pid):
      Signals.pass(on: pid)
      defer { Signals.pass(on: 0) }
      return wait(for: pid, on: terminal)
    }
  }

  private func wait(for pid: pid_t, on terminal: Int32) -> Outcome {
    var status: Int32 = 0
    while true {
      let result = unsafe waitpid(pid, &status, WUNTRACED)
      if result < 0 && errno == EINTR { continue }
      guard result == pid else { return .notStarted(errno) }
      if let outcome = Self.outcome(of: status) { return outcome }
      tcsetpgrp(terminal, getpgrp())
      Signals.stop()
      tcsetpgrp(terminal, pid)
      kill(-pid, SIGCONT)
    }
  }

  private struct Failure: Error { var number: Int32 }

  private func start(on terminal: Int32) -> Result<pid_t, Failure> {
    guard let name = arguments.first else { return .failure(Failure(number: ENOENT)) }
    var attributes = posix_spawnattr_t()
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawnattr_init(&attributes)
    unsafe posix_spawn_file_actions_init(&actions)
    defer {
      unsafe posix_spawnattr_destroy(&attributes)
      unsafe posix_spawn_file_actions_destroy(&actions)
    }
    var all = sigset_t()
    var none = sigset_t()
    unsafe sigfillset(&all)
    unsafe sigemptyset(&none)
    unsafe posix_spawnattr_setsigdefault(&attributes, &all)
    unsafe posix_spawnattr_setsigmask(&attributes, &none)
    unsafe posix_spawnattr_setpgroup(&attributes, 0)
    unsafe posix_spawnattr_setflags(
      &attributes,
      Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP))
    // A program that stays must not keep the sandbox's port, or see what else till has open.
    unsafe till_spawn_actions(&actions, terminal, STDERR_FILENO + 1)

    let variables = ChildEnvironment.withoutKeys(environment)
    var argv = unsafe arguments.map { unsafe strdup($0) } + [nil]
    var envp = unsafe variables.map { unsafe strdup("\($0.key)=\($0.value)") } + [nil]
    defer { unsafe (argv + envp).forEach { unsafe free($0) } }
    var pid: pid_t = 0
    let error = unsafe posix_spawnp(&pid, name, &actions, &attributes, &argv, &envp)
    return error == 0 ? .success(pid) : .failure(Failure(number: error))
  }

  /// How a child ended by its wait status; nil if it only stopped.
  private static func outcome(of status: Int32) -> Outcome? {
    switch status & 0x7F {
    case 0: .exited(status >> 8 & 0xFF)
    case 0x7F: nil
    case let signal: .killed(by: signal)
    }
  }
}
