import Glibc

/// A program on a terminal of its own, with the time of everything that it writes.
///
/// The output is not drawn while it is measured: a measurement ends when a text arrives, or when no
/// more output arrives. What the screen showed at any time is drawn afterwards, by
/// ``pictures(of:from:)``.
final class PseudoTerminal {
  struct Failure: Error { let what: String }

  let pid: pid_t
  /// When the program was started.
  let start = ContinuousClock.now
  /// Everything written since the last key.
  private(set) var output: [UInt8] = []
  /// What was written, and when, since it was last drawn.
  private var arrivals: [(time: ContinuousClock.Instant, bytes: [UInt8])] = []
  /// Made when it is first asked for: never while a start is measured.
  private lazy var screen = ScreenReader(columns: columns, rows: rows)
  private let (columns, rows): (UInt16, UInt16)
  private let master: Int32
  /// POSIX_SPAWN_SETSID, which glibc declares only for C with GNU extensions.
  private static let newSession: Int16 = 0x80
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)

  init(
    _ arguments: [String], environment: [String: String], columns: UInt16 = 120, rows: UInt16 = 40
  ) throws {
    (self.columns, self.rows) = (columns, rows)
    var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    var (master, slave): (Int32, Int32) = (-1, -1)
    guard openpty(&master, &slave, nil, nil, &size) == 0, let name = ttyname(slave) else {
      throw Failure(what: "there is no pseudo terminal to be had")
    }
    defer { close(slave) }
    self.master = master
    _ = fcntl(master, F_SETFD, FD_CLOEXEC)
    _ = fcntl(slave, F_SETFD, FD_CLOEXEC)

    var argv = arguments.map { strdup($0) } + [nil]
    var environ = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for string in argv + environ { free(string) } }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // The first terminal that the leader of a session opens becomes its own.
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, name, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDERR_FILENO)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setflags(&attributes, Self.newSession | Int16(POSIX_SPAWN_SETSIGMASK))

    var pid: pid_t = 0
    let error = posix_spawnp(&pid, arguments[0], &actions, &attributes, &argv, &environ)
    guard error == 0 else {
      throw Failure(what: "\(arguments[0]): \(String(cString: strerror(error)))")
    }
    self.pid = pid
  }

  /// Ends the program, if it has not ended by itself.
  func end() {
    kill(pid, SIGTERM)
    // The output of a program that is still writing must be read, or it never ends.
    for _ in 0..<200 where waitpid(pid, nil, WNOHANG) == 0 { _ = read(within: .milliseconds(10)) }
    kill(pid, SIGKILL)
    waitpid(pid, nil, 0)
    close(master)
  }

  /// Waits until the program has ended by itself.
  func wait() {
    waitpid(pid, nil, 0)
    close(master)
  }

  /// Types keys in one write.
  ///
  /// - Returns: the time of the write.
  func type(_ keys: String) -> ContinuousClock.Instant {
    output.removeAll(keepingCapacity: true)
    let now = ContinuousClock.now
    var keys = keys
    keys.withUTF8 { _ = write(master, $0.baseAddress, $0.count) }
    return now
  }

  /// How long it takes until a text has been written.
  func time(until text: String, from start: ContinuousClock.Instant) throws -> Duration {
    let wanted = Array(text.utf8)
    while !output.contains(wanted) {
      guard let arrival = read(within: .seconds(60)) else {
        throw Failure(what: "“\(text)” never came")
      }
      if output.contains(wanted) { return arrival - start }
    }
    return .zero
  }

  /// When the first output arrived, and the last before a silence; nil if there was none.
  func times(
    from start: ContinuousClock.Instant, silence: Duration = .milliseconds(30),
    patience: Duration = .seconds(1)
  ) -> (first: Duration, quiet: Duration)? {
    guard let first = read(within: patience) else { return nil }
    var last = first
    while let next = read(within: silence) { last = next }
    return (first - start, last - start)
  }

  /// What a part of the screen showed after each output since the last call, and how long after an
  /// instant.
  func pictures<Part>(
    of part: KeyPath<ScreenReader, Part>, from start: ContinuousClock.Instant
  ) -> [(after: Duration, shown: Part)] {
    defer { arrivals = [] }
    return arrivals.map { arrival in
      screen.take(arrival.bytes)
      return (arrival.time - start, screen[keyPath: part])
    }
  }

  /// Reads once. Returns the time, or nil if nothing arrived in time.
  private func read(within limit: Duration) -> ContinuousClock.Instant? {
    var target = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    let milliseconds = Int32(limit / .milliseconds(1))
    guard poll(&target, 1, milliseconds) > 0 else { return nil }
    let count = Glibc.read(master, &buffer, buffer.count)
    let now = ContinuousClock.now
    guard count > 0 else { return nil }
    output += buffer[..<count]
    arrivals.append((now, Array(buffer[..<count])))
    return now
  }
}
