import Glibc

/// A program that till starts: always by an argument vector, never through a shell, so that nothing
/// in the data can become a command.
struct ChildProcess {
  enum Outcome: Equatable, Sendable {
    case exited(Int32)
    case killed(by: Int32)
    /// Still running when its time was over.
    case overdue
    /// Not found, or not executable; the system's error number.
    case notStarted(Int32)
  }

  enum Group: Sendable {
    /// Shares the terminal with till, as pagers and editors must.
    case foreground
    /// In a group of its own, which neither Ctrl-C nor the end of the terminal reaches.
    case detached
  }

  let arguments: [String]
  let environment: [String: String]

  /// Starts the program in the background and blocks until its end, off the caller's thread.
  ///
  /// - Parameters:
  ///   - input: what it reads from its standard input. Its output is thrown away.
  ///   - limit: how long it may take.
  ///   - isKilled: whether it is ended when its time is over.
  /// - Returns: how it ended.
  @concurrent
  func run(input: String = "", limit: Duration, isKilled: Bool = true) async -> Outcome {
    guard let null = Descriptor(opening: "/dev/null", O_RDWR), let stdin = Pair() else {
      return .notStarted(errno)
    }
    let pid: pid_t
    switch start(.detached, input: stdin.theirs.number, output: null.number) {
    case .success(let started): pid = started
    case .failure(let error): return .notStarted(error.number)
    }
    return await finish(pid, sending: Array(input.utf8), to: stdin.ours, limit: limit, isKilled)
  }

  /// Starts the program on the terminal and blocks until it ends. Stops with it on Ctrl-Z.
  func runInForeground() -> Outcome {
    switch start(.foreground, input: STDIN_FILENO, output: STDOUT_FILENO) {
    case .failure(let error): return .notStarted(error.number)
    case .success(let pid):
      var status: Int32 = 0
      while true {
        let result = unsafe waitpid(pid, &status, WUNTRACED)
        if result < 0 && errno == EINTR { continue }
        guard result == pid else { return .notStarted(errno) }
        guard let outcome = Self.outcome(of: status) else {
          Signals.stop()
          kill(pid, SIGCONT)
          continue
        }
        return outcome
      }
    }
  }

  private func finish(
    _ pid: pid_t, sending input: [UInt8], to stdin: consuming Descriptor, limit: Duration,
    _ isKilled: Bool
  ) async -> Outcome {
    var rest = input[...]
    var open: Descriptor? = consume stdin
    let deadline = ContinuousClock.now + limit
    var pause: Int32 = 1
    while true {
      if let end = open?.number {
        let sent = unsafe rest.withUnsafeBytes {
          unsafe send(end, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
        }
        if sent > 0 { rest = rest.dropFirst(sent) }
        let isBroken = sent < 0 && errno != EAGAIN && errno != EINTR
        if rest.isEmpty || isBroken { open = nil }
      }
      var status: Int32 = 0
      let result = unsafe waitpid(pid, &status, WNOHANG)
      if result == pid, let outcome = Self.outcome(of: status) { return outcome }
      if result < 0 && errno != EINTR { return .notStarted(errno) }
      guard ContinuousClock.now < deadline, !Task.isCancelled else { break }
      poll(nil, 0, pause)
      pause = min(pause * 2, 40)
    }
    if isKilled {
      // With all that it has started itself: it is in a group of its own.
      kill(-pid, SIGKILL)
      waitpid(pid, nil, 0)
    }
    return .overdue
  }

  private struct Failure: Error { var number: Int32 }

  private func start(_ group: Group, input: Int32, output: Int32) -> Result<pid_t, Failure> {
    guard let name = arguments.first else { return .failure(Failure(number: ENOENT)) }
    var attributes = posix_spawnattr_t()
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawnattr_init(&attributes)
    unsafe posix_spawn_file_actions_init(&actions)
    defer {
      unsafe posix_spawnattr_destroy(&attributes)
      unsafe posix_spawn_file_actions_destroy(&actions)
    }
    var flags = POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK
    if group == .detached {
      flags |= POSIX_SPAWN_SETPGROUP
      unsafe posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
      unsafe posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
      unsafe posix_spawn_file_actions_adddup2(&actions, output, STDERR_FILENO)
    }
    // A program that stays must not keep the sandbox's port, nor see what else till has open.
    for inherited in STDERR_FILENO + 1..<1024 {
      unsafe posix_spawn_file_actions_addclose(&actions, inherited)
    }
    var all = sigset_t()
    var none = sigset_t()
    unsafe sigfillset(&all)
    unsafe sigemptyset(&none)
    unsafe posix_spawnattr_setsigdefault(&attributes, &all)
    unsafe posix_spawnattr_setsigmask(&attributes, &none)
    unsafe posix_spawnattr_setflags(&attributes, Int16(flags))

    var argv = unsafe arguments.map { unsafe strdup($0) } + [nil]
    var envp = unsafe environment.map { unsafe strdup("\($0.key)=\($0.value)") } + [nil]
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

/// Two ends of a stream: ours never blocks, and writing to it raises no SIGPIPE as a pipe would.
private struct Pair: ~Copyable {
  let ours: Descriptor
  let theirs: Descriptor

  init?() {
    var ends: [Int32] = [-1, -1]
    let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    guard unsafe socketpair(AF_UNIX, kind, 0, &ends) == 0 else { return nil }
    ours = Descriptor(ends[0])
    theirs = Descriptor(ends[1])
    _ = fcntl(ours.number, F_SETFL, O_NONBLOCK)
  }
}
