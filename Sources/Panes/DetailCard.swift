import Checkout
import Dashboard
import Screen
import Units

/// The head of the detail pane: lines about the session, or about the object that is shown
/// instead of it.
struct DetailCard {
  private let top: [Segment]
  /// After the rest of the first line, if there is room.
  private let customer: Segment?
  /// At the right end of the first line.
  private let age: Segment?
  private let verdict: VerdictLines
  private let story: StoryLine?

  init(_ state: State, width: Int) {
    if let related = state.detail.related {
      top = [Self.head(of: related, state)]
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
      story = SessionCard.storyLine(width: width, state)
    } else {
      top = [Self.emptyHead(state)]
      (customer, age) = (nil, nil)
      story = nil
    }
    verdict = VerdictLines(state, width: width)
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
    if line == 0 {
      drawTop(on: &row)
    } else if !verdict.draw(line: line - 1, on: &row) {
      row.draw(story)
    }
  }
}

/// The verdict of a card, in the lines that the page has for it.
struct VerdictLines {
  private let lines: [String]
  private let style: Style
  private let room: Int

  init(_ state: State, width: Int) {
    let verdict = CardVerdict(state)
    lines = verdict?.lines(width: width) ?? []
    style = verdict?.tone.map { Style($0.role, .bold) } ?? Style(.text)
    room = state.shownPage.verdictLines
  }

  /// Draws a line, counted from 0. The last one that there is room for has all that follows.
  ///
  /// - Returns: whether the line is the verdict's.
  func draw(line: Int, on row: inout Surface) -> Bool {
    guard line < room else { return false }
    guard lines.indices.contains(line) else { return true }
    row.writeTruncated(
      line == room - 1 ? lines[line...].joined(separator: " ") : lines[line], x: 0, y: 0,
      width: row.size.width, style: style)
    return true
  }
}

extension Surface {
  mutating func draw(_ card: DetailCard, line: Int) { card.draw(line: line, on: &self) }

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

  /// The head of an object around a session: its name and age.
  fileprivate static func head(of related: RelatedDetail, _ state: State) -> Segment {
    let name = related.id.kind.title.capitalised
    let origin = state.detail.id.map { " of \(Sanitiser.display($0).middleTruncated)" } ?? ""
    let age = related.stored.map {
      "as of \(Moment($0.fetchedAt).shortText(in: state.shownZone, now: state.clock.unix))"
    }
    if related.isDeleted {
      return Segment("\(name)\(origin), deleted", Style(.warning, .bold))
    }
    let isOld = related.problem != nil && related.stored != nil
    let notes = [
      name + origin, related.isFetching ? "asking Stripe…" : age, isOld ? "not renewed" : nil,
    ]
    return Segment(notes.compactMap(\.self).joined(separator: " · "), Style(.title, .bold))
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
