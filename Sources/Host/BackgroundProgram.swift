import Glibc
import Subprocess
import SystemPackage

/// A program that does not use the terminal: it copies a text to the clipboard, opens a link, or
/// prints a key.
///
/// It is started with an argument vector, never through a shell, so that data cannot become a
/// command. It inherits the three standard streams, but no Stripe key in its environment, see
/// ``ChildEnvironment``.
package struct BackgroundProgram: Sendable {
  /// How the program ended.
  package enum Outcome: Equatable, Sendable {
    case exited(Int32)
    case killed(by: Int32)
    /// Still running when its time was over.
    case overdue
    /// Not found, or not executable; the system's error number.
    case notStarted(Int32)
    /// It wrote more than the limit.
    case tooLong
  }

  private let arguments: [String]
  private let environment: [String: String]

  /// - Parameters:
  ///   - arguments: the program, looked up in the PATH of `environment`, and its arguments.
  ///   - environment: till's; keys are removed from it.
  ///   - secrets: variables that this program needs, as the user has declared.
  package init(
    arguments: [String], environment: [String: String], secrets: [String: String] = [:]
  ) {
    self.arguments = arguments
    self.environment = ChildEnvironment.withoutKeys(environment).merging(secrets) { $1 }
  }

  /// Runs the program in its own process group, which neither Ctrl-C nor the end of the terminal
  /// reaches. When its time is over it is killed, with all programs that it has started.
  ///
  /// - Parameters:
  ///   - input: what it reads from a pipe. Its output is dropped.
  ///   - limit: how long it may take.
  /// - Returns: how it ended.
  package func run(input: String = "", limit: Duration) async -> Outcome {
    await withLimit(limit) { await start(input) }
  }

  /// Starts the program in its own process group and watches it for this long. After that it runs
  /// on.
  package func launch(watchedFor limit: Duration) async -> Outcome {
    let (outcomes, first) = AsyncStream.makeStream(of: Outcome.self)
    Task.detached(executorPreference: Workers.shared) { first.yield(await start("")) }
    Task.detached(executorPreference: Workers.shared) {
      try? await pause(for: limit)
      first.yield(.overdue)
    }
    for await outcome in outcomes { return outcome }
    return .overdue
  }

  /// Runs the program to read what it prints. It stays in till's process group, so that it may ask
  /// for a passphrase at the terminal; its standard input is empty, and its errors are dropped.
  ///
  /// - Parameters:
  ///   - outputLimit: bytes; a program that prints more has failed.
  ///   - limit: how long it may take.
  /// - Returns: how it ended, and the bytes that it printed.
  package func output(
    outputLimit: Int, limit: Duration
  ) async -> (outcome: Outcome, output: [UInt8]) {
    let collected = Locked<[UInt8]>([])
    let outcome = await withLimit(limit) {
      await self.outcome { () async throws(any Error) in
        let result = try await Subprocess.run(
          executable, arguments: rest, environment: variables, input: .none,
          output: .bytes(limit: outputLimit), error: .discarded)
        collected.withLock { $0 = result.standardOutput }
        return result.terminationStatus
      }
    }
    return (outcome, collected.withLock { $0 })
  }

  /// Runs the program in its own process group with an input, and reads its output.
  ///
  /// - Parameters:
  ///   - input: what it reads from a pipe.
  ///   - outputLimit: bytes; a program that prints more has failed.
  ///   - limit: how long it may take.
  /// - Returns: how it ended, and its output and error output.
  package func exchange(
    input: String, outputLimit: Int, limit: Duration
  ) async -> (outcome: Outcome, output: [UInt8], errors: [UInt8]) {
    Self.ignoresBrokenPipes
    let collected = Locked<(output: [UInt8], errors: [UInt8])>(([], []))
    let outcome = await withLimit(limit) {
      await self.outcome { () async throws(any Error) in
        let result = try await Subprocess.run(
          executable, arguments: rest, environment: variables, platformOptions: Self.ownGroup,
          input: .inputWriter, output: .bytes(limit: outputLimit),
          error: .bytes(limit: outputLimit)
        ) { execution in
          _ = try? await execution.standardInputWriter.write(input)
          try? await execution.standardInputWriter.finish()
        }
        collected.withLock { $0 = (result.standardOutput, result.standardError) }
        return result.terminationStatus
      }
    }
    let (output, errors) = collected.withLock { $0 }
    return (outcome, output, errors)
  }

  // MARK: - Starting

  /// A program that ends before it has read its input must not end till.
  private static let ignoresBrokenPipes: Void = { _ = signal(SIGPIPE, SIG_IGN) }()

  private func start(_ input: String) async -> Outcome {
    Self.ignoresBrokenPipes
    return await self.outcome { () async throws(any Error) in
      let result = try await Subprocess.run(
        executable, arguments: rest, environment: variables, platformOptions: Self.ownGroup,
        input: .inputWriter, output: .discarded, error: .discarded
      ) { execution in
        // A program that does not read all of it is judged by its exit status.
        _ = try? await execution.standardInputWriter.write(input)
        try? await execution.standardInputWriter.finish()
      }
      return result.terminationStatus
    }
  }

  private static var ownGroup: PlatformOptions {
    var options = PlatformOptions()
    options.processGroupID = 0
    // Including the programs that it has started itself.
    options.teardownSequence = [
      .send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: .zero)
    ]
    return options
  }

  private func outcome(
    of program: () async throws(any Error) -> TerminationStatus
  ) async -> Outcome {
    guard arguments.first?.isEmpty == false else { return .notStarted(ENOENT) }
    do {
      return switch try await program() {
      case .exited(let code): .exited(code)
      case .signaled(let signal): .killed(by: signal)
      }
    } catch let error as SubprocessError {
      return switch error.code {
      case .outputLimitExceeded: .tooLong
      case .executableNotFound: .notStarted(ENOENT)
      default: .notStarted(error.underlyingError?.rawValue ?? ECANCELED)
      }
    } catch { return .notStarted(ECANCELED) }
  }

  /// Cancels the work when its time is over, which kills the program, or when the task is cancelled.
  private func withLimit(
    _ limit: Duration, _ work: @escaping @Sendable @concurrent () async -> Outcome
  ) async -> Outcome {
    await withTaskGroup(of: Outcome.self) { group in
      group.addTask(executorPreference: Workers.shared, operation: work)
      group.addTask(executorPreference: Workers.shared) {
        try? await pause(for: limit)
        return .overdue
      }
      let first = await group.next() ?? .overdue
      group.cancelAll()
      return first
    }
  }

  private var executable: Executable {
    let name = arguments.first ?? ""
    return name.contains("/") ? .path(FilePath(name)) : .name(name)
  }

  private var rest: Arguments { Arguments(Array(arguments.dropFirst())) }

  private var variables: Environment {
    // The library rejects names that no program could look up.
    .custom(
      Dictionary(
        environment.compactMap { name, value in
          Environment.Key(rawValue: name).map { ($0, value) }
        }, uniquingKeysWith: { first, _ in first }))
  }
}
