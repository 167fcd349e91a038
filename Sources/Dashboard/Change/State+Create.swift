import Checkout
import Screen
import Widgets

extension State {
  /// Why nothing can be changed; the lock in the client below says the same.
  var writeAvailability: Availability {
    account.readOnlyReason.map { .disabled($0) } ?? .enabled
  }

  var createLikeAvailability: Availability {
    if let reason = account.readOnlyReason { return .disabled(reason) }
    guard selected != nil else { return .disabled("no session is selected") }
    guard let session = detail.content?.stored.session else {
      return .disabled("the session is being read")
    }
    guard session.mode == .setup || lineItems.stored?.isComplete == true else {
      return .disabled("its line items are not loaded yet")
    }
    return .enabled
  }

  mutating func openCreate() -> [Effect] {
    overlays.append(.create(CreateDialog(isLive: account.isLive)))
    return []
  }

  mutating func openCreateLike() -> [Effect] {
    guard let session = detail.content?.stored.session else { return [] }
    overlays.append(
      .create(
        CreateDialog(
          like: session, items: lineItems.stored?.items ?? [], isLive: account.isLive)))
    return []
  }

  mutating func updateCreate(_ dialog: CreateDialog, _ key: Key) -> [Effect] {
    var dialog = dialog
    let effects: [Effect]
    switch dialog.phase {
    case .editing: effects = edit(&dialog, key)
    case .reviewing: effects = review(&dialog, key)
    case .creating:
      effects = []
      if key == .escape || key == .control("c") {
        overlays.removeLast()
        message = Message("the request is on its way; its outcome will be shown here", .warning)
        return []
      }
    }
    if case .create = overlays.last { overlays[overlays.count - 1] = .create(dialog) }
    return effects
  }

  private mutating func edit(_ dialog: inout CreateDialog, _ key: Key) -> [Effect] {
    let last = dialog.entries.count - 1
    switch key {
    case .escape, .control("c"):
      overlays.removeLast()
      message = Message("nothing was created")
    case .enter where dialog.focus == last:
      dialog.phase = .reviewing
      dialog.reviewedAt = clock.uptime
      dialog.scroll = Scroll()
    case .enter, .tab, .down: dialog.focus = dialog.focus == last ? 0 : dialog.focus + 1
    case .backTab, .up: dialog.focus = dialog.focus == 0 ? last : dialog.focus - 1
    default: _ = dialog.entries[dialog.focus].field.take(key)
    }
    return []
  }

  private mutating func review(_ dialog: inout CreateDialog, _ key: Key) -> [Effect] {
    guard clock.uptime - dialog.reviewedAt >= CreateDialog.deafness else { return [] }
    let (form, problems) = dialog.form(at: clock.unix)
    switch key {
    case .escape, .enter, .control("c"), .backTab: dialog.phase = .editing
    case .down, .up:
      dialog.scroll.move(
        by: key == .down ? 1 : -1, of: form.parameters.count, height: max(1, size.height - 8))
    case .character("C"):
      guard problems.isEmpty else {
        message = Message("not created: \(problems[0])", .warning)
        return []
      }
      dialog.phase = .creating
      return [.stripe(.create(form.parameters, idempotencyKey: idempotency.next()))]
    default: break
    }
    return []
  }

  /// The request has ended, whether its dialog is still open or not.
  mutating func takeCreated(_ result: Result<StoredSession, Problem>) -> [Effect] {
    var dialog: CreateDialog?
    if case .create(let open) = overlays.last, open.phase == .creating { dialog = open }
    switch result {
    case .success(let stored):
      if dialog != nil { overlays.removeLast() }
      let id = stored.session.id
      message = Message(
        "created \(Sanitiser.display(id).middleTruncated); it is shown, y copies its URL", .success)
      detail.trail.visit(.session(id), leaving: detail.scroll)
      detail.awaitsRow = id
      list.noteChange()
      return list.paging.isFetching(.newest) ? [] : [list.fetch(.newest)]
    case .failure(let problem):
      if var dialog {
        dialog.phase = .editing
        overlays[overlays.count - 1] = .create(dialog)
      }
      message = Message("not created: \(problem.sentence)", .error)
      return []
    }
  }
}
