import Dashboard
import Host
import Screen

extension OutsideProgram {
  /// The program with its own arguments, then the file.
  ///
  /// - Throws: what is wrong with the program in a variable of the environment.
  func arguments(
    for path: String, _ environment: [String: String]
  ) throws(ShellWords.Failure) -> [String] {
    try ShellWords.split(command(environment).text) + [path]
  }

  /// The message when it did not work.
  func complaint(_ environment: [String: String]) -> String {
    let text = Sanitiser.display(command(environment).text)
    return "the \(name) “\(text)” could not be run, or failed; $\(variables[0]) names another"
  }

  /// The message for a variable that does not name a program.
  func complaint(_ failure: ShellWords.Failure, _ environment: [String: String]) -> String {
    "$\(command(environment).variable ?? variables[0]) \(failure.reason)"
  }

  private func command(_ environment: [String: String]) -> (variable: String?, text: String) {
    for variable in variables {
      if let text = environment[variable], !text.isEmpty { return (variable, text) }
    }
    return (nil, standard)
  }

  var name: String {
    switch self {
    case .pager: "pager"
    case .editor: "editor"
    }
  }

  /// The first one that is set is used.
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
