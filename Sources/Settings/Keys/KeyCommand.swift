import Glibc

/// Runs `api_key_command`: a program whose output is a key.
package enum KeyCommand {
  /// Bytes of output; a key has about a hundred.
  private static let outputLimit = 4096

  /// Runs a program without a shell and gives what it printed, without the white space around it.
  ///
  /// Blocks until the program has ended or its time is over, when it is killed: call it before the
  /// screen opens, or off the main thread. The program stays in till's process group, so that it
  /// may ask for a passphrase at the terminal; its error output is dropped.
  ///
  /// - Parameters:
  ///   - command: the program, looked up in PATH, and its arguments.
  ///   - environment: what the program sees.
  ///   - timeout: seconds.
  /// - Returns: the output, which may hold anything.
  /// - Throws: `KeyCommandError`, which holds neither output nor arguments.
  package static func run(
    _ command: [String], environment: [String: String], timeout: Double = 10
  ) throws(KeyCommandError) -> String {
    guard let program = command.first, !program.isEmpty else {
      throw .notStarted(program: "", number: ENOENT)
    }
    let clock = ContinuousClock()
    let deadline = clock.now + .seconds(timeout)
    var child = try Child.start(program, command, environment: environment)
    defer { child.end() }

    let output = try child.readAll(limit: outputLimit, until: deadline, timeout: timeout)
    try child.wait(until: deadline, timeout: timeout)
    let text = String(decoding: output, as: UTF8.self).trimmed
    guard !text.isEmpty else { throw .silent(program: program) }
    return text
  }
}

extension String {
  var trimmed: String {
    var text = drop(while: \.isWhitespace)
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}

/// A process that was started and has not been waited for, and the reading end of its output.
private struct Child: ~Copyable {
  private let program: String
  /// Nil once it has been waited for.
  private var pid: pid_t?
  private let output: Int32

  private init(program: String, pid: pid_t, output: Int32) {
    self.program = program
    self.pid = pid
    self.output = output
  }

  static func start(
    _ program: String, _ command: [String], environment: [String: String]
  ) throws(KeyCommandError) -> Child {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw .notStarted(program: program, number: errno) }
    // Nothing else that is started meanwhile shall hold the pipe open.
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    defer { close(ends[1]) }

    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    // A program that stays must not keep the sandbox's port, nor see what else till has open.
    for inherited in STDERR_FILENO + 1..<1024 {
      posix_spawn_file_actions_addclose(&actions, inherited)
    }

    // The child starts with no signal blocked or ignored, whatever till does with its own.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigaddset(&signals, SIGPIPE)
    sigaddset(&signals, SIGINT)
    sigaddset(&signals, SIGTERM)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

    let arguments = CStrings(command)
    let variables = CStrings(environment.map { "\($0)=\($1)" })
    var pid: pid_t = 0
    let failure = posix_spawnp(
      &pid, program, &actions, &attributes, arguments.pointers, variables.pointers)
    guard failure == 0 else {
      close(ends[0])
      throw .notStarted(program: program, number: failure)
    }
    return Child(program: program, pid: pid, output: ends[0])
  }

  /// Reads until the program closes its output.
  func readAll(
    limit: Int, until deadline: ContinuousClock.Instant, timeout: Double
  ) throws(KeyCommandError) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: limit)
    while true {
      var poller = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
      let ready = poll(&poller, 1, milliseconds(until: deadline))
      if ready < 0, errno == EINTR { continue }
      guard ready > 0 else { throw .timedOut(program: program, seconds: timeout) }
      let count = read(output, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return bytes }
      bytes += chunk[..<count]
      guard bytes.count <= limit else { throw .tooLong(program: program) }
    }
  }

  /// Waits for a program that has closed its output, which is most often its end.
  mutating func wait(
    until deadline: ContinuousClock.Instant, timeout: Double
  ) throws(KeyCommandError) {
    guard let pid else { return }
    var status: Int32 = 0
    while true {
      switch waitpid(pid, &status, WNOHANG) {
      case pid:
        self.pid = nil
        // The macros of <sys/wait.h> are not imported: the low seven bits are the signal.
        let signal = status & 0x7F
        guard signal == 0 else { throw .killed(program: program, signal: signal) }
        let code = status >> 8 & 0xFF
        guard code == 0 else { throw .failed(program: program, status: code) }
        return
      case 0:
        guard milliseconds(until: deadline) > 0 else {
          throw .timedOut(program: program, seconds: timeout)
        }
        poll(nil, 0, 5)
      default:
        // Somebody else has waited for it; what it printed is all there is to judge by.
        guard errno == EINTR else {
          self.pid = nil
          return
        }
      }
    }
  }

  /// Closes the output, and kills the program if it still runs.
  mutating func end() {
    close(output)
    guard let pid else { return }
    kill(pid, SIGKILL)
    while waitpid(pid, nil, 0) < 0, errno == EINTR {}
    self.pid = nil
  }

  private func milliseconds(until deadline: ContinuousClock.Instant) -> Int32 {
    let rest = ContinuousClock().now.duration(to: deadline) / .milliseconds(1)
    return Int32(max(0, min(rest.rounded(.up), 3_600_000)))
  }
}

/// A null-terminated array of C strings, as `exec` wants it.
private final class CStrings {
  private(set) var pointers: [UnsafeMutablePointer<CChar>?]

  init(_ strings: [String]) {
    pointers = strings.map { strdup($0) } + [nil]
  }

  deinit {
    for pointer in pointers { free(pointer) }
  }
}
