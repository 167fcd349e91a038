import ArgumentParser
import Dashboard
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
      let notes = setup.allNotes(now: world.now())
      for note in notes { try world.console.print(SafeText(note.sentence)) }
      let path = setup.paths.configuration
      let errors = notes.count { $0.severity == .error }
      guard errors == 0 else {
        throw Failure(.configuration, "\(errors.counted("error")) in \(path)")
      }
      guard setup.hasConfiguration else {
        return world.console.say("till: there is no \(path): everything is as it comes")
      }
      let state: SafeText =
        notes.isEmpty ? "\(path) is right" : "\(notes.count.counted("warning")) in \(path)"
      let names = setup.configuration.profiles.map(\.name)
      world.console.say(
        "till: \(state); profiles: \(names.isEmpty ? "none" : names.joined(separator: ", "))")
    }
  }
}
