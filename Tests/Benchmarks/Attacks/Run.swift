import FoundationEssentials
import Glibc

/// A program under way, without a terminal.
final class Run {
  let pid: pid_t
  private let output: Int32
  private let errors: Int32

  init(
    _ arguments: [String], environment: [String: String], folder: String, input: String = "",
    outputPath: String? = nil
  ) throws {
    let given = try Self.scratch(in: folder)
    defer { close(given) }
    var rest = Array(input.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(given, $0.baseAddress, $0.count) }
      guard count > 0 else { throw PseudoTerminal.Failure(what: "the input was not written") }
      rest = rest.dropFirst(count)
    }
    lseek(given, 0, SEEK_SET)
    output = try Self.scratch(in: folder)
    errors = try Self.scratch(in: folder)

    var argv = arguments.map { strdup($0) } + [nil]
    var environ = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for string in argv + environ { free(string) } }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, given, STDIN_FILENO)
    if let outputPath {
      posix_spawn_file_actions_addopen(
        &actions, STDOUT_FILENO, outputPath, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    } else {
      posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
    }
    posix_spawn_file_actions_adddup2(&actions, errors, STDERR_FILENO)
    var pid: pid_t = 0
    guard posix_spawnp(&pid, arguments[0], &actions, nil, &argv, &environ) == 0 else {
      throw PseudoTerminal.Failure(what: "“\(arguments.joined(separator: " "))” was not started")
    }
    self.pid = pid
  }

  deinit {
    close(output)
    close(errors)
  }

  /// Ends it at once, as the kernel does when memory runs out.
  func kill(after wait: Duration) -> Victim.Ending {
    usleep(UInt32(wait / .microseconds(1)))
    Glibc.kill(pid, SIGKILL)
    return end(within: .seconds(5))
  }

  /// Waits for its end. A program that is still running then is killed, which counts as a crash by
  /// SIGABRT.
  func end(within patience: Duration) -> Victim.Ending {
    let deadline = ContinuousClock.now + patience
    var status: Int32 = 0
    while waitpid(pid, &status, WNOHANG) == 0 {
      if ContinuousClock.now > deadline {
        Glibc.kill(pid, SIGKILL)
        waitpid(pid, &status, 0)
        return Victim.Ending(
          code: nil, signal: SIGABRT, output: text(of: output),
          errors: "it had not ended after \(patience); " + text(of: errors))
      }
      usleep(2_000)
    }
    let signal = status & 0x7F
    return Victim.Ending(
      code: signal == 0 ? status >> 8 & 0xFF : nil, signal: signal == 0 ? nil : signal,
      output: text(of: output), errors: text(of: errors))
  }

  private func text(of descriptor: Int32) -> String {
    lseek(descriptor, 0, SEEK_SET)
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
      bytes += buffer[..<count]
    }
  }

  /// A file without a name.
  private static func scratch(in folder: String) throws -> Int32 {
    var path = Array("\(folder)/run-XXXXXX".utf8CString)
    let descriptor = mkstemp(&path)
    guard descriptor >= 0 else {
      throw PseudoTerminal.Failure(what: "there is no room for a file in \(folder)")
    }
    unlink(path)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    return descriptor
  }
}
