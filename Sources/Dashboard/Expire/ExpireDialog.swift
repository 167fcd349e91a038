package import Checkout
import Screen
import JSON

/// The dialog between the wish to expire a session and the request.
///
/// It names one session and keeps its id, whatever the list does. It reads the session again, takes
/// no key in its first moments, takes no pasted text ever, and asks for a key that does nothing
/// elsewhere.
package struct ExpireDialog: Equatable, Sendable {
  package enum Phase: Equatable, Sendable {
    /// Reading the session again, so that what is shown is true now.
    case reading
    case asking
    case expiring
  }

  /// Milliseconds in which typed-ahead keys are dropped.
  static let deafness = 250

  package let id: String
  package let isLive: Bool
  package var summary: SessionSummary
  package var phase = Phase.reading
  /// Live mode: the last characters of the id, typed by hand.
  package var typed = ""
  let openedAt: Int

  package static let typedLength = 4

  /// What has to be typed in live mode.
  package var wanted: String { String(id.suffix(Self.typedLength)) }
  package var isUnlocked: Bool { !isLive || typed == wanted }
}

extension State {
  mutating func openExpireDialog() -> [Effect] {
    guard let selected else { return [] }
    overlays.append(
      .expire(
        ExpireDialog(
          id: selected.id, isLive: selected.livemode || account.isLive, summary: selected,
          openedAt: clock.uptime)))
    return [.stripe(.refresh(id: selected.id))]
  }

  mutating func updateExpireDialog(_ dialog: ExpireDialog, _ key: Key) -> [Effect] {
    guard clock.uptime - dialog.openedAt >= ExpireDialog.deafness else { return [] }
    var dialog = dialog
    switch key {
    case .escape, .enter, .control("c"):
      return close(dialog)
    case .character("q") where !dialog.isLive, .character("n") where !dialog.isLive:
      return close(dialog)
    case .character("X") where dialog.phase == .asking && dialog.isUnlocked:
      dialog.phase = .expiring
      overlays[overlays.count - 1] = .expire(dialog)
      return [.stripe(.expire(id: dialog.id, idempotencyKey: idempotency.next()))]
    case .backspace:
      dialog.typed = String(dialog.typed.dropLast())
    case .character(let character) where dialog.isLive:
      if dialog.typed.count < ExpireDialog.typedLength { dialog.typed.append(character) }
    default: break
    }
    overlays[overlays.count - 1] = .expire(dialog)
    return []
  }

  private mutating func close(_ dialog: ExpireDialog) -> [Effect] {
    // The request cannot be called back: its outcome is still reported.
    overlays.removeLast()
    if dialog.phase == .expiring {
      message = Message("the request is on its way; its outcome will be shown here", .warning)
    } else {
      message = Message("kept: nothing was expired")
    }
    return []
  }

  /// The session was read again while its dialog is open.
  mutating func refreshDialog(id: String, _ result: Result<StoredSession, Problem>) {
    guard case .expire(var dialog) = overlays.last, dialog.id == id, dialog.phase == .reading else {
      return
    }
    switch result {
    case .success(let stored) where stored.session.status == .open:
      dialog.summary = SessionSummary(stored).sanitised
      dialog.phase = .asking
      overlays[overlays.count - 1] = .expire(dialog)
    case .success(let stored):
      overlays.removeLast()
      message = Message(nothingExpired(stored.session), .warning)
    case .failure(let problem):
      overlays.removeLast()
      message = Message("nothing was expired: \(problem.sentence)", .error)
    }
  }

  /// The request has ended, whether its dialog is still open or not.
  mutating func finishExpire(id: String, _ result: Result<ExpireOutcome, Problem>) {
    if case .expire(let dialog) = overlays.last, dialog.id == id { overlays.removeLast() }
    list.noteChange()
    let name = Sanitiser.display(id).middleTruncated
    switch result {
    case .success(.expired(let stored)):
      message = Message("expired \(name)\(recoveryNote(stored.session))", .success)
    case .success(.notOpen(let stored)):
      message = Message(nothingExpired(stored.session), .warning)
    case .success(.unknown):
      message = Message(
        "the answer was lost: whether \(name) is expired is not known; r reads it again", .error)
    case .failure(let problem):
      message = Message("not expired: \(problem.sentence)", .error)
    }
  }

  private func nothingExpired(_ session: Session) -> String {
    let status = session.status?.name ?? "of unknown status"
    if session.status == .complete, session.paymentStatus == .paid {
      return "paid meanwhile: nothing was expired"
    }
    return "the session is \(Sanitiser.display(status)) meanwhile: nothing was expired"
  }

  private func recoveryNote(_ session: Session) -> String {
    session.json["after_expiration"]?["recovery"]?["url"]?.string == nil
      ? "" : "; it can be recovered with the link in its details"
  }
}
