import Checkout
import Dashboard
import HTTP
import Query
import Screen
import Settings
import TOML

extension Configuration {
  /// The user's own commands, and the mistakes in them. After a mistake till does not start, since
  /// it is not known what the command was meant to do.
  func ownCommands(
    in file: String, keymap: Keymap, now: Int
  ) -> (commands: [OwnCommand], notes: [ConfigurationNote]) {
    var notes: [ConfigurationNote] = []
    var owners: [Key: String] = [:]
    let commands = commands.compactMap { options -> OwnCommand? in
      var reader = OwnCommandReader(options: options, file: file)
      let command = reader.command(keymap: keymap, now: now, owners: &owners)
      notes += reader.notes
      return command
    }
    return (commands, notes)
  }
}

/// Reads one command, and collects its mistakes.
private struct OwnCommandReader {
  let options: CommandOptions
  let file: String
  private(set) var notes: [ConfigurationNote] = []

  private mutating func note(_ position: TextPosition, _ text: String) {
    notes.append(ConfigurationNote(.error, file, position, text + "."))
  }

  init(options: CommandOptions, file: String) {
    self.options = options
    self.file = file
  }

  mutating func command(keymap: Keymap, now: Int, owners: inout [Key: String]) -> OwnCommand? {
    let name = options.name
    if name.value.isEmpty || Command.ID(rawValue: name.value) != nil {
      note(name.position, "a command needs a name that till's own do not have")
    }
    if SecretKey.isIn(name.value) { note(name.position, Message.secretKey.text) }
    if let query = options.condition {
      do throws(QueryError) { _ = try SessionQuery(parsing: query.value, now: now) } catch {
        note(query.position, "when: \(error.message)")
      }
    }
    guard let action = action() else { return nil }
    return OwnCommand(
      name: name.value, action, keys: keys(keymap, &owners),
      condition: options.condition?.value ?? "", readsJSON: options.readsJSON,
      output: options.output.own, confirms: options.confirms, passesKey: options.passesKey,
      onlyReads: options.onlyReads)
  }

  private mutating func action() -> OwnCommand.Action? {
    switch (options.run.isEmpty, options.url) {
    case (false, nil):
      let words = options.run.compactMap { template($0) }
      guard words.count == options.run.count else { return nil }
      if words[0].hasFields {
        note(options.run[0].position, "the program is a name of its own, without {…}")
        return nil
      }
      return .run(words)
    case (true, let url?):
      guard let address = template(url) else { return nil }
      guard isAllowed(address) else {
        note(
          url.position,
          "url must be https://, or http:// to this machine, with a host and no {…} before its path"
        )
        return nil
      }
      return .open(address)
    case (true, nil), (false, _?):
      note(
        options.name.position,
        "command “\(options.name.value)” needs either run or url, and not both")
      return nil
    }
  }

  private mutating func template(_ word: Located<String>) -> Template? {
    do throws(Template.Problem) { return try Template(word.value) } catch {
      note(word.position, error.text)
      return nil
    }
  }

  /// Whether the part before the path is fixed, and is https or this machine.
  private func isAllowed(_ address: Template) -> Bool {
    let source = address.source
    guard let scheme = source.firstRange(of: "://") else { return false }
    let rest = source[scheme.upperBound...]
    let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    guard !authority.isEmpty, !authority.contains("{"), !authority.contains("@") else {
      return false
    }
    guard let parsed = try? HTTPAddress(String(source[..<authority.endIndex])) else { return false }
    return parsed.isSecure || parsed.isLoopback
  }

  private mutating func keys(_ keymap: Keymap, _ owners: inout [Key: String]) -> [Key] {
    options.keys.compactMap { word in
      guard let key = Key(named: word.value) else {
        note(
          word.position,
          "“\(word.value)” is no key: write a character, or a name such as ctrl-d, alt-x, f5")
        return nil
      }
      if let refusal = key.refusal {
        note(word.position, "“\(word.value)” cannot be bound: \(refusal)")
        return nil
      }
      if let owner = keymap.command(for: key)?.id.rawValue ?? owners[key] {
        note(
          word.position,
          "“\(word.value)” is bound to \(owner) already: choose another key, or take it away in [keys]"
        )
        return nil
      }
      owners[key] = options.name.value
      return key
    }
  }
}

extension CommandOptions.Output {
  fileprivate var own: OwnCommand.Output {
    switch self {
    case .pager: .pager
    case .message: .message
    case .none: .none
    }
  }
}
