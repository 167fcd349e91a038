/// Where till reads and writes its files. Nothing is looked up on the disk.
/// Source: https://specifications.freedesktop.org/basedir-spec/latest/
package struct Paths: Equatable, Sendable {
  /// `config.toml`.
  package let configuration: String
  /// Folder of the caches, one file for each account and mode.
  package let cache: String
  /// Folder of the state that till keeps between runs, and of its log.
  package let state: String
  /// The Stripe CLI's own profile file.
  package let stripeCLI: String

  /// The last view, see `StateFile`.
  package var lastView: String { state + "/last-view.json" }
  /// The request log, see `LogFile`.
  package var log: String { state + "/till.log" }

  /// - Parameters:
  ///   - environment: the process's environment.
  ///   - home: the home folder in the user database, for when HOME is not set.
  /// - Throws: `PathsError` when a file has no place, because neither its own variable, nor its
  ///   folder of the XDG specification, nor a home folder is known.
  package init(environment: [String: String], home: String? = nil) throws(PathsError) {
    let folders = Folders(environment: environment, home: home)
    // A relative TILL_… path is what the user wants, as on a command line; the specification says
    // that a relative XDG folder has to be ignored.
    if let file = environment.nonEmpty("TILL_CONFIG") {
      configuration = file
    } else {
      configuration = try folders.folder("XDG_CONFIG_HOME", or: ".config") + "/till/config.toml"
    }
    if let folder = environment.nonEmpty("TILL_CACHE_DIR") {
      cache = folder
    } else {
      cache = try folders.folder("XDG_CACHE_HOME", or: ".cache") + "/till"
    }
    state = try folders.folder("XDG_STATE_HOME", or: ".local/state") + "/till"
    stripeCLI = try folders.folder("XDG_CONFIG_HOME", or: ".config") + "/stripe/config.toml"
  }

  private struct Folders {
    let environment: [String: String]
    let home: String?

    init(environment: [String: String], home: String?) {
      self.environment = environment
      self.home = [environment["HOME"], home].lazy.compactMap(\.self).first { $0.hasPrefix("/") }
    }

    func folder(_ variable: String, or fallback: String) throws(PathsError) -> String {
      if let value = environment[variable], value.hasPrefix("/") { return value.withoutLastSlash }
      guard let home else { throw PathsError(variable: variable) }
      return (home == "/" ? "" : home.withoutLastSlash) + "/" + fallback
    }
  }
}

/// No place for a file is known.
package struct PathsError: Error, Equatable, Sendable {
  /// The variable that would help.
  package let variable: String

  package var sentence: String {
    "There is no home folder: set HOME, or \(variable) to an absolute path."
  }
}

extension [String: String] {
  /// The variable's value; nil when it is empty, which counts as not set.
  func nonEmpty(_ variable: String) -> String? {
    self[variable].flatMap { $0.isEmpty ? nil : $0 }
  }
}

extension String {
  fileprivate var withoutLastSlash: String {
    var text = self
    while text.utf8.count > 1, text.hasSuffix("/") { text.removeLast() }
    return text
  }
}
