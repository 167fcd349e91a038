import Checkout
import Screen

extension State {
  /// What was asked for by the prompts and forms of the list.
  mutating func takeForList(_ event: Event) {
    switch event {
    case .fieldNames(let names): takeFieldNames(names)
    case .fields(let fields, let paths): list.columns.take(fields, of: paths)
    case .exported(let path, let result): takeExported(path, result)
    case .found(let lookup, let result): takeFound(lookup, result)
    case .syncing(let report): takeSyncing(report)
    case .synced(let result): takeSynced(result)
    default: break
    }
  }
}
