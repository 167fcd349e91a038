import Glibc

/// A program that does one thing and ends, without a terminal; its output is not read.
struct Errand {
  /// From its start to its end.
  let time: Duration
  /// Processor time, of the program and of the system for it.
  let processor: Duration
  /// The most memory that it had, in kilobytes, from the last reading of its `VmHWM`. The value of
  /// `wait4` would start at the peak of this process, which a child inherits.
  let resident: Int

  /// Runs it to its end. It must succeed.
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
    var life: [Int32] = [-1, -1]
    guard pipe(&life) == 0 else { throw PseudoTerminal.Failure(what: "there is no pipe to be had") }
    defer { close(life[0]) }
    _ = fcntl(life[0], F_SETFD, FD_CLOEXEC)
    _ = fcntl(life[1], F_SETFD, FD_CLOEXEC)
    posix_spawn_file_actions_adddup2(&actions, life[1], 3)
    let start = ContinuousClock.now
    var pid: pid_t = 0
    var status: Int32 = 0
    var usage = rusage()
    guard posix_spawnp(&pid, arguments[0], &actions, nil, &argv, &environ) == 0 else {
      throw PseudoTerminal.Failure(what: "“\(arguments.joined(separator: " "))” was not started")
    }
    var most = 0
    // The pipe closes when the program ends; until then its peak memory is read now and then.
    close(life[1])
    var target = pollfd(fd: life[0], events: Int16(POLLIN), revents: 0)
    while poll(&target, 1, 20) == 0 { most = max(most, ProcessUsage(of: pid).mostResident) }
    time = .now - start
    guard wait4(pid, &status, 0, &usage) == pid, status == 0 else {
      throw PseudoTerminal.Failure(what: "“\(arguments.joined(separator: " "))” failed")
    }
    processor = Duration(usage.ru_utime) + Duration(usage.ru_stime)
    resident = most
  }
}

extension Duration {
  fileprivate init(_ time: timeval) {
    self = .seconds(time.tv_sec) + .microseconds(time.tv_usec)
  }
}
