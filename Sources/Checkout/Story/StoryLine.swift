package import Units

/// A story on one line: `created 12:20 ── declined 12:29 ── paid 12:32`.
package struct StoryLine: Equatable, Sendable {
  /// A step of the story in a word, with its time.
  package struct Mark: Equatable, Sendable {
    package let kind: StoryStep.Kind
    /// `declined 12:29`, `2 x declined 12:29`, `paid 24 Nov 09:12`, `refunded`.
    package let text: String
  }

  /// One step, or consecutive ones of the same word.
  private struct Entry {
    var kind: StoryStep.Kind
    var word: String
    var weight: Int
    var count = 1
    /// Of the last one; nil if it is not known well enough.
    var time: Moment?
  }

  package static let separator = " ── "

  /// Oldest first.
  package private(set) var marks: [Mark]

  /// Keeps the marks that fit into a number of cells; the least important are left out first. All
  /// texts are ASCII, so each character is one cell.
  ///
  /// `now` is in Unix seconds; a mark of another day includes its date.
  package init(_ story: Story, at now: Int, in zone: ZoneRule, width: Int) {
    let today = Moment(now).date(in: zone)
    var entries = Self.entries(of: story)
    var showsTimes = true
    marks = Self.marks(of: entries, today: today, zone, showsTimes: showsTimes)
    while Self.width(of: marks) > width, entries.count > 1 {
      let least = Self.leastImportant(of: entries)
      // That money went back matters more than when something else was.
      if showsTimes, entries[least].kind.isMoneyBack {
        showsTimes = false
      } else {
        entries.remove(at: least)
      }
      marks = Self.marks(of: entries, today: today, zone, showsTimes: showsTimes)
    }
    if Self.width(of: marks) > width { marks = [] }
  }

  package var text: String { marks.map(\.text).joined(separator: Self.separator) }

  private static func width(of marks: [Mark]) -> Int {
    marks.reduce(separator.count * max(0, marks.count - 1)) { $0 + $1.text.count }
  }

  /// The first and the last one are kept, how it began and how it ended; the beginning only until
  /// money went back.
  private static func leastImportant(of entries: [Entry]) -> Int {
    let isOver = entries.contains { $0.kind.isMoneyBack }
    if isOver, entries.first?.kind == .created,
      !entries.dropFirst().dropLast().contains(where: { $0.weight < 8 })
    {
      return 0
    }
    return entries.indices.dropFirst().dropLast().min { entries[$0].weight < entries[$1].weight }
      ?? 0
  }

  private static func entries(of story: Story) -> [Entry] {
    var entries: [Entry] = []
    // A paid session was completed, so that needs no mark of its own.
    let isPaid = story.steps.contains { $0.kind == .paid }
    for step in story.steps where !(isPaid && step.kind == .completed) {
      guard let (word, weight) = mark(of: step.kind) else { continue }
      let isTimed = step.exactness == .exact || step.exactness == .about
      var entry = Entry(
        kind: step.kind, word: word, weight: weight, time: isTimed ? Moment(step.at) : nil)
      // Consecutive attempts become one mark with their number.
      if let last = entries.last, last.word == word {
        entries.removeLast()
        entry.count += last.count
      }
      entries.append(entry)
    }
    return entries
  }

  /// A date stands for the marks after it, too, so the texts are written once it is known which
  /// marks there are. Without `showsTimes` only the last one has its time.
  private static func marks(
    of entries: [Entry], today: CivilDate, _ zone: ZoneRule, showsTimes: Bool
  ) -> [Mark] {
    var day = today
    return entries.enumerated().map { index, entry in
      var text = entry.count > 1 ? "\(entry.count) x \(entry.word)" : entry.word
      if let time = entry.time, showsTimes || index == entries.count - 1 {
        let date = time.date(in: zone)
        text += date == day ? " " : " \(date.words(withYear: date.year != today.year)) "
        text += time.clockText(in: zone)
        day = date
      }
      return Mark(kind: entry.kind, text: text)
    }
  }

  /// The word for a step, and how important it is; nil for a step that has no mark.
  private static func mark(of kind: StoryStep.Kind) -> (word: String, weight: Int)? {
    switch kind {
    case .created: ("created", 9)
    case .recovered: ("recovered", 4)
    case .actionRequired: ("asked", 2)
    case .processing: ("under way", 5)
    case .declined: ("declined", 7)
    case .authorized: ("authorised", 6)
    case .paid: ("paid", 9)
    case .saved: ("saved", 6)
    case .completed: ("completed", 1)
    case .subscribed: ("subscribed", 3)
    case .renewed: ("renewed", 4)
    case .renewalFailed: ("renewal failed", 6)
    case .canceled: ("cancelled", 7)
    case .expired: ("expired", 8)
    case .refunded: ("refunded", 8)
    case .refundFailed: ("refund failed", 8)
    case .disputed: ("disputed", 8)
    case .disputeClosed: ("dispute over", 7)
    case .submitted, .invoiced, .updated: nil
    }
  }
}

extension StoryStep.Kind {
  fileprivate var isMoneyBack: Bool { [.refunded, .refundFailed, .disputed].contains(self) }
}
