/// A text that only requests may read. Printing it, or a value that contains it, prints a mark
/// instead.
struct SecretText: Equatable, Sendable {
  let text: String

  init(_ text: String) { self.text = text }
}

extension SecretText: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  var description: String { "…" }
  var debugDescription: String { "…" }
  var customMirror: Mirror { Mirror(self, children: []) }
}
