/// What is told about sessions, in order of time.
///
/// It is made when somebody first asks for events, from the lives of the sessions: twelve bytes for
/// each event, none for its content.
struct EventLog: Sendable {
  struct Entry: Comparable, Sendable {
    let time: UInt32
    let serial: UInt32
    let kind: Happening.Kind

    init(_ happening: Happening, of serial: Int) {
      time = UInt32(clamping: happening.time)
      self.serial = UInt32(serial)
      kind = happening.kind
    }

    static func < (left: Entry, right: Entry) -> Bool {
      (left.time, left.serial, left.kind.rawValue)
        < (right.time, right.serial, right.kind.rawValue)
    }
  }

  /// Oldest first, including those that are still to come.
  private(set) var entries: [Entry] = []

  /// Plans for later than `end` will not come about; nil if time passes.
  init(_ ledger: Ledger, until end: Int?) {
    entries.reserveCapacity(ledger.count * 5 / 4)
    for serial in 0..<ledger.count {
      for happening in ledger.life(serial).happenings where happening.time <= end ?? .max {
        entries.append(Entry(happening, of: serial))
      }
    }
    entries.sort()
  }

  mutating func insert(_ life: Life, of serial: Int) {
    for happening in life.happenings {
      let entry = Entry(happening, of: serial)
      entries.insert(entry, at: position(of: entry))
    }
  }

  /// Takes back what was planned for a session and tells the new story.
  mutating func replace(_ old: Life, by new: Life, of serial: Int) {
    guard old != new else { return }
    for happening in old.happenings {
      let entry = Entry(happening, of: serial)
      let position = position(of: entry)
      if position < entries.count, entries[position] == entry { entries.remove(at: position) }
    }
    insert(new, of: serial)
  }

  /// The number of entries before this one.
  func position(of entry: Entry) -> Int { firstPosition { $0 < entry } }

  /// The number of entries that are older than `time`.
  func count(before time: Int) -> Int { firstPosition { Int($0.time) < time } }

  private func firstPosition(_ isBefore: (Entry) -> Bool) -> Int {
    var (low, high) = (0, entries.count)
    while low < high {
      let middle = (low + high) / 2
      if isBefore(entries[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
