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
  /// When a command waits for rows that are being read, because it acts on the selected row or on
  /// something that depends on it.
  enum Wait: Sendable {
    case always, never
    /// Only while the detail has the focus.
    case inDetail
  }

  func needsRows(with focus: Pane) -> Bool {
    switch waitsForRows {
    case .always: true
    case .never: false
    case .inDetail: focus == .detail
    }
  }
}
