import Query
import Screen

/// A prompt or a form of the list.
package enum ListOverlay: Equatable, Sendable {
  case find(FindPrompt)
  case columns(ColumnForm)
  case sort(SortForm)
  case server(ServerForm)
  case export(ExportPrompt)
}

extension State {
  mutating func updateListOverlay(_ overlay: ListOverlay, _ key: Key) -> [Effect] {
    switch overlay {
    case .find(let prompt): return updateFind(prompt, key)
    case .columns(let form): return updateColumns(form, key)
    case .sort(let form): return updateSort(form, key)
    case .server(let form): return updateServerForm(form, key)
    case .export(let prompt): return updateExport(prompt, key)
    }
  }
}
