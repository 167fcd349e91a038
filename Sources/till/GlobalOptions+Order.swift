import ArgumentParser
import Checkout
import Query
import Screen

extension GlobalOptions {
  private static let flags: Set = [
    "--read-only", "--allow-live-writes", "--no-cache", "--no-color", "--ascii", "--debug-http",
  ]
  private static let options: Set = ["--profile", "--api-base", "--account"]

  /// Arguments in which options that stand before the command stand after it, where each command
  /// takes them: `--profile acme cache info` as `cache info --profile acme`. What can be nothing else
  /// than a look-up is one.
  ///
  /// - Throws: when the first word is no command: it would be taken for one of the dashboard's.
  static func afterCommand(_ arguments: [String]) throws(Failure) -> [String] {
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
    guard path.isEmpty else { return path + moved + rest }
    if let word = rest.first, !word.hasPrefix("-"), word != "help" { throw noCommand(rest) }
    return arguments
  }

  private static func noCommand(_ words: ArraySlice<String>) -> Failure {
    let name = words.first ?? ""
    let names = Till.configuration.subcommands.compactMap { $0.configuration.commandName }
    let near = NearestName.to(name, among: names).map { ", did you mean “\($0)”?" } ?? ";"
    let shown = { TextWidth.truncate(Sanitiser.display($0), to: 60) }
    let search = words.map(RequestText.quoted).joined(separator: " ")
    return Failure(
      .usage,
      "“\(shown(name))” is no command\(near) “till find \(shown(search))” looks for it")
  }
}
