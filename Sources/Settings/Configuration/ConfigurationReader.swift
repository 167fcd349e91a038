import Checkout
import Query
import Screen
import TOML

/// Reads the tables of a configuration, and collects the notes about them.
struct ConfigurationReader {
  /// More warnings would not help, and finding similar names takes time.
  private static let warningLimit = 100

  let file: String
  private(set) var notes: [ConfigurationNote] = []

  init(file: String) { self.file = file }

  mutating func note(
    _ severity: ConfigurationNote.Severity, _ position: TextPosition?, _ text: String
  ) {
    notes.append(ConfigurationNote(severity, file, position, text))
  }

  mutating func read(_ document: TOMLNode) -> Configuration {
    var configuration = Configuration()
    let tables = ["profiles", "themes", "keys", "views", "document_views", "commands"]
    // The theme's name may refer to one further down in the file.
    read(
      document, into: &configuration, Configuration.options, besides: ["theme"] + tables)
    configuration.profiles = members(of: document, "profiles").map { profile($0) }
    configuration.themes = members(of: document, "themes").map { theme($0) }
    configuration.keys = readKeys(document)
    configuration.views = members(of: document, "views").map { entry in
      var view = ViewOptions(name: entry.name)
      read(entry.node, into: &view, ViewOptions.options)
      return view
    }
    configuration.documentViews = members(of: document, "document_views").map { entry in
      var view = DocumentViewOptions(name: entry.name)
      read(entry.node, into: &view, DocumentViewOptions.options)
      return view
    }
    configuration.commands = members(of: document, "commands").map { entry in
      var command = CommandOptions(name: entry.name)
      read(entry.node, into: &command, CommandOptions.options)
      return command
    }
    readChoices(document, into: &configuration)
    return configuration
  }

  /// Reads the options of one table. Some other names are known and read elsewhere.
  private mutating func read<Target>(
    _ table: TOMLNode, into target: inout Target, _ options: [Option<Target>],
    besides others: [String] = []
  ) {
    for entry in table.entries where !others.contains(entry.name.value) {
      let name = entry.name.value
      guard let option = options.first(where: { $0.name == name }) else {
        noteUnknown("option", entry.name, among: options.map(\.name) + others)
        continue
      }
      if !option.read(&target, entry.node) {
        note(.error, entry.node.position, "\(name) must be \(option.allowed).")
      }
    }
  }

  private mutating func noteUnknown(
    _ kind: String, _ name: Located<String>, among known: [String]
  ) {
    guard notes.count < Self.warningLimit else { return }
    let meant = NearestName.to(name.value, among: known).map { ": did you mean \($0.quoted)?" }
    note(.warning, name.position, "there is no \(kind) \(name.value.quoted)\(meant ?? ".")")
  }

  /// The tables inside a table.
  private mutating func members(of document: TOMLNode, _ name: String) -> [TOMLNode.Entry] {
    guard let table = document[name] else { return [] }
    let members = table.entries.filter(\.node.isTable)
    if !table.isTable || members.count < table.entries.count {
      let wrong = table.entries.first { !$0.node.isTable }?.node.position ?? table.position
      note(.error, wrong, "\(name) holds tables only, like [\(name).NAME].")
    }
    return members
  }
}

// MARK: - Profiles

extension ConfigurationReader {
  private mutating func firestore(_ node: TOMLNode) -> FirestoreOptions {
    var options = FirestoreOptions()
    guard node.isTable else {
      note(.error, node.position, "firestore must be a table: [profiles.NAME.firestore].")
      return options
    }
    read(node, into: &options, FirestoreOptions.options)
    if node["credentials"] != nil, node["token_command"] != nil {
      note(.error, node.position, "firestore has both credentials and token_command: keep one.")
    }
    return options
  }

  private mutating func profile(_ entry: TOMLNode.Entry) -> Profile {
    var profile = Profile(name: entry.name.value)
    if profile.name.isEmpty { note(.error, entry.name.position, "a profile needs a name.") }
    read(entry.node, into: &profile, Profile.options, besides: ["firestore"])
    profile.firestore = entry.node["firestore"].map { firestore($0) }
    if entry.node["api_key"] != nil, entry.node["api_key_command"] != nil {
      note(
        .error, entry.name.position,
        "profile \(profile.name.quoted) has both api_key and api_key_command: keep one.")
    }
    if case .key(.failure(let error)) = profile.keySource, let node = entry.node["api_key"] {
      // Only this profile is affected, and only when it is used.
      note(.warning, node.position, error.sentence)
    }
    return profile
  }

  private mutating func readChoices(
    _ document: TOMLNode, into configuration: inout Configuration
  ) {
    guard let node = document["theme"] else { return }
    if let theme = node.string.flatMap(configuration.theme(named:)) {
      configuration.theme = theme
      configuration.followsBackground =
        node.string == Theme.automatic && theme == Theme.default
    } else {
      let names = configuration.themes.map(\.name) + Theme.names
      note(.error, node.position, "theme must be \(names.alternatives).")
    }
  }
}

// MARK: - Themes and keys

extension ConfigurationReader {
  private mutating func theme(_ entry: TOMLNode.Entry) -> Theme {
    var base = Theme.default
    var roles: [Role: Look] = [:]
    var layers: [Theme.Layer: Look] = [:]
    for member in entry.node.entries {
      let name = member.name.value
      if name == "base" {
        if let theme = member.node.string.flatMap(Theme.init(named:)) {
          base = theme
        } else {
          let names = Theme.names.alternatives
          note(.error, member.node.position, "base must be \(names).")
        }
      } else if let layer = Theme.Layer(rawValue: name) {
        layers[layer] = look(member)
      } else if let role = Role(named: name) {
        roles[role] = look(member)
      } else {
        let known = Role.allCases.map { "\($0)" } + Theme.Layer.allCases.map(\.rawValue)
        noteUnknown("role", member.name, among: known + ["base"])
      }
    }
    return Theme(entry.name.value, basedOn: base, roles: roles, layers: layers)
  }

  private mutating func look(_ entry: TOMLNode.Entry) -> Look {
    var look = Look()
    if entry.node.isTable {
      read(entry.node, into: &look, Look.options)
    } else {
      note(
        .error, entry.node.position,
        "\(entry.name.value) must be a table like { fg = \"cyan\", attributes = [\"bold\"] }.")
    }
    return look
  }

  private mutating func readKeys(_ document: TOMLNode) -> [KeyBinding] {
    guard let table = document["keys"] else { return [] }
    guard table.isTable else {
      note(.error, table.position, "keys must be a table: [keys].")
      return []
    }
    return table.entries.compactMap { entry in
      let single = entry.node.nonEmptyString.map { [Located($0, at: entry.node.position)] }
      guard let keys = single ?? entry.node.strings else {
        note(
          .error, entry.node.position,
          "\(entry.name.value) must be a key in quotes, an array of keys, or [] for no key.")
        return nil
      }
      return KeyBinding(command: entry.name, keys: keys)
    }
  }
}
