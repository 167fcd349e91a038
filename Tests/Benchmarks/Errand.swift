import Glibc

/// A program that does one thing and ends, without a terminal; what it writes is not looked at.
struct Errand {
  /// From its start to its end.
  let time: Duration
  /// On a processor, its own and the system's work for it.
  let processor: Duration
  /// Kilobytes that it had in memory at the most.
  let resident: Int

  /// Runs it to its end. It has to succeed.
  init(_ arguments: [String], environment: [String: String]) throws {
    var argv = arguments.map { strdup($0) } + [nil]
    var environ = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for string in argv + environ { free(string) } }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] {
      posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0)
    }
    let start = ContinuousClock.now
    var pid: pid_t = 0
    var status: Int32 = 0
    var usage = rusage()
    guard posix_spawnp(&pid, arguments[0], &actions, nil, &argv, &environ) == 0,
      wait4(pid, &status, 0, &usage) == pid, status == 0
    else {
      throw PseudoTerminal.Failure(what: "“\(arguments.joined(separator: " "))” failed")
    }
    time = .now - start
    processor = Duration(usage.ru_utime) + Duration(usage.ru_stime)
    resident = usage.ru_maxrss
  }
}

extension Duration {
  fileprivate init(_ time: timeval) {
    self = .seconds(time.tv_sec) + .microseconds(time.tv_usec)
  }
}
