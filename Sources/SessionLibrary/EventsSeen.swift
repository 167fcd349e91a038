/// How far events were read: the second up to which they were read, those seen in that second, and
/// the stretches that were left out because there was too much.
struct EventsSeen: Equatable {
  /// Unix seconds.
  var second: Int
  var ids: [String]
  /// Stretches that are still to be read: from before an event down to a second.
  var unread: [(cursor: String, floor: Int)] = []

  init(second: Int, ids: [String]) {
    self.second = second
    self.ids = ids
  }

  /// Parses what `text` returns.
  init?(_ text: String) {
    let lines = text.split(separator: "\n")
    let parts = (lines.first ?? "").split(separator: " ").map(String.init)
    guard let second = parts.first.flatMap({ Int($0) }) else { return nil }
    self.init(second: second, ids: Array(parts.dropFirst()))
    unread = lines.dropFirst().compactMap { line in
      let parts = line.split(separator: " ")
      guard parts.count == 2, let floor = Int(parts[1]) else { return nil }
      return (String(parts[0]), floor)
    }
  }

  /// The form that is kept in the cache.
  var text: String {
    let first = ([String(second)] + ids).joined(separator: " ")
    return ([first] + unread.map { "\($0.cursor) \($0.floor)" }).joined(separator: "\n")
  }

  static func == (left: EventsSeen, right: EventsSeen) -> Bool { left.text == right.text }
}
