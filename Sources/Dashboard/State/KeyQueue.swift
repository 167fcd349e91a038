package import Screen
import Widgets

/// Keys that wait because one of them needs rows that are still being read.
///
/// Keys act in the order in which they were typed, on what they were meant for: an `x` typed after
/// a filter or a look-up is meant for the rows that it finds.
package struct KeyQueue: Equatable, Sendable {
  package private(set) var keys: [Key] = []

  package var isEmpty: Bool { keys.isEmpty }

  mutating func append(_ key: Key) { keys.append(key) }

  mutating func removeFirst() { keys.removeFirst() }

  mutating func removeAll() { keys = [] }
}

extension Key {
  /// The key with a paste cut to the length of a text field: nothing reads a paste before it is
  /// cut.
  var bounded: Key {
    guard case .paste(let text) = self else { return self }
    return .paste(TextField.beginning(of: text))
  }
}

extension Command {
  /// Whether it acts on the selected row, or on something that depends on it.
  func needsRows(with focus: Pane) -> Bool {
    switch id {
    case .filter: focus == .detail
    case .find, .sync, .columns, .sort, .export, .serverFilter, .autoRefresh, .nextTab,
      .previousTab, .reload, .cancel, .zoom, .quit, .create, .grow, .shrink, .theme, .mouse,
      .hideDetail, .unmark, .mask, .problems, .requests, .profile, .markAll, .help, .redraw,
      .interrupt, .suspend, .utc, .documents, .overview, .saveView, .forgetView:
      false
    // A command waits unless it is known not to use the selection.
    default: true
    }
  }
}
