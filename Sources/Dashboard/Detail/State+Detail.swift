import Checkout
import Screen
import Widgets

extension State {
  /// The detail pane follows the selection: asked once after each batch of events.
  ///
  /// It follows when the cache has answered, so that it is never empty in between; and while the
  /// selection goes on and on, not before it rests, so that a key held down moves the list alone.
  mutating func settleDetail() -> [Effect] {
    if let id = detail.awaitsRow, id == detail.trail.session, select(id) { detail.awaitsRow = nil }
    let selection = list.selectedSession?.id
    var effects: [Effect] = []
    if selection == nil { follow(nil) }
    let wanted = detail.trail.session
    if wanted != detail.id {
      turn(to: wanted)
      if wanted == nil { detail.following.forgetChange() } else { detail.following.noteChange() }
      detail.following.follow(selection)
    }
    if let selection, selection != detail.following.followed { effects += approach(selection) }
    effects += settleRelated()
    guard let wanted else { return effects }
    addUpLineItems()
    if detail.following.ask(for: wanted) { effects.append(.cache(.readDetail(id: wanted))) }
    if lineItems.polling.ask(for: wanted, now: clock.uptime) {
      effects.append(.stripe(.fetchLineItems(id: wanted)))
    }
    return effects
  }

  /// Reads the selected session once the selection rests on it.
  private mutating func approach(_ id: String) -> [Effect] {
    let isUrgent = detail.id == nil || detail.awaitsCopy != nil || arrangement.focus != .list
    return detail.following.approach(id, now: clock.uptime, isUrgent: isUrgent)
      ? [.cache(.readDetail(id: id))] : []
  }

  /// Turns to the selection at once, before something else than moving is done.
  mutating func catchUp() {
    guard let id = list.selectedSession?.id, id != detail.following.followed else { return }
    follow(id)
    detail.following.noteChange()
  }

  /// Turns the panes on the right to the selection.
  private mutating func follow(_ id: String?) {
    detail.following.follow(id)
    if detail.trail.session != id { detail.trail.follow(id) }
    if detail.id != id { turn(to: id) }
  }

  private mutating func turn(to id: String?) {
    detail.show(id)
    lineItems.show(id, now: clock.uptime)
  }

  /// Takes what the cache knows of a session that the pane is, or is about to be, turned to.
  mutating func takeDetail(_ found: SessionDetail?, of id: String) {
    guard endReading(id) else { return }
    detail.take(found)
    lineItems.take(found?.lineItems, of: id)
  }

  /// The cache could not be read: neither the session nor its line items come.
  mutating func takeDetailFailure(_ problem: Problem, of id: String) {
    guard endReading(id) else { return }
    detail.fail(problem)
    lineItems.takeFailure(problem, of: id)
  }

  /// The cache has answered: the pane turns to the session if it is the selection.
  ///
  /// - Returns: whether the pane shows it.
  private mutating func endReading(_ id: String) -> Bool {
    detail.following.end(id)
    if id != detail.following.followed, id == list.selectedSession?.id { follow(id) }
    return id == detail.id
  }

  /// Whether the pane shows a session that is not the list's selection: one that a link led to.
  var isAway: Bool {
    let followed = detail.following.followed
    return detail.id != nil && followed == list.selectedSession?.id && detail.id != followed
  }

  /// When the state wants to be asked again, in milliseconds of the clock that never jumps.
  ///
  /// Ages are shown in minutes, so a screen that shows some wakes a minute after it was last drawn;
  /// one that shows none sleeps for ever.
  package var nextDeadline: Int? {
    let ages = list.rows.isEmpty ? nil : clock.uptime + 60_000
    let deadlines = [
      detail.following.deadline, lineItems.polling.deadline(for: lineItems.id), ages,
      autoRefresh.dueAt, watch?.deadline,
    ]
    return deadlines.compactMap(\.self).min()
  }

  private mutating func addUpLineItems() {
    guard lineItems.totals == nil, let items = lineItems.stored, let content = detail.content else {
      return
    }
    lineItems.add(up: items, in: content.stored.session)
  }

  mutating func toggleJSON() -> [Effect] {
    detail.page.toggleJSON()
    if layout.shape != .single || arrangement.focus == .list { arrangement.focus = .detail }
    return []
  }

  // MARK: - Folding

  /// Opens or folds what the cursor is on by one step; folding from inside folds what is around.
  mutating func setFold(_ folds: Bool) -> [Effect] {
    if arrangement.focus == .lineItems {
      lineItems.setDetails(folds, height: height(of: .lineItems))
      return []
    }
    detail.page.setFold(folds)
    detail.scroll.reveal(of: detail.lineCount, height: height(of: .detail))
    return []
  }

  /// Opens every group and object that has something in it, or folds them all.
  mutating func setAllFolds(_ folds: Bool) -> [Effect] {
    detail.page.setAllFolds(folds)
    detail.scroll.reveal(of: detail.lineCount, height: height(of: .detail))
    return []
  }
}
