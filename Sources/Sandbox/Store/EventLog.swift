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
  /// Plans for later than this will not come about; nil if time passes.
  private let end: Int?

  init(_ ledger: Ledger, until end: Int?) {
    self.end = end
    entries.reserveCapacity(ledger.count * 5 / 4)
    for serial in 0..<ledger.count {
      entries += happenings(of: ledger.life(serial)).map { Entry($0, of: serial) }
    }
    entries.sort()
  }

  private func happenings(of life: Life) -> [Happening] {
    guard let end, life.expiredAt == nil else { return life.happenings }
    return life.happenings.filter { $0.time <= end }
  }

  mutating func insert(_ life: Life, of serial: Int) {
    for happening in happenings(of: life) {
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
