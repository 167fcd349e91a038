import Dashboard
import FoundationEssentials
import Glibc
import Screen
import Settings

/// What till finds when it starts: the environment, where its files are, and the configuration.
struct Setup: Sendable {
  let environment: [String: String]
  let paths: Paths
  let configuration: Configuration
  let keymap: Keymap
  /// What is to be said about the configuration.
  let notes: [ConfigurationNote]

  /// Reads what there is, whatever is wrong with the configuration.
  static func load() throws(Failure) -> Setup {
    let environment = ProcessInfo.processInfo.environment
    let paths: Paths
    do throws(PathsError) {
      paths = try Paths(environment: environment, home: homeOfUser)
    } catch { throw Failure(.configuration, error.sentence) }
    let isNamed = environment["TILL_CONFIG"].map { !$0.isEmpty } ?? false
    let (configuration, notes) = Configuration.load(
      from: paths.configuration, isRequired: isNamed)
    let (keymap, complaints) = KeyTable(configuration.keys).keymap()
    return Setup(
      environment: environment, paths: paths, configuration: configuration, keymap: keymap,
      notes: notes + complaints.map { ConfigurationNote($0, in: paths.configuration) }
        + configuration.columns.compactMap { column in
          ListColumn.complaint(about: column.value).map {
            ConfigurationNote(.warning, paths.configuration, column.position, $0)
          }
        })
  }

  /// Reads what there is, says warnings on stderr, and refuses to go on after a mistake: what a
  /// line was meant to do, perhaps to protect, is not known.
  static var current: Setup {
    get throws(Failure) {
      let setup = try load()
      for note in setup.notes { Standard.error(note.sentence) }
      guard !setup.notes.contains(where: { $0.severity == .error }) else {
        throw Failure(
          .configuration, "the configuration has errors: correct them, or set TILL_CONFIG")
      }
      return setup
    }
  }

  /// The profile of the last dashboard, unless the environment has a key: that one is none's.
  var lastProfile: String? {
    let hasKey = environment["STRIPE_API_KEY"].map { !$0.isEmpty } ?? false
    return hasKey ? nil : LastView.profile(in: paths.lastView)
  }

  /// For programs that are started without HOME.
  static var homeOfUser: String? {
    guard let entry = getpwuid(getuid()), let folder = entry.pointee.pw_dir else { return nil }
    return String(cString: folder)
  }
}

extension KeyFinder {
  init(_ setup: Setup) {
    self.init(
      environment: setup.environment, configuration: setup.configuration, paths: setup.paths,
      now: time(nil))
  }
}

extension Failure {
  init(_ error: CredentialsError) {
    let code: Code =
      switch error.code {
      case .notFound, .unusable: .key
      case .unknownProfile, .ambiguous: .configuration
      }
    let lines = error.message.split(separator: "\n").map { Sanitiser.display(String($0)) }
    self.init(code, lines.joined(separator: "\n"))
  }
}
