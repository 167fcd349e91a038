import Checkout
import Dashboard
import Screen
import Units

/// The head of the detail pane: four lines about the session, or about the object that is shown
/// instead of it.
struct DetailCard {
  private let top: [Segment]
  /// After the rest of the first line, if there is room.
  private let customer: Segment?
  /// At the right end of the first line.
  private let age: Segment?
  private let verdict: [String]
  private let verdictStyle: Style
  private let story: StoryLine?

  init(_ state: State, width: Int) {
    let verdict: Segment
    if state.detail.related != nil {
      (top, verdict) = Self.relatedHead(state)
      (customer, age) = (nil, nil)
      story = nil
    } else if let card = SessionCard(state) {
      let word = Segment(
        "\(card.badge.glyph) \(card.badge.word)", Style(card.badge.tone.role, .bold))
      let amount = card.amount?.spelled(with: state.spelling)
      top = [word] + (amount.map { [Segment("  \($0)", Style(.amount, .bold))] } ?? [])
      customer = card.customer.map { Segment("  \($0.spelled(with: state.spelling))") }
      let isReading = state.detail.refreshing.contains(state.detail.id ?? "")
      let words =
        isReading
        ? "refreshing…" : "as of \(Moment(card.readAt).relative(to: state.clock.unix, .long))"
      age = Segment(words, Style(.secondary))
      verdict = Segment(
        Sanitiser.display(card.verdict.sentence), Style(card.verdict.tone.role, .bold))
      story = SessionCard.storyLine(width: width, state)
    } else {
      top = [Self.emptyHead(state)]
      (customer, age) = (nil, nil)
      verdict = Segment("", Style(.text))
      story = nil
    }
    self.verdict = TextWidth.wrap(verdict.text.spelled(with: state.spelling), to: max(1, width))
    verdictStyle = verdict.style
  }

  /// The first line: the amount is never shortened for the age, which goes first, nor for the
  /// customer, whose room is what the age leaves.
  private func drawTop(on row: inout Surface) {
    let used = row.write(top, x: 0, y: 0, maxWidth: row.size.width)
    var room = row.bounds.without(left: used)
    if let age, TextWidth.cells(of: age.text) + 2 <= room.width {
      row.writeTrailing(age.text, y: 0, style: age.style)
      room = room.without(right: TextWidth.cells(of: age.text) + 2)
    }
    guard let customer, room.width > 4 || TextWidth.cells(of: customer.text) <= room.width else {
      return
    }
    row.writeTruncated(customer.text, x: used, y: 0, width: room.width, style: customer.style)
  }

  fileprivate func draw(line: Int, on row: inout Surface) {
    switch line {
    case 0: drawTop(on: &row)
    case 1...DetailPage.verdictLines:
      row.drawVerdict(verdict, line: line - 1, style: verdictStyle)
    default: row.draw(story)
    }
  }
}

extension Surface {
  mutating func draw(_ card: DetailCard, line: Int) { card.draw(line: line, on: &self) }

  /// A line of a verdict that was wrapped: the last line of the card's holds all that follows.
  mutating func drawVerdict(_ verdict: [String], line: Int, style: Style) {
    guard verdict.indices.contains(line) else { return }
    let isLast = line == DetailPage.verdictLines - 1
    writeTruncated(
      isLast ? verdict[line...].joined(separator: " ") : verdict[line], x: 0, y: 0,
      width: size.width, style: style)
  }

  /// `created 12:20 ── declined 12:29 ── paid 12:32`.
  fileprivate mutating func draw(_ story: StoryLine?) {
    guard let story else { return }
    var segments: [Segment] = []
    for mark in story.marks {
      if !segments.isEmpty { segments.append(Segment(StoryLine.separator, Style(.secondary))) }
      segments.append(Segment(mark.text, Style(mark.kind.role)))
    }
    write(segments, x: 0, y: 0, maxWidth: size.width)
  }

  /// A step of the story: when, and what. A narrow pane leaves out the day if all steps are of today.
  mutating func draw(_ step: StoryStep, of story: Story, _ field: Field, _ state: State) {
    let zone = state.shownZone
    let today = Moment(state.clock.unix).date(in: zone)
    let moment = Moment(step.at)
    let date = moment.date(in: zone)
    let day = date == today ? "" : date.words(withYear: false) + " "
    let layout = FieldLayout(width: size.width)
    let isShort =
      layout.isNarrow && story.steps.allSatisfy { Moment($0.at).date(in: zone) == today }
    let width = layout.timeWidth(isShort: isShort)
    writeField(
      step.exactness.mark + day + moment.clockText(in: zone), x: layout.indent(), y: 0,
      width: width, style: Style(.secondary))
    writeTruncated(
      field.text, x: layout.indent() + width + 1, y: 0, style: Style(step.kind.role))
  }
}

extension StoryStep.Exactness {
  /// The mark before a time that is not exact.
  fileprivate var mark: String {
    switch self {
    case .exact: ""
    case .about: "~"
    case .since, .atLatest: "≤"
    }
  }
}

extension StoryStep.Kind {
  /// The colour for good news, bad news, and what needs attention.
  fileprivate var role: Role {
    switch self {
    case .paid, .renewed, .saved: .success
    case .declined, .renewalFailed, .refundFailed: .error
    case .refunded, .disputed, .disputeClosed, .canceled: .warning
    case .actionRequired, .processing, .authorized, .recovered: .notice
    case .created, .submitted, .completed, .subscribed, .invoiced, .expired, .updated: .text
    }
  }
}

extension DetailCard {
  /// The head while nothing is known of a session.
  fileprivate static func emptyHead(_ state: State) -> Segment {
    Segment(
      state.detail.id == nil
        ? "no session is selected" : state.detail.problem == nil ? "reading…" : "",
      Style(.secondary))
  }

  /// The head of an object around a session: its name and age, and its verdict.
  fileprivate static func relatedHead(_ state: State) -> ([Segment], Segment) {
    guard let related = state.detail.related else { return ([], Segment("", Style(.text))) }
    let name = related.id.kind.title.capitalised
    let origin = state.detail.id.map { " of \(Sanitiser.display($0).middleTruncated)" } ?? ""
    let age = related.stored.map {
      "as of \(Moment($0.fetchedAt).shortText(in: state.shownZone, now: state.clock.unix))"
    }
    if related.isDeleted {
      return (
        [Segment("\(name)\(origin), deleted", Style(.warning, .bold))],
        Segment("Stripe keeps its id and nothing else", Style(.warning, .bold))
      )
    }
    let isOld = related.problem != nil && related.stored != nil
    let notes = [
      name + origin, related.isFetching ? "asking Stripe…" : age, isOld ? "not renewed" : nil,
    ]
    let head = Segment(notes.compactMap(\.self).joined(separator: " · "), Style(.title, .bold))
    let times = VerdictTimes(now: state.clock.unix, zone: state.shownZone)
    let verdict = related.stored.flatMap { Verdict(of: $0.json, times) }
    return (
      [head],
      Segment(
        Sanitiser.display(verdict?.sentence ?? ""), Style(verdict?.tone.role ?? .text, .bold))
    )
  }
}

extension String {
  fileprivate var capitalised: String { prefix(1).uppercased() + dropFirst() }
}

extension Verdict.Tone {
  var role: Role {
    switch self {
    case .good: .success
    case .waiting: .notice
    case .attention: .warning
    case .bad: .error
    case .neutral: .text
    }
  }
}
