import Checkout
package import Dashboard
import Glibc
import Query
package import Settings
import Screen
import Stripe
import TOML

/// What till finds when it starts: where its files are, and the configuration.
package struct Setup: Sendable {
  package let environment: [String: String]
  package let paths: Paths
  package let configuration: Configuration
  package let keymap: Keymap
  /// The commands that the user has defined.
  package let ownCommands: [OwnCommand]
  /// Warnings and errors about the configuration.
  package let notes: [ConfigurationNote]

  /// Reads what there is, even if the configuration has errors.
  static func load(in world: World) throws(Failure) -> Setup {
    let environment = world.environment
    let paths: Paths
    do throws(PathsError) {
      paths = try Paths(environment: environment, home: world.home)
    } catch { throw Failure(.configuration, "\(error.sentence)") }
    let isNamed = environment["TILL_CONFIG"].map { !$0.isEmpty } ?? false
    let (configuration, notes) = Configuration.load(
      from: paths.configuration, isRequired: isNamed)
    let (keymap, complaints) = KeyTable(configuration.keys).keymap()
    let (own, ownNotes) = configuration.ownCommands(
      in: paths.configuration, keymap: keymap, now: world.now())
    return Setup(
      environment: environment, paths: paths, configuration: configuration, keymap: keymap,
      ownCommands: own,
      notes: notes + ownNotes + complaints.map { ConfigurationNote($0, in: paths.configuration) }
        + configuration.complaints(in: paths.configuration, now: world.now())
        + configuration.viewComplaints(
          in: paths.configuration, now: world.now(), zone: world.zone()))
  }

  /// Whether there is a configuration file.
  var hasConfiguration: Bool { access(paths.configuration, F_OK) == 0 }

  /// The view of the dashboard when till last ended.
  package var lastView: StateFile<RememberedView> {
    StateFile(paths.lastView, named: "last view")
  }

  /// The notes, and what only the commands that need it find out: the profile that is used where
  /// none is asked for, and the files that are named.
  func allNotes(now: Int) -> [ConfigurationNote] {
    let unknown = KeyFinder(self, now: now).defaultProblem.map { error in
      ConfigurationNote(
        .error, paths.configuration, configuration.profile?.position,
        "\(error.summary) \(error.advice)")
    }
    let missing = configuration.profiles.compactMap(\.authorities).filter {
      access($0.value, R_OK) != 0
    }.map { file in
      ConfigurationNote(
        .warning, paths.configuration, file.position,
        "ca_bundle: \(file.value) cannot be read: \(String(cString: strerror(errno))).")
    }
    return notes + [unknown].compactMap(\.self) + missing
  }

  /// Reads what there is, prints warnings on stderr, and fails if there is an error: a wrong line
  /// may have been meant to protect something.
  package static func current(in world: World) throws(Failure) -> Setup {
    let setup = try load(in: world)
    for note in setup.notes { world.console.say("\(note.sentence)") }
    guard !setup.notes.contains(where: { $0.severity == .error }) else {
      throw Failure(
        .configuration, "the configuration has errors: correct them, or set TILL_CONFIG")
    }
    return setup
  }
}

extension Configuration {
  /// What the settings themselves cannot check: names of columns, addresses of the API, and queries
  /// of profiles.
  fileprivate func complaints(in file: String, now: Int) -> [ConfigurationNote] {
    let columns = (columns + views.flatMap(\.columns)).compactMap { column in
      ListColumn.complaint(about: column.value).map {
        ConfigurationNote(.warning, file, column.position, $0)
      }
    }
    let documentColumns = documentViews.flatMap(\.columns).compactMap { column in
      DocumentColumn.complaint(about: column.value).map {
        ConfigurationNote(.warning, file, column.position, $0)
      }
    }
    let addresses = profiles.compactMap(\.apiBase).compactMap { base in
      (try? APIBase(base.value)) == nil
        ? ConfigurationNote(
          .error, file, base.position, "api_base must be \(Profile.allowedAPIBase).") : nil
    }
    let filters = profiles.compactMap(\.defaultFilter).compactMap { filter -> ConfigurationNote? in
      // The screen would show it as the filter of the list.
      guard !SecretKey.isIn(filter.value) else {
        return ConfigurationNote(
          .error, file, filter.position, "default_filter: \(Message.secretKey.text).")
      }
      do throws(QueryError) {
        _ = try SessionQuery(parsing: filter.value, now: now)
        return nil
      } catch {
        return ConfigurationNote(
          .warning, file, filter.position, "default_filter: \(error.message)")
      }
    }
    return columns + documentColumns + addresses + filters
  }
}

extension KeyFinder {
  package init(_ setup: Setup, now: Int) {
    self.init(
      environment: setup.environment, configuration: setup.configuration, paths: setup.paths,
      remembered: setup.lastView.current?.profile, now: now)
  }
}
