package import Units

/// A story on one line: `created 12:20 ── declined 12:29 ── paid 12:32`.
package struct StoryLine: Equatable, Sendable {
  /// A step of the story in a word, with its time.
  package struct Mark: Equatable, Sendable {
    package let kind: StoryStep.Kind
    /// `declined 12:29`, `2 × declined 12:29`, `paid 24 Nov 09:12`, `refunded`.
    package let text: String
    let weight: Int
  }

  package static let separator = " ── "

  /// Oldest first.
  package private(set) var marks: [Mark]

  /// Keeps the marks that fit into a number of cells; the least important are left out first. All
  /// texts are ASCII, so each character is one cell.
  ///
  /// `now` is in Unix seconds; a mark of another day includes its date.
  package init(_ story: Story, at now: Int, in zone: ZoneRule, width: Int) {
    marks = Self.marks(of: story, today: Moment(now).date(in: zone), zone)
    while Self.width(of: marks) > width, marks.count > 1 {
      // The first and the last mark are kept: how it began and how it ended.
      let inner = marks.indices.dropFirst().dropLast()
      let least = inner.min { marks[$0].weight < marks[$1].weight } ?? 0
      marks.remove(at: least)
    }
    if Self.width(of: marks) > width { marks = [] }
  }

  package var text: String { marks.map(\.text).joined(separator: Self.separator) }

  private static func width(of marks: [Mark]) -> Int {
    marks.reduce(separator.count * max(0, marks.count - 1)) { $0 + $1.text.count }
  }

  private static func marks(of story: Story, today: CivilDate, _ zone: ZoneRule) -> [Mark] {
    var marks: [Mark] = []
    var day = today
    var run: (word: String, count: Int)?
    // A paid session was completed, so that needs no mark of its own.
    let isPaid = story.steps.contains { $0.kind == .paid }
    for step in story.steps where !(isPaid && step.kind == .completed) {
      guard let (word, weight) = mark(of: step.kind) else { continue }
      let moment = Moment(step.at)
      let date = moment.date(in: zone)
      var text = word
      if step.exactness == .exact || step.exactness == .about {
        let isOtherYear = date.year != today.year
        text += date == day ? " " : " \(date.words(withYear: isOtherYear)) "
        text += moment.clockText(in: zone)
        day = date
      }
      // Consecutive attempts become one mark with their number.
      if run?.word == word { marks.removeLast() }
      run = (word, run?.word == word ? (run?.count ?? 0) + 1 : 1)
      let count = run?.count ?? 1
      marks.append(
        Mark(kind: step.kind, text: count > 1 ? "\(count) x \(text)" : text, weight: weight))
    }
    return marks
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
