import Checkout
import Query
import Screen
import Widgets

extension State {
  /// Makes the detail pane follow the selection. Called once after each batch of events.
  ///
  /// The pane waits for the cache's answer, so that it is never empty in between. While the
  /// selection keeps moving, it waits until that rests, so that holding a key down moves only the
  /// list.
  mutating func settleDetail() -> [Effect] {
    if let id = detail.awaitsRow, id != detail.trail.session || select(id) {
      detail.awaitsRow = nil
    }
    let selection = list.selectedSession?.id
    var effects: [Effect] = []
    if selection == nil, detail.following.followed != nil { follow(nil) }
    leaveLink()
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
    if detail.content != nil, detail.storyPolling.ask(for: wanted, now: clock.uptime) {
      effects.append(.stripe(.fetchStory(id: wanted)))
    }
    return effects
  }

  /// Reads the selected session once the selection rests on it.
  private mutating func approach(_ id: String) -> [Effect] {
    let isUrgent = detail.id == nil || detail.awaitsCopy != nil || arrangement.focus != .list
    return detail.following.approach(id, now: clock.uptime, isUrgent: isUrgent)
      ? [.cache(.readDetail(id: id))] : []
  }

  /// Follows the selection at once, before a command other than a motion runs.
  mutating func catchUp() {
    guard let id = list.selectedSession?.id, id != detail.following.followed else { return }
    follow(id)
    detail.following.noteChange()
  }

  /// Goes back to the selection if the list has the focus again while the panes on the right still
  /// show what a link led to: a command acts on the row with the cursor, and the panes may be
  /// hidden. A session that was just created is shown beside the list until its row is there; a
  /// list that is narrowed may never have one.
  mutating func leaveLink() {
    let isAwaited = detail.awaitsRow != nil && layout.shape != .single && list.query == ListQuery()
    guard arrangement.focus == .list, !isAwaited else { return }
    if case .object = detail.trail.current {} else if !isAway { return }
    follow(list.selectedSession?.id)
    detail.following.noteChange()
  }

  /// The session in the panes on the right, if the user is there: it stays when its row leaves the
  /// list, because a command would act on another one. The first rows of another query take the
  /// place of the selection, but not of what is shown without a row.
  var heldSession: String? {
    guard arrangement.focus != .list, !documents.isShown else { return nil }
    let isSelected = list.reading.isAnswered && detail.id == list.selectedSession?.id
    return isAway || isSelected ? detail.id : nil
  }

  /// Keeps showing a session whose row has left the list, as if a link had led to it. If another
  /// query has a row for it, that is selected.
  mutating func keep(_ held: String?, isOtherQuery: Bool) {
    guard let held, !(isOtherQuery && select(held)) else { return }
    let selection = list.selectedSession?.id
    guard selection != held, selection != detail.following.followed else { return }
    if detail.following.followed == held, message == nil {
      message = Message(
        "\(Sanitiser.display(held).middleTruncated) has left the list; it stays here")
    }
    detail.following.follow(selection)
    detail.following.noteChange()
  }

  /// Shows the selection in the panes on the right.
  private mutating func follow(_ id: String?) {
    detail.following.follow(id)
    if detail.trail.current != id.map(Trail.Place.session) ?? .nowhere { detail.trail.follow(id) }
    if detail.id != id { turn(to: id) }
  }

  private mutating func turn(to id: String?) {
    detail.show(id)
    detail.storyPolling.turn(to: id, now: clock.uptime)
    lineItems.show(id, now: clock.uptime)
  }

  /// Reads the pane's session again if its row is newer.
  mutating func renewDetail() {
    guard let row = list.selectedSession, row.id == detail.id,
      let shown = detail.content?.stored, shown.fetchedAt != row.fetchedAt
    else { return }
    detail.following.noteChange()
  }

  /// Takes what the cache knows of a session that the pane shows or is about to show.
  mutating func takeDetail(_ found: SessionDetail?, of id: String) {
    guard endReading(id) else { return }
    detail.take(found, in: shownZone)
    let start = list.found?.openedAt ?? 0
    let isKnown =
      found.map { detail.storyPolling.isFresh($0, now: clock.unix, since: start) } ?? false
    detail.storyPolling.takeKnown(isFresh: isKnown)
    lineItems.take(found?.lineItems, of: id)
  }

  /// The cache could not be read: there will be neither the session nor its line items.
  mutating func takeDetailFailure(_ problem: Problem, of id: String) {
    guard endReading(id) else { return }
    detail.fail(problem)
    detail.storyPolling.giveUp()
    lineItems.takeFailure(problem, of: id)
  }

  /// The cache has answered: the pane shows the session if it is the selection.
  ///
  /// - Returns: whether the pane shows it.
  private mutating func endReading(_ id: String) -> Bool {
    detail.following.end(id)
    if id != detail.following.followed, id == list.selectedSession?.id { follow(id) }
    return id == detail.id
  }

  /// Whether the pane shows a session that a link led to, not the list's selection.
  var isAway: Bool {
    let followed = detail.following.followed
    return detail.id != nil && followed == list.selectedSession?.id && detail.id != followed
  }

  /// When `update` must be called again, in milliseconds of the monotonic clock.
  ///
  /// Ages are shown in minutes, so a screen with ages is drawn again after a minute. Without any,
  /// there is no deadline.
  package var nextDeadline: Int? {
    let ages = list.rows.isEmpty ? nil : clock.uptime + 60_000
    let deadlines = [
      detail.following.deadline, lineItems.polling.deadline(for: lineItems.id),
      detail.storyPolling.deadline(for: detail.id), ages, autoRefresh.dueAt, watch?.deadline,
      documents.detail.following.deadline,
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
    shownPage.toggleJSON()
    if layout.shape != .single || arrangement.focus == .list { arrangement.focus = .detail }
    return []
  }

  // MARK: - Folding

  /// Opens or folds the line under the cursor by one step; folding on an inner line folds the
  /// object or group around it.
  mutating func setFold(_ folds: Bool) -> [Effect] {
    if arrangement.focus == .lineItems {
      if !documents.isShown { lineItems.setDetails(folds, height: height(of: .lineItems)) }
      return []
    }
    shownPage.setFold(folds)
    revealDetail()
    return []
  }

  /// Opens all groups and objects that are not empty, or folds them all.
  mutating func setAllFolds(_ folds: Bool) -> [Effect] {
    shownPage.setAllFolds(folds)
    revealDetail()
    return []
  }

  // MARK: - Links, and the way back

  mutating func follow(_ id: StripeID) -> [Effect] {
    guard id.kind.isFollowed else {
      message = Message(
        "till does not show a \(id.kind.title); "
          + "\(keymap[.openDashboard]) opens Stripe's Dashboard")
      return []
    }
    if let isLive = id.livemode, isLive != account.isLive {
      message = Message(
        "\(Sanitiser.display(id.text).middleTruncated) belongs to \(isLive ? "live" : "test") mode",
        .warning)
      return []
    }
    visit(id.kind == .session ? .session(id.text) : .object(id))
    return []
  }

  private mutating func visit(_ place: Trail.Place) {
    arrangement.focus = .detail
    guard place != detail.trail.current else { return }
    detail.trail.visit(place, leaving: detail.page.place)
  }

  /// Goes back (-1) or forward (1).
  mutating func step(_ distance: Int) -> [Effect] {
    detail.trail.step(distance, leaving: detail.page.place)
    if case .session(let id) = detail.trail.current, select(id) { return [] }
    // What is not in the list is shown in front of it.
    arrangement.focus = .detail
    return []
  }

  /// Moves the list to a session that the detail pane shows; false if it is not among the rows read
  /// so far.
  mutating func select(_ id: String) -> Bool {
    guard let row = list.rows.firstIndex(where: { $0.id == .session(id) }) else { return false }
    list.scroll.cursor = row
    list.scroll.reveal(of: list.rows.count, height: layout.listHeight)
    detail.following.follow(id)
    return true
  }

  func availability(ofStep place: Trail.Place?, _ direction: String) -> Availability {
    place == nil || place == .nowhere ? .disabled("nothing to go \(direction) to") : .enabled
  }

  /// Shows the object at the current place of the trail, and asks for it.
  mutating func settleRelated() -> [Effect] {
    guard case .object(let id) = detail.trail.current else {
      if detail.related != nil { detail.show(related: nil) }
      // A session that a link led to may not be cached.
      return settleMissingSession()
    }
    if detail.related?.id != id { detail.show(related: id) }
    guard let related = detail.related else { return [] }
    if !related.isAsked {
      detail.related?.isAsked = true
      return [.cache(.readObject(id))]
    }
    guard related.isWanted(at: clock.unix) else { return [] }
    detail.related?.isFetching = true
    return [.stripe(.fetchObject(id))]
  }

  private mutating func settleMissingSession() -> [Effect] {
    detail.askForMissing().map { [.stripe(.refresh(id: $0))] } ?? []
  }

  mutating func takeObject(_ stored: StoredObject?, _ id: StripeID) {
    guard detail.related?.id == id else { return }
    detail.related?.isRead = true
    if let stored { detail.take(stored) }
  }

  mutating func takeObject(_ result: Result<StoredObject, Problem>, _ id: StripeID) {
    guard detail.related?.id == id else { return }
    detail.related?.isFetching = false
    switch result {
    case .success(let stored):
      detail.related?.problem = nil
      detail.take(stored)
      // The verdict is more exact with the payment intent.
      if id.kind == .paymentIntent { detail.following.noteChange() }
    case .failure(let problem):
      detail.related?.problem = problem
      // The cached object stays, with its age; the message says that it could not be read again.
      if detail.related?.stored != nil { message = Message(problem.sentence, .warning) }
    }
    detail.scroll.reveal(of: detail.lineCount, height: height(of: .detail))
  }

  /// Reads the shown object again, together with its session.
  mutating func refreshRelated() -> [Effect] {
    guard let related = detail.related, !related.isFetching else { return [] }
    detail.related?.isFetching = true
    detail.related?.problem = nil
    return [.stripe(.fetchObject(related.id))]
  }

  // MARK: - Searching

  mutating func openSearch() -> [Effect] {
    overlays.push(SearchPrompt(origin: shownPage.scroll))
    return []
  }

  /// Goes to the first match below where the search began.
  mutating func searchDetail(for text: String, from origin: Scroll) {
    shownPage.search(for: text)
    shownPage.scroll = origin
    shownPage.goToMatch(1, from: origin.cursor, including: true)
  }

  mutating func revealDetail() {
    shownPage.scroll.reveal(of: shownPage.lineCount, height: height(of: .detail))
  }

  /// The page of the detail pane: of a session, or of a document.
  package var shownPage: DetailPage {
    get { documents.isShown ? documents.detail.page : detail.page }
    set {
      if documents.isShown { documents.detail.page = newValue } else { detail.page = newValue }
    }
  }

  /// `n` and `N`.
  mutating func goToMatch(_ direction: Int) -> [Effect] {
    let wentRound = shownPage.goToMatch(
      direction, from: shownPage.scroll.cursor, including: false)
    revealDetail()
    message = searchMessage
    if wentRound {
      message?.text += direction > 0 ? ", from the top again" : ", from the end again"
    }
    return []
  }

  var matchAvailability: Availability {
    guard let search = shownPage.search else {
      return .disabled("\(keymap[.filter]) searches the pane first")
    }
    return search.count == 0 ? .disabled("“\(search.pattern)” is not here") : .enabled
  }

  var searchMessage: Message? {
    guard let search = shownPage.search else { return nil }
    guard let number = search.number else {
      return Message("“\(search.pattern)” is not here", .warning)
    }
    return Message("“\(search.pattern)”: \(number) of \(search.count)")
  }

  mutating func refreshSelected() -> [Effect] {
    guard let id = selected?.id else { return [] }
    detail.refreshing.insert(id)
    return [.stripe(.refresh(id: id)), .stripe(.fetchLineItems(id: id))] + refreshRelated()
  }

  /// A session was read again: its row shows it at once, and a comparison reads it from the cache.
  mutating func renewRow(of stored: StoredSession) {
    list.update(SessionSummary(stored).sanitised)
    overlays.update(Compare.self) { $0.noteChange() }
  }

  /// Takes what Stripe says has happened to a session. An error is shown in place of the story, not
  /// as a message: the user did not ask for the story.
  mutating func takeStory(_ result: Result<StorySources, Problem>, of id: String) {
    switch result {
    case .success(let sources):
      detail.storyPolling.end(id, isShown: id == detail.id, nil)
      // Its row must say the same as the card.
      renewRow(of: StoredSession(sources.session, fetchedAt: sources.readAt))
      // The cache has the story, and a newer answer about the session as well.
      if id == detail.id { detail.following.noteChange() }
    case .failure(let problem):
      detail.storyPolling.end(id, isShown: id == detail.id, problem)
    }
  }
}
