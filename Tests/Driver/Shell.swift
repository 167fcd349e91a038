import Foundation

/// A shell in a tmux of its own: what a user at a terminal types and sees.
struct Shell: Sendable {
  let home: Home
  let environment: [String: String]

  /// Whether these tests can run here. `.ci/run` installs it.
  static let isTmuxInstalled = ["/usr/bin", "/usr/local/bin", "/bin"]
    .contains { FileManager.default.isExecutableFile(atPath: $0 + "/tmux") }

  /// How long something may take to appear on the screen of a busy machine.
  private static let patience = Duration.seconds(30)

  /// Starts a shell on a screen of this size. After the body, ends it and everything that runs in
  /// it.
  static func open(
    _ home: Home, environment: [String: String], columns: Int = 120, rows: Int = 40,
    _ body: (Shell) async throws -> Void
  ) async throws {
    try home.write(startFile, to: "rc")
    let shell = Shell(home: home, environment: environment)
    let size = ["-x", "\(columns)", "-y", "\(rows)"]
    let result = await Result(catching: {
      try await shell.tmux(
        ["set-option", "-g", "status", "off", ";", "set-option", "-g", "escape-time", "0", ";"]
          + ["set-option", "-g", "default-terminal", "tmux-256color", ";", "new-session", "-d"]
          + size + ["bash --rcfile \(home.path)/rc"])
      try await shell.wait(for: "$")
      try await body(shell)
    })
    _ = try? await shell.tmux(["kill-server"])
    try result.get()
  }

  /// `watched COMMAND` stores the terminal's settings before and after, and how the command ended.
  private static let startFile = """
    PS1='$ '
    unset HISTFILE
    ulimit -c 0
    watched() {
      stty -a > "$HOME/settings-before"
      "$@"
      local code=$?
      stty -a > "$HOME/settings-after"
      echo "[ended with $code]"
    }
    """

  // MARK: - Doing

  /// Types a line and Enter.
  func type(_ line: String) async throws {
    try await send(text: line)
    try await send("Enter")
  }

  /// Sends keys by their names in tmux, one after the other.
  /// Source: https://man.openbsd.org/tmux#KEY_BINDINGS
  func send(_ keys: String...) async throws { try await tmux(["send-keys"] + keys) }

  /// Sends characters as they are, all at once.
  func send(text: String) async throws { try await tmux(["send-keys", "-l", text]) }

  /// Pastes, with brackets around it if the program has asked for them.
  func paste(_ text: String) async throws {
    try await tmux(["set-buffer", "-b", "pasted", text, ";", "paste-buffer", "-p", "-b", "pasted"])
  }

  func resize(columns: Int, rows: Int) async throws {
    try await tmux(["resize-window", "-x", "\(columns)", "-y", "\(rows)"])
  }

  /// Sends a signal to the program that runs in the shell.
  func signal(_ signal: Int32) async throws { kill(try await pid, signal) }

  /// The program that runs in the shell.
  var pid: pid_t {
    get async throws {
      let shell = try await format("#{pane_pid}")
      let children =
        FileManager.default.contents(atPath: "/proc/\(shell)/task/\(shell)/children") ?? Data()
      let first = String(decoding: children, as: UTF8.self).split(separator: " ").first
      guard let pid = first.flatMap({ pid_t($0) }) else {
        throw Unexpected("no program runs in the shell", screen: try await screen)
      }
      return pid
    }
  }

  /// Waits until no thread of the program that runs in the shell has woken up for more than a second.
  func waitForRest() async throws {
    let pid = try await pid
    for _ in 0..<20 {
      let before = Self.wakeUps(of: pid)
      try await Task.sleep(for: .milliseconds(1500))
      if Self.wakeUps(of: pid) == before { return }
    }
    throw Unexpected("the program never rests", screen: try await screen)
  }

  /// How often each thread has been woken.
  private static func wakeUps(of pid: pid_t) -> [String: String] {
    let folder = "/proc/\(pid)/task"
    let threads = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return Dictionary(
      uniqueKeysWithValues: threads.map { thread in
        let status = FileManager.default.contents(atPath: "\(folder)/\(thread)/status") ?? Data()
        let lines = String(decoding: status, as: UTF8.self).split(separator: "\n")
        return (thread, lines.filter { $0.contains("ctxt_switches") }.joined())
      })
  }

  // MARK: - Seeing

  var screen: String {
    get async throws { try await tmux(["capture-pane", "-p"]) }
  }

  /// The screen with the escape sequences that colour it.
  var screenWithColors: String {
    get async throws { try await tmux(["capture-pane", "-p", "-e"]) }
  }

  /// The contents of tmux's own clipboard.
  var clipboard: String {
    get async throws { try await tmux(["show-buffer"]) }
  }

  /// One of tmux's variables, such as `#{alternate_on}`.
  func format(_ variable: String) async throws -> String {
    String(try await tmux(["display-message", "-p", variable]).dropLast())
  }

  /// Reads the screen until it is as expected.
  ///
  /// - Returns: the screen.
  @discardableResult
  func wait(
    until what: String, for patience: Duration = patience, _ condition: (String) -> Bool
  ) async throws -> String {
    let deadline = ContinuousClock.now + patience
    while true {
      let screen = try await screen
      if condition(screen) { return screen }
      guard ContinuousClock.now < deadline else {
        throw Unexpected("waited in vain until \(what)", screen: screen)
      }
      try await Task.sleep(for: .milliseconds(10))
    }
  }

  /// Presses a key until a text is gone: a key that came too early may be lost.
  func press(_ key: String, untilGone text: String) async throws {
    for _ in 0..<20 {
      try await send(key)
      let isGone = try? await wait(until: "it is gone", for: .milliseconds(400)) {
        !$0.contains(text)
      }
      if isGone != nil { return }
    }
    throw Unexpected("\(key) does not close “\(text)”", screen: try await screen)
  }

  @discardableResult
  func wait(for text: String) async throws -> String {
    try await wait(until: "“\(text)” shows") { $0.contains(text) }
  }

  @discardableResult
  func waitUntilGone(_ text: String) async throws -> String {
    try await wait(until: "“\(text)” is gone") { !$0.contains(text) }
  }

  /// Waits for the end of a command that was started with `watched`.
  ///
  /// - Returns: its exit code.
  func waitForEnd() async throws -> Int {
    let ending = /\[ended with (\d+)\]/
    let screen = try await wait(until: "the program has ended") { $0.contains(ending) }
    return screen.firstMatch(of: ending).flatMap { Int($0.1) } ?? -1
  }

  @discardableResult
  private func tmux(_ arguments: [String]) async throws -> String {
    let outcome = try await Program.run(
      "tmux", ["-S", home.path + "/tmux", "-f", "/dev/null"] + arguments,
      environment: environment)
    guard outcome.code == 0 else {
      throw Unexpected("tmux \(arguments.joined(separator: " ")): \(outcome.errors)", screen: "")
    }
    return outcome.text
  }
}

/// The screen was not as a test expected it.
struct Unexpected: Error, CustomStringConvertible {
  let description: String

  init(_ what: String, screen: String) {
    description = screen.isEmpty ? what : "\(what); the screen shows\n\(screen)"
  }
}
