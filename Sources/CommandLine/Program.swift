package import ArgumentParser
import Checkout
import Query
import Screen

/// One run of the command line: from arguments to an exit code.
package enum Program {
  /// How the process ends.
  package enum Ending: Equatable, Sendable {
    case code(Int32)
    /// The reader of the output has gone. A shell expects the process to die of SIGPIPE then.
    case brokenPipe
  }

  /// Runs one command, prints its error, and closes everything that it has opened.
  ///
  /// - Parameters:
  ///   - arguments: without the program's own name; nil where they cannot be read.
  ///   - world: the streams, network and clock of the command.
  /// - Returns: how the process should end.
  package static func run(_ arguments: [String]?, in world: World) async -> Ending {
    var ending = Ending.code(0)
    do { try await runCommand(arguments, in: world) } catch {
      ending = end(with: error, world.console)
    }
    world.closing.run()
    do throws(OutputError) { try world.console.finish() } catch {
      if ending == .code(0) { ending = end(with: error, world.console) }
    }
    return ending
  }

  private static func runCommand(_ arguments: [String]?, in world: World) async throws {
    // Without them, --read-only would be lost, and every command would be the dashboard.
    guard let arguments else {
      throw Failure(.failed, "the arguments cannot be read: mount /proc, and start it again")
    }
    // Checked first, since an error about an argument would repeat it.
    guard !arguments.contains(where: SecretKey.isIn) else {
      throw Failure(
        .usage,
        "a key is never taken from the command line: set STRIPE_API_KEY, or add it to a profile")
    }
    // Both are asked for often, and building the tree of all commands takes longer than the rest.
    guard arguments != ["--version"] else {
      return try world.console.print(SafeText(Till.versionAndCommit))
    }
    guard !arguments.isEmpty else { return try await Dash.open(nil, .none, in: world) }

    var command = try NamedCommand(in: arguments).parsed()
    if let command = command as? any TillCommand {
      try await command.run(in: world)
    } else {
      try command.run()
    }
  }

  /// Prints the message for an error and returns its exit code.
  private static func end(with error: any Error, _ console: Console) -> Ending {
    if error as? OutputError == .closed { return .brokenPipe }
    if let failure = Failure(of: error) {
      console.say("till: \(failure.sentence)")
      return .code(failure.code.rawValue)
    }
    let code = Till.exitCode(for: error)
    guard !(error is ExitCode) else { return .code(code.rawValue) }
    guard code.isSuccess else {
      let message = SafeText(lines: Till.fullMessage(for: error))
      if !message.isEmpty { console.say(message) }
      return .code(code.rawValue)
    }
    // The user asked for the help, the version or the completions. Only the last are made of the type.
    let message = SafeText(lines: CompletedTill.fullMessage(for: error))
    do throws(OutputError) {
      if !message.isEmpty { try console.print(message) }
      return .code(0)
    } catch { return end(with: error, console) }
  }
}

/// A command of till. It reads and prints only through its world.
package protocol TillCommand: ParsableCommand {
  func run(in world: World) async throws
}
