import ArgumentParser
import Checkout
import Query
import Screen

extension GlobalOptions {
  /// The names that the parser gives these options, and whether each takes a value.
  private static let names: [String: Bool] = {
    var names: [String: Bool] = [:]
    for property in Mirror(reflecting: GlobalOptions()).children {
      guard let label = property.label, label.first == "_" else { continue }
      let name = label.dropFirst().reduce(into: "--") { name, letter in
        name += letter.isUppercase ? "-" + letter.lowercased() : String(letter)
      }
      names[name] = !(property.value is Flag<Bool>)
    }
    return names
  }()

  /// Moves options before the command to behind it, where every command takes them: `--profile acme
  /// cache info` becomes `cache info --profile acme`. An argument that can only be a look-up
  /// becomes one.
  ///
  /// - Throws: if the first word is not a command, since the dashboard would take it for an
  ///   argument.
  static func afterCommand(_ arguments: [String]) throws(Failure) -> [String] {
    var rest = arguments[...]
    var moved: [String] = []
    while let option = rest.first {
      let name = String(option.prefix { $0 != "=" })
      guard let takesValue = names[name] else { break }
      let count = takesValue && name == option ? 2 : 1
      guard takesValue || name == option, rest.count > count else { break }
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
    let near: SafeText =
      NearestName.to(name, among: names).map { ", did you mean “\($0)”?" } ?? ";"
    let search = words.map(RequestText.quoted).joined(separator: " ")
    return Failure(
      .usage,
      "“\(SafeText(name).truncated(to: 60))” is no command\(near) "
        + "“till find \(SafeText(search).truncated(to: 60))” looks for it")
  }
}
