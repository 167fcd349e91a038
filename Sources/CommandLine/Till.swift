package import ArgumentParser
import Screen

/// The root of the command line: its name, its help, its commands.
package struct Till: ParsableCommand {
  package static let version = "0.1.0"

  /// The output of `--version`: the version, and the commit if it is known.
  static let versionAndCommit =
    BuildCommit.name.isEmpty ? version : "\(version) (\(BuildCommit.name))"

  static let introduction = """
    Without a command, till opens the dashboard. The key is taken from STRIPE_API_KEY or a \
    profile, never from the command line. “till demo” needs no key and no network. Options that \
    all commands have in common: “till help dashboard”.
    """

  private static let surroundings = Surroundings.sections.map { title, rows in
    ([title + ":"] + rows.map { "  \(TextWidth.pad($0, to: 32))\($1)" }).joined(separator: "\n")
  }.joined(separator: "\n\n")

  /// The commands; asked for without the rest, whose texts take time to build.
  static let commands: [any ParsableCommand.Type] = [
    Dash.self, Demo.self, Find.self, List.self, Search.self, Sync.self, Show.self, History.self,
    Lines.self, WatchCommand.self, Stats.self, Documents.self, Document.self, URLCommand.self,
    Create.self, Update.self, Expire.self, SandboxCommand.self, CacheCommand.self,
    ReferenceCommand.self, Profiles.self, ConfigCommand.self, Doctor.self,
  ]

  package static let configuration = CommandConfiguration(
    commandName: "till",
    abstract: "A terminal dashboard for Stripe Checkout Sessions.",
    discussion: introduction + "\n\n" + surroundings,
    version: versionAndCommit,
    subcommands: commands,
    defaultSubcommand: Dash.self)

  package init() {}
}
