/// The events of all sessions, in the order in which they happened.
///
/// Times are whole seconds, and a list may have been read within one: what is added later must
/// stand above it. So the turn decides between events of one second.
///
/// It is made when events are first asked for, from the lives of the sessions. Each event takes
/// sixteen bytes, its content none.
struct EventLog: Sendable {
  struct Entry: Comparable, Hashable, Sendable {
    let time: UInt32
    /// The turn of the act: see `Act.turn`.
    let turn: UInt32
    /// The session's serial; from `Shelf.firstSerial` on, that of another object.
    let serial: UInt32
    /// Which act of the session's course, and which event of that act.
    let act: UInt8
    let step: UInt8
    let type: EventType

    static func < (left: Entry, right: Entry) -> Bool {
      (left.time, left.turn, left.serial, left.act, left.step)
        < (right.time, right.turn, right.serial, right.act, right.step)
    }

    /// The number behind the event's id.
    var number: Int { (Int(serial) << 8 | Int(act)) << 4 | Int(step) }
  }

  /// Oldest first, including those that are still to come.
  private(set) var entries: [Entry] = []

  init(_ entries: [Entry]) { self.entries = entries.sorted() }

  mutating func insert(_ entry: Entry) { entries.insert(entry, at: position(of: entry)) }

  /// Replaces the planned events of a session by new ones.
  mutating func replace(_ old: [Entry], by new: [Entry]) {
    guard old != new else { return }
    let (before, after) = (Set(old), Set(new))
    for entry in old where !after.contains(entry) {
      let position = position(of: entry)
      if position < entries.count, entries[position] == entry { entries.remove(at: position) }
    }
    for entry in new where !before.contains(entry) { insert(entry) }
  }

  /// The number of entries before this one.
  func position(of entry: Entry) -> Int { firstPosition { $0 < entry } }

  func contains(_ entry: Entry) -> Bool {
    let position = position(of: entry)
    return position < entries.count && entries[position] == entry
  }

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

extension EventLog {
  /// The events of a course, in order.
  static func entries(of course: [Act], _ telling: Telling, serial: Int) -> [Entry] {
    var entries: [Entry] = []
    var before = Course([])
    // The payments of later periods, by their number.
    var later: [Int: Course] = [:]
    for (index, act) in course.prefix(Int(UInt8.max)).enumerated() {
      let payment = act.renewal == 0 ? before : later[act.renewal] ?? Course([])
      let steps = telling.steps(
        of: act, after: payment, changesStatus: telling.changesStatus(act, after: before))
      for (step, told) in steps.enumerated() {
        entries.append(
          Entry(
            time: UInt32(clamping: act.time + told.delay), turn: UInt32(clamping: act.turn),
            serial: UInt32(serial), act: UInt8(index), step: UInt8(step), type: told.type))
      }
      if act.renewal == 0 {
        before.take(act)
      } else {
        later[act.renewal, default: Course([])].take(act.ofItsPeriod)
      }
    }
    return entries
  }
}
