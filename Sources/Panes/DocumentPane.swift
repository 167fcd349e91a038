import Checkout
import Dashboard
import Screen
import Units
import Widgets

extension Surface {
  /// The card of a document, then its fields; or the user's document.
  mutating func drawDocument(_ state: State) {
    let documents = state.documents
    let card = DocumentCard(state, width: bounds.inset(dx: 1, dy: 0).width)
    draw(documents.detail.page, state) { row, line in row.draw(card, line: line) }
  }

  private mutating func draw(_ card: DocumentCard, line: Int) {
    if line == 0 {
      drawTop(card)
    } else if !card.verdict.draw(line: line - 1, on: &self) {
      writeTruncated(card.beside, x: 0, y: 0, width: size.width, style: card.besideStyle)
    }
  }
}

extension Surface {
  /// The user is cut for the age, and left out where nothing of it would be left.
  fileprivate mutating func drawTop(_ card: DocumentCard) {
    let used = write(card.top, x: 0, y: 0, maxWidth: size.width)
    var room = bounds.without(left: used)
    let age = TextWidth.cells(of: card.age) + 2
    if age <= room.width {
      writeTrailing(card.age, y: 0, style: Style(.secondary))
      room = room.without(right: age)
    }
    guard let user = card.user, room.width > 4 else { return }
    writeTruncated(user.text, x: used, y: 0, width: room.width, style: user.style)
  }
}

/// The head of a document's detail: its state and amount, the verdict, and what is known beside it.
private struct DocumentCard {
  private(set) var top: [Segment] = []
  /// After that, as far as there is room.
  private(set) var user: Segment?
  private(set) var age = ""
  let verdict: VerdictLines
  /// Which user it belongs to, and whether the session is the same user's.
  private(set) var beside = ""
  private(set) var besideStyle = Style(.secondary)

  init(_ state: State, width: Int) {
    verdict = VerdictLines(state, width: width)
    let detail = state.documents.detail
    if detail.user != nil {
      top = [Segment("The user's own document", Style(.title, .bold))]
      age = Self.age(state)
      return
    }
    guard let document = detail.document else {
      top = [Segment(Self.absence(detail), Style(.secondary))]
      return
    }
    let facts = state.documents.facts(
      of: document, isLive: state.account.isLive, now: state.clock.unix)
    let word = document.state(at: state.clock.unix)
    let session = facts.session
    let amount =
      document.amount
      ?? session?.amountTotal.flatMap { amount in session?.currency.map { Money(amount, $0) } }
    top = [
      Segment("\(word.glyph) \(word.rawValue)", Style(word.role, .bold)),
      amount.map { Segment("  \($0.text)", Style(.amount, .bold)) },
    ].compactMap(\.self)
    user = Segment("  \(state.shown(Sanitiser.display(document.user)))", Style(.text))
    age = Self.age(state)
    (beside, besideStyle) = Self.beside(document, facts, state)
  }

  private static func age(_ state: State) -> String {
    if let id = state.documents.detail.refreshing, id == state.documents.detail.id {
      return "reading…"
    }
    let readAt = Moment(state.documents.readAt ?? 0).relative(to: state.clock.unix, .long)
    return "as of \(readAt)"
  }

  private static func absence(_ detail: DocumentDetail) -> String {
    guard detail.id != nil else { return "no document is selected" }
    return switch detail.subject {
    case .unread, .known: "reading…"
    case .missing: "it is not kept any more"
    case .failed(let problem): problem.sentence
    }
  }

  private static func beside(
    _ document: CheckoutDocument, _ facts: DocumentFacts, _ state: State
  ) -> (String, Style) {
    if let problem = state.documents.joins.problems(document).first {
      let texts = [Sanitiser.display(problem), facts.trust.words].compactMap(\.self)
      return (texts.joined(separator: " · "), Style(.warning))
    }
    guard let user = state.documents.joins.user(document.user) else {
      return ("\(state.keymap[.open]) reads who the user is (1 read)", Style(.secondary))
    }
    let role: Role =
      switch facts.trust {
      case .proven: .success
      case .unproven: .warning
      case .another: .error
      case .unknown: .secondary
      }
    let texts = [user.email, user.customer].compactMap(\.self).map {
      state.shown(Sanitiser.display($0))
    }
    return ((texts + [facts.trust.words].compactMap(\.self)).joined(separator: " · "), Style(role))
  }
}
