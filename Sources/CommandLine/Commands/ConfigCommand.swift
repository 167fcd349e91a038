import ArgumentParser
import Screen
import Settings

/// `till config`: where the configuration is, and whether it is right.
struct ConfigCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config", abstract: "The configuration file.",
    subcommands: [Path.self, Check.self])

  struct Path: TillCommand {
    static let configuration = CommandConfiguration(
      commandName: "path",
      abstract: "Print where the configuration is looked for.")

    func run(in world: World) async throws {
      try world.console.print(SafeText(try Setup.load(in: world).paths.configuration))
    }
  }

  struct Check: TillCommand {
    static let configuration = CommandConfiguration(
      commandName: "check",
      abstract: "Name the line and column of mistakes.",
      discussion: "The exit code is 78 if there is a mistake with which till would not start.")

    func run(in world: World) async throws {
      let setup = try Setup.load(in: world)
      for note in setup.notes { try world.console.print(SafeText(note.sentence)) }
      let errors = setup.notes.count { $0.severity == .error }
      guard errors == 0 else {
        let count = errors == 1 ? "1 error" : "\(errors) errors"
        throw Failure(.configuration, "\(count) in \(setup.paths.configuration)")
      }
      let names = setup.configuration.profiles.map(\.name)
      world.console.say(
        "till: \(setup.paths.configuration) is right; profiles: "
          + (names.isEmpty ? "none" : "\(names.joined(separator: ", "))"))
    }
  }
}
