import ArgumentParser
import Checkout
import Query
import Glibc
import Screen

/// The program: reads the arguments, runs one command, turns its failure into an exit code.
@main
struct Till: AsyncParsableCommand {
  static let version = "0.1.0"

  static let introduction = """
    Without a command, till opens the dashboard. The key is taken from STRIPE_API_KEY or a \
    profile, never from the command line. “till demo” needs no key and no network. Options that \
    all commands have in common: “till help dashboard”.
    """

  private static let surroundings = Surroundings.sections.map { title, rows in
    ([title + ":"] + rows.map { "  \(TextWidth.pad($0, to: 28))\($1)" }).joined(separator: "\n")
  }.joined(separator: "\n\n")

  static let configuration = CommandConfiguration(
    commandName: "till",
    abstract: "A terminal dashboard for Stripe Checkout Sessions.",
    discussion: introduction + "\n\n" + surroundings,
    version: version,
    subcommands: [
      Dash.self, Demo.self, Find.self, List.self, Search.self, Sync.self, Show.self, Lines.self,
      Documents.self, Document.self, URLCommand.self, Create.self, Update.self, Expire.self,
      SandboxCommand.self,
      CacheCommand.self, ReferenceCommand.self,
      Profiles.self, ConfigCommand.self,
    ],
    defaultSubcommand: Dash.self)

  @MainActor
  static func main() async {
    defer { Closing.run() }
    do {
      try await withTaskExecutorPreference(Workers.shared) { try await runCommand() }
    } catch let failure as Failure {
      Standard.error("till: \(failure.sentence)")
      Closing.run()
      Glibc.exit(failure.code.rawValue)
    } catch {
      Closing.run()
      exit(withError: error)
    }
  }

  @concurrent
  private static func runCommand() async throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    // Before anything complains of an argument, and repeats it.
    guard !arguments.contains(where: SecretKey.isIn) else {
      throw Failure(
        .usage,
        "a key is never taken from the command line: set STRIPE_API_KEY, or add it to a profile")
    }
    var command = try parseAsRoot(try GlobalOptions.afterCommand(arguments))
    if var asynchronous = command as? any AsyncParsableCommand {
      try await asynchronous.run()
    } else {
      try command.run()
    }
  }
}
