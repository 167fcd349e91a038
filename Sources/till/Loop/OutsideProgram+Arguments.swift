import Dashboard
import FoundationEssentials
import Screen

extension OutsideProgram {
  /// The program with its own arguments, then the file. Words are split at blanks; no shell sees
  /// them.
  func arguments(for path: String, _ environment: [String: String]) -> [String] {
    command(environment).split(separator: " ").map(String.init) + [path]
  }

  /// What to say when it did not work.
  func complaint(_ environment: [String: String]) -> String {
    "the \(name) “\(Sanitiser.display(command(environment)))” could not be run, or failed; "
      + "$\(variables[0]) names another"
  }

  private func command(_ environment: [String: String]) -> String {
    variables.lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? standard
  }

  var name: String {
    switch self {
    case .pager: "pager"
    case .editor: "editor"
    }
  }

  /// The first that is set is taken.
  private var variables: [String] {
    switch self {
    case .pager: ["PAGER"]
    case .editor: ["VISUAL", "EDITOR"]
    }
  }

  private var standard: String {
    switch self {
    case .pager: "less"
    case .editor: "vi"
    }
  }
}

/// A file for another program to read, which nobody else may, and which does not outlive it.
enum TextFile {
  /// - Parameters:
  ///   - text: what the file holds.
  ///   - name: of the file, as far as a file can have it.
  ///   - program: shows the file of that path, and says what went wrong.
  /// - Returns: what went wrong, as a sentence.
  static func show(
    _ text: String, named name: String, in program: (_ path: String) -> String?
  ) -> String? {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "till-\(UInt64.random(in: 0 ... .max))")
    let file = folder.appending(
      path: "\(name.filter { $0.isLetter || $0.isNumber || $0 == "_" }).json")
    do {
      try FileManager.default.createDirectory(
        at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
      defer { try? FileManager.default.removeItem(at: folder) }
      try Data(text.utf8).write(to: file)
      return program(file.path)
    } catch {
      return "no file could be written in \(folder.deletingLastPathComponent().path)"
    }
  }
}
