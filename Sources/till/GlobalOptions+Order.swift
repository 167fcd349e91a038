import ArgumentParser

extension GlobalOptions {
  private static let flags: Set = [
    "--read-only", "--allow-live-writes", "--no-cache", "--no-color", "--ascii", "--debug-http",
  ]
  private static let options: Set = ["--profile", "--api-base", "--account"]

  /// Arguments in which options that stand before the command stand after it, where each command
  /// takes them: `--profile acme cache info` as `cache info --profile acme`. What can be nothing else
  /// than a look-up is one.
  static func afterCommand(_ arguments: [String]) -> [String] {
    var rest = arguments[...]
    var moved: [String] = []
    while let option = rest.first {
      let name = String(option.prefix { $0 != "=" })
      let count = flags.contains(option) || (options.contains(name) && name != option) ? 1 : 2
      guard count == 1 || options.contains(option), rest.count > count else { break }
      moved += rest.prefix(count)
      rest = rest.dropFirst(count)
    }
    rest = Find.recognised(Array(rest))[...]
    var path: [String] = []
    var commands = Till.configuration.subcommands
    while let name = rest.first,
      let command = commands.first(where: { $0.configuration.commandName == name })
    {
      path.append(name)
      rest = rest.dropFirst()
      commands = command.configuration.subcommands
    }
    return path.isEmpty ? arguments : path + moved + rest
  }
}
