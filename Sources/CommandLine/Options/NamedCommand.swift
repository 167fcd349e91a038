import ArgumentParser
import Checkout
import Query
import Screen

/// The command that the arguments of the program name, and the arguments for it.
struct NamedCommand {
  private let command: any ParsableCommand.Type
  /// The names that lead to it.
  private let path: [String]
  private let rest: [String]

  /// Moves options before the command to after it, where every command takes them: `--profile acme
  /// cache info` becomes `cache info --profile acme`. An argument that can only be a look-up
  /// becomes one.
  ///
  /// - Throws: if the first word is not a command, since the dashboard would take it for an
  ///   argument.
  init(in arguments: [String]) throws(Failure) {
    var rest = arguments[...]
    let moved = Self.takeOptions(from: &rest)
    var path: [String] = []
    var command: any ParsableCommand.Type = Till.self
    var commands = Till.commands
    while let name = rest.first,
      let named = commands.first(where: { $0.configuration.commandName == name })
    {
      path.append(name)
      rest = rest.dropFirst()
      command = named
      commands = named.configuration.subcommands
    }
    if path.isEmpty, let word = rest.first, !word.hasPrefix("-") {
      if Lookup(word)?.isUnmistakable == true {
        (path, command) = (["find"], Find.self)
      } else if word == "help" {
        try Self.checkHelp(on: rest.dropFirst())
      } else {
        throw Self.noCommand(rest)
      }
    }
    self.path = path
    self.command = command
    self.rest = path.isEmpty ? arguments : moved + rest
  }

  /// The command with its arguments.
  ///
  /// Parsing begins at the command itself: the tree of all commands takes longer to build than most
  /// of them run. Errors and help are those of the whole, which name the program.
  func parsed() throws -> any ParsableCommand {
    if !path.isEmpty, command.configuration.subcommands.isEmpty,
      let parsed = try? command.parseAsRoot(rest),
      type(of: parsed) == command
    {
      return parsed
    }
    do { return try Till.parseAsRoot(path + rest) } catch {
      // The parser proposes only the options of a command, and this is none.
      let message = Till.message(for: error)
      for word in rest
      where word.hasPrefix("-") && message.contains("'\(word)'")
        && NearestName.to(word, among: ["--help"]) != nil
      {
        throw Failure(.usage, "“\(SafeText(word))” is no option, did you mean “--help”?")
      }
      throw error
    }
  }

  private static func takeOptions(from rest: inout ArraySlice<String>) -> [String] {
    var taken: [String] = []
    while let option = rest.first, option.hasPrefix("-") {
      let name = String(option.prefix { $0 != "=" })
      guard let takesValue = optionNames[name] else { break }
      let count = takesValue && name == option ? 2 : 1
      guard takesValue || name == option, rest.count > count else { break }
      taken += rest.prefix(count)
      rest = rest.dropFirst(count)
    }
    return taken
  }

  /// The names that the parser gives the global options, and whether each takes a value.
  private static let optionNames: [String: Bool] = {
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

  /// The parser would show the help of what is above a name that it does not know.
  private static func checkHelp(on words: ArraySlice<String>) throws(Failure) {
    var commands = Till.commands
    var above = "till help"
    for word in words where !word.hasPrefix("-") && word != "help" {
      guard let named = commands.first(where: { $0.configuration.commandName == word }) else {
        let what: SafeText = commands.isEmpty ? "has none below it" : "lists them"
        throw Failure(
          .usage,
          "“\(SafeText(word).truncated(to: 60))” is no command: “\(SafeText(above))” \(what)")
      }
      commands = named.configuration.subcommands
      above += " " + word
    }
  }

  private static func noCommand(_ words: ArraySlice<String>) -> Failure {
    let name = words.first ?? ""
    let names = Till.commands.compactMap { $0.configuration.commandName }
    let near: SafeText =
      NearestName.to(name, among: names).map { ", did you mean “\($0)”?" } ?? ";"
    let search = words.map(RequestText.quoted).joined(separator: " ")
    return Failure(
      .usage,
      "“\(SafeText(name).truncated(to: 60))” is no command\(near) "
        + "“till find \(SafeText(search).truncated(to: 60))” looks for it")
  }
}
