import FoundationEssentials

/// Names of files as people type them.
package enum FilePaths {
  /// The whole path: `~` is the home folder, and a name that does not begin with a slash is in the
  /// folder in which till was started. The home folders of others (`~name`) are left to the shell.
  package static func whole(_ name: String, home: String?) -> String {
    var path = name
    if let home, home.hasPrefix("/"), name == "~" || name.hasPrefix("~/") {
      path = home + name.dropFirst()
    }
    guard !path.hasPrefix("/") else { return path }
    let folder = FileManager.default.currentDirectoryPath
    return folder == "/" ? "/" + path : "\(folder)/\(path)"
  }

  /// The name, or `name-2.csv` and so on if it is taken.
  package static func free(_ name: String) -> String {
    let dot = name.lastIndex(of: ".") ?? name.endIndex
    let (stem, ending) = (name[..<dot], name[dot...])
    let candidates = [name] + (2...999).map { "\(stem)-\($0)\(ending)" }
    return candidates.first { !FileManager.default.fileExists(atPath: $0) } ?? name
  }
}
