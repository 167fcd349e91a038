import CommandLine
import Settings
import Terminal

extension TerminalFacts {
  /// The terminal of this process.
  static func ofProcess(
    _ environment: [String: String], clipboardCommand: [String]
  ) -> TerminalFacts {
    let report = TerminalReport()
    var facts = TerminalFacts()
    facts.type = report.type
    facts.problem = report.problem
    facts.colors = report.colors
    facts.plainReason = report.plainReason
    facts.ambiguousWidth = report.ambiguousWidth
    facts.clipboard = Clipboard(command: clipboardCommand, environment: environment).way
    return facts
  }
}
