import Checkout
import JSON
package import Screen
import Units
package import Widgets

/// The dialog that confirms expiring a session.
///
/// It is about one session and keeps its id, whatever happens in the list. It reads the session
/// again, ignores pasted text, and needs a key that does nothing elsewhere.
package struct ExpireDialog: Overlay {
  let session: String
  let isLive: Bool
  private(set) var summary: SessionSummary
  private(set) var confirmation: Question

  /// How many of the id's last letters are typed for a live session.
  package static let typedLength = 4

  init(_ summary: SessionSummary, isLive: Bool) {
    session = summary.id
    self.isLive = isLive
    self.summary = summary
    confirmation = Question(
      "Expire", key: "X", refusal: "Keep", stage: .waiting("reading it again; X works after that…"),
      lock: isLive ? Question.Lock(String(summary.id.suffix(Self.typedLength))) : nil)
  }

  package var id: OverlayID { OverlayID(Self.self, session) }
  package var holdsList: Bool { true }
  package func place(in state: State) -> Rect {
    state.layout.dialog(Size(width: 62, height: 10))
  }

  package func hints(_ state: State) -> [KeyHint] {
    confirmation.hints(isReady: shows(leastSize, in: state))
  }

  package mutating func settle(_ state: State, isOnTop: Bool) {
    confirmation.settle(isSeen: isOnTop && shows(leastSize, in: state), at: state.clock.uptime)
  }

  package mutating func take(_ key: Key, _ state: inout State) -> [Effect] {
    let isWhole = shows(leastSize, in: state)
    switch confirmation.take(key, at: state.clock.uptime, isWhole: isWhole) {
    case .refused: leave(&state)
    case .tooEarly: state.message = .tooEarly(confirmation.key)
    case .taken, nil: break
    case .confirmed:
      confirmation.stage = .acting("expiring…")
      return [.stripe(.expire(id: session, idempotencyKey: state.idempotency.next()))]
    }
    return []
  }

  private func leave(_ state: inout State) {
    state.overlays.close(id)
    // Closing the dialog stops nothing: the outcome is still reported.
    if case .acting = confirmation.stage {
      state.message = .leaving(state)
    } else {
      state.message = Message("kept: nothing was expired")
    }
  }

  fileprivate var isReading: Bool {
    if case .waiting = confirmation.stage { true } else { false }
  }

  /// The session was read again, and is open.
  fileprivate mutating func ask(about summary: SessionSummary) {
    self.summary = summary
    confirmation.stage = .asking
  }

  // MARK: - Drawing

  private static let final = "This is final."

  /// What must be visible before it can be confirmed: the facts, a line of warning, the buttons.
  private var leastSize: Size {
    let end = confirmation.leastSize
    return Size(width: max(30, end.width), height: 5 + end.height)
  }

  package func draw(on surface: inout Surface, _ state: State) {
    surface.drawDialog(title: "Expire this session?", style: Style(.danger)) { box in
      guard shows(leastSize, in: state) else {
        box.drawNeededSize(Layout.screen(for: leastSize))
        return
      }
      let y = box.drawFacts(facts(state))
      let room = box.bounds.without(top: y, bottom: confirmation.leastSize.height).height
      let warning = warning(width: box.size.width, height: room - 1)
      box.drawParagraph(warning, y: room > 1 ? y + 1 : y)
      confirmation.draw(on: &box)
    }
  }

  /// The warning that this cannot be undone, as much as there is room for.
  private func warning(width: Int, height: Int) -> String {
    let text = Self.final + " A customer who has the page open is told only on pressing Pay."
    return TextWidth.wrap(text, to: max(1, width)).count <= height ? text : Self.final
  }

  private func facts(_ state: State) -> [(String, Segment)] {
    let amount =
      summary.amountTotal.flatMap { total in
        summary.currency.map { Money(total, $0).fullText }
      } ?? "–"
    let left =
      summary.expiresAt.map { Moment($0).relative(to: state.clock.unix, .long) } ?? "unknown"
    let facts = [
      ("Session", session), ("Customer", state.shown(summary).customerText), ("Amount", amount),
      ("Expires", "\(left) by itself"),
    ]
    return facts.map { ($0, Segment($1, Style(.dialog))) }
  }
}

extension ExpireDialog {
  static func open(_ state: inout State) -> [Effect] {
    guard let selected = state.selected else { return [] }
    state.overlays.push(ExpireDialog(selected, isLive: selected.livemode || state.account.isLive))
    return [.stripe(.refresh(id: selected.id))]
  }

  /// The session was read again for its open dialog.
  ///
  /// - Returns: whether the message says what the result was.
  static func takeRefreshed(
    id: String, _ result: Result<StoredSession, Problem>, _ state: inout State
  ) -> Bool {
    guard var dialog = state.overlays.find(ExpireDialog.self, id), dialog.isReading else {
      return false
    }
    switch result {
    case .success(let stored) where stored.session.status == .open:
      dialog.ask(about: SessionSummary(stored).sanitised)
      state.overlays.replace(dialog)
      return false
    case .success(let stored):
      state.message = Message(nothingExpired(stored.session), .warning)
    case .failure(let problem):
      state.message = Message("nothing was expired: \(problem.sentence)", .error)
    }
    state.overlays.close(dialog.id)
    return true
  }

  /// Takes the result of the request, whether its dialog is still open or not.
  static func finish(id: String, _ result: Result<ExpireOutcome, Problem>, _ state: inout State) {
    if let dialog = state.overlays.find(ExpireDialog.self, id) { state.overlays.close(dialog.id) }
    state.list.noteChange()
    let name = Sanitiser.display(id).middleTruncated
    switch result {
    case .success(.expired(let stored)):
      state.message = Message("expired \(name)\(recoveryNote(stored.session))", .success)
    case .success(.notOpen(let stored)):
      state.message = Message(nothingExpired(stored.session), .warning)
    case .success(.unknown(let problem)):
      state.message = Message(
        "whether \(name) was expired is not known: no answer says so; "
          + "\(state.keymap[.refresh]) reads it again. \(Sanitiser.display(problem))", .error)
    case .success(.stopped):
      state.message = Message("stopped: \(name) was not expired", .warning)
    case .failure(let problem):
      state.message = Message("\(name) was not expired: \(problem.sentence)", .error)
    }
  }

  private static func nothingExpired(_ session: Session) -> String {
    let isPaid = session.status == .complete && session.paymentStatus == .paid
    let status = isPaid ? "paid" : session.status?.name ?? "of unknown status"
    return "\(Sanitiser.display(session.id).middleTruncated) is \(Sanitiser.display(status)) "
      + "meanwhile: nothing was expired"
  }

  private static func recoveryNote(_ session: Session) -> String {
    session.recoveryURL == nil
      ? "" : "; it can be recovered with the link in its details"
  }
}

extension Message {
  /// A dialog was closed while what it began is in progress.
  static func leaving(_ state: State) -> Message {
    state.unanswered.isStopping
      ? stopping
      : Message(
        "it goes on, and its outcome will be shown here; \(state.keymap[.interrupt]) stops it",
        .warning)
  }

  static let stopping = Message(
    "stopping: nothing more is sent; what was sent is awaited for a moment", .warning)

  /// The confirming key came so early that it may have been meant for something else.
  static func tooEarly(_ key: Character) -> Message {
    Message("\(key) came too early to be meant for this: press it again", .warning)
  }
}
