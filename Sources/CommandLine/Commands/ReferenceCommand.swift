import ArgumentParser

/// `till reference`: the manual page and the completions, made from the tables that the program
/// itself uses. `.ci/reference` runs it to keep `assets` current.
struct ReferenceCommand: TillCommand {
  static let configuration = CommandConfiguration(
    commandName: "reference", abstract: "Write the manual page, or a shell's completions.",
    shouldDisplay: false)

  enum Kind: String, ExpressibleByArgument, CaseIterable {
    case man, bash, zsh, fish
  }

  @Argument(help: "man, bash, zsh or fish.")
  var kind: Kind

  func run(in world: World) async throws {
    let text =
      switch kind {
      case .man: try ManualPage(help: Till._dumpHelp()).text
      case .bash: CompletedTill.completionScript(for: .bash)
      case .zsh: CompletedTill.completionScript(for: .zsh)
      case .fish: CompletedTill.completionScript(for: .fish)
      }
    // Programs read this output, and none of it comes from outside.
    try world.console.data(text.last == "\n" ? text : text + "\n", .lines)
  }
}

/// The commands as shells complete them. Without a command till is the dashboard, so its options may
/// come there; ``NamedCommand`` moves them, and the parser does not know it.
struct CompletedTill: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "till", abstract: Till.configuration.abstract, version: Till.version,
    subcommands: Till.commands, defaultSubcommand: Dash.self)

  @OptionGroup var dashboard: Dash
}
