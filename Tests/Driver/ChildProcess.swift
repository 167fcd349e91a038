import Foundation

/// A program that was started, with files or pipes for its streams.
///
/// Not Foundation's `Process`, which also waits for every program that this one leaves running, as
/// tmux leaves its server.
struct ChildProcess: Sendable {
  let pid: pid_t

  struct NotStarted: Error { let name: String, error: Int32 }

  /// Starts a program from the `PATH` of its environment.
  init(
    _ name: String, _ arguments: [String], environment: [String: String],
    output: Int32, errors: Int32
  ) throws {
    let command = ["/usr/bin/env", name] + arguments
    var argv = command.map { strdup($0) } + [nil]
    var environ = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for string in argv + environ { free(string) } }

    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, errors, STDERR_FILENO)
    // The sandbox's sockets are open in this process. A child that inherits them keeps them open.
    for inherited in STDERR_FILENO + 1..<1024 {
      posix_spawn_file_actions_addclose(&actions, inherited)
    }

    // The child would also inherit the signals that are blocked on this thread.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))

    var pid: pid_t = 0
    let error = posix_spawn(&pid, command[0], &actions, &attributes, &argv, &environ)
    guard error == 0 else { throw NotStarted(name: name, error: error) }
    self.pid = pid
  }

  /// Waits for its end, outside the threads that tests share. A program that has not ended after
  /// `patience` is killed.
  ///
  /// - Returns: the exit code, or 128 plus the signal's number if a signal killed it.
  func wait(atMost patience: Duration = .seconds(300)) async -> Int32 {
    let watch = Task {
      try await Task.sleep(for: patience)
      kill(pid, SIGKILL)
    }
    defer { watch.cancel() }
    return await end()
  }

  private func end() async -> Int32 {
    await withCheckedContinuation { ended in
      Thread.detachNewThread {
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0, errno == EINTR {}
        let signal = status & 0x7F
        ended.resume(returning: signal == 0 ? status >> 8 & 0xFF : 128 + signal)
      }
    }
  }
}
