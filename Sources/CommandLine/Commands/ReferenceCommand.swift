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
      case .bash: Till.completionScript(for: .bash)
      case .zsh: Till.completionScript(for: .zsh)
      case .fish: Till.completionScript(for: .fish)
      }
    // Programs read this output, and none of it comes from outside.
    try world.console.data(text.last == "\n" ? text : text + "\n", .lines)
  }
}
