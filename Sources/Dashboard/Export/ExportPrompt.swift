package import Checkout
import Query
import Screen
package import Widgets

/// The line that asks where the list is to be written.
package struct ExportPrompt: Equatable, Sendable {
  package var field: TextField

  package init(_ path: String = "sessions.csv") { field = TextField(path) }

  package var format: ExportFormat? { ExportFormat(path: field.text) }
}

extension State {
  mutating func openExport() -> [Effect] {
    overlays.append(.list(.export(ExportPrompt())))
    return []
  }

  mutating func updateExport(_ prompt: ExportPrompt, _ key: Key) -> [Effect] {
    var prompt = prompt
    switch key {
    case .escape, .control("c"): overlays.removeLast()
    case .enter:
      guard prompt.format != nil else { return [] }
      overlays.removeLast()
      return export(to: prompt.field.text)
    default:
      guard prompt.field.take(key) else { return [] }
      replaceTop(.list(.export(prompt)))
    }
    return []
  }

  /// Writes all cached sessions of the list to a file, in the format that its name ends in.
  package mutating func export(to path: String) -> [Effect] {
    guard let format = ExportFormat(path: path) else {
      message = Message("export: the name has to end in .csv, .ndjson or .json", .warning)
      return []
    }
    message = Message("writing \(Sanitiser.display(path))…")
    return [.system(.export(list.query, path: path, format))]
  }

  mutating func takeExported(_ path: String, _ result: Result<Int, Problem>) {
    switch result {
    case .success(let count):
      let rest = list.facts.coverage.isWhole ? "" : "; what is not cached is not in it"
      message = Message(
        "wrote \(count.grouped) sessions to \(Sanitiser.display(path))\(rest)", .success)
    case .failure(let problem):
      message = Message("not exported: \(problem.sentence)", .error)
    }
  }
}
