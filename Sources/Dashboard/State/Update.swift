import Query
import Checkout
import Screen

/// The only way to change the state: takes each event in turn, then calls `settle` once.
///
/// - Returns: what to do outside, in order.
package func update(_ state: inout State, _ events: [Event]) -> [Effect] {
  var effects: [Effect] = []
  for event in events {
    if let problem = event.problem { state.problems.note(problem, at: state.clock.unix) }
    effects += state.noting(state.take(event))
    effects += state.noting(state.showFound() + Copyable.settle(&state) + state.takeWaitingKeys())
  }
  effects += state.noting(state.settle())
  return effects
}

extension State {
  /// Counts requests at once: a Ctrl-C may follow in the same batch.
  fileprivate mutating func noting(_ effects: [Effect]) -> [Effect] {
    for effect in effects { unanswered.send(effect) }
    return effects
  }

  fileprivate mutating func take(_ event: Event) -> [Effect] {
    switch event {
    case .clock(let clock): self.clock = clock
    case .resize(let size): self.size = size
    case .started: return [list.fetch(.newest)]
    case .lookUp(let text): return lookUp(text)
    case .key(let key): return take(key.bounded)
    case .cache(let answer): take(answer)
    case .stripe(let answer): return take(answer)
    case .firestore(let answer): return take(answer)
    case .http(.activity(let activity)): self.activity = activity
    case .http(.ended(let record)): requests.note(record)
    case .system(let answer): return take(answer)
    }
    return []
  }

  /// Whether the cursor stays on the newest row when newer ones come. Only in the list of all
  /// sessions and in its tabs: in a list that is narrowed further, and while a range is being marked,
  /// the cursor is on a session that was looked for. The first rows of another query are not newer
  /// ones.
  private var followsNewest: Bool {
    guard arrangement.focus == .list, marks.anchor == nil, list.found == nil else { return false }
    let ofTab = ListQuery(filter: list.tab.filter, sort: list.query.sort)
    return list.query == ofTab || !list.reading.isAnswered
  }

  private mutating func take(_ answer: CacheAnswer) {
    switch answer {
    case .rows where overlays.holdList:
      // Nothing moves under a dialog: the rows are read again when it closes.
      list.reading.drop()
    case .rows(let window, let anchor, generation: list.generation):
      overlays.update(Compare.self) { $0.noteChange() }
      let shown = heldSession
      let isOtherQuery = !list.reading.isAnswered
      list.take(
        window.sanitised, at: anchor, height: layout.listHeight, followsNewest: followsNewest)
      keep(shown, isOtherQuery: isOtherQuery)
      renewDetail()
    case .facts(let facts, generation: list.generation): list.take(facts)
    case .rows, .facts: break
    case .tabs(let tally): list.tabCounts.take(tally)
    case .detail(let found, let id): takeDetail(found, of: id)
    case .object(let stored, let id): takeObject(stored, id)
    case .fieldNames(let names): fieldNames = names
    case .fields(let fields, let paths): list.columns.take(fields, of: paths)
    case .summaries(let summaries): BulkDialog.take(summaries, &self)
    case .marksRead(let ids, let isCut, generation: list.generation):
      Marks.take(ids, isCut: isCut, &self)
    case .marksRead: marks.isReading = false
    case .statistics(let statistics, let generation):
      overlays.update(Overview.self) { $0.take(statistics, generation: generation) }
    case .parts(let parts, let generation):
      overlays.update(Overview.self) { $0.take(parts, generation: generation) }
    case .sessions(let sessions):
      let isMasked = isMasked
      overlays.update(Compare.self) { $0.take(sessions, masking: isMasked) }
    case .failed(let question, let problem): takeFailure(of: question, problem)
    }
  }

  /// After a failure, nothing may keep waiting for the answer.
  private mutating func takeFailure(of question: CacheQuestion, _ problem: Problem) {
    switch question {
    case .readRows(_, _, _, generation: list.generation): list.takeFailure(problem)
    case .readFacts(_, generation: list.generation): list.count.fail()
    // Of an earlier query.
    case .readRows, .readFacts: return
    case .readFieldNames: break
    case .countTabs: list.tabCounts.fail()
    case .readMarks: marks.isReading = false
    case .readDetail(let id): takeDetailFailure(problem, of: id)
    case .readObject(let id): takeObject(nil, id)
    case .readFields(let paths, let ids):
      list.columns.take(
        Dictionary(ids.map { ($0, []) }, uniquingKeysWith: { first, _ in first }), of: paths)
    case .readSummaries: BulkDialog.take([], &self)
    case .readStatistics(_, _, let generation), .readParts(_, _, let generation):
      overlays.update(Overview.self) { $0.fail(problem, generation: generation) }
    case .readSessions: break
    }
    message = Message(problem.sentence, .error)
  }

  private mutating func take(_ answer: StripeAnswer) -> [Effect] {
    unanswered.take(answer)
    // Whatever it is, it may have changed sessions that documents name.
    documents.joins.noteChange()
    switch answer {
    case .paged(let direction, let result, generation: list.generation):
      list.paging.end(direction, result)
      if direction == .newest, case .success(let report) = result {
        staleSince = report.staleSince
        if list.query.query == nil { list.freshness.arrive(report.changes.added, at: list.stretch) }
      }
      takePage(result)
    case .paged:
      // A page for an earlier query is in the cache as well.
      list.noteCountChange()
    case .refreshed(let id, let result):
      takeRefreshed(id, result)
      return takeWatched(id, result)
    case .lineItems(let id, let result):
      lineItems.take(result, of: id)
      if case .success(let items) = result {
        let isMasked = isMasked
        overlays.update(Compare.self) { $0.take(items, of: id, masking: isMasked) }
      }
    case .expired(let id, let result):
      ExpireDialog.finish(id: id, result, &self)
      if id == detail.id { detail.following.noteChange() }
    case .rowExpired(let id, let result): return BulkRun.takeRow(id, result, &self)
    case .found(let lookup, let result): takeFound(lookup, result)
    case .syncing(let report): takeSyncing(report)
    case .synced(let result): takeSynced(result)
    case .fetchedObject(let result, let id): takeObject(result, id)
    case .story(let id, let result): takeStory(result, of: id)
    case .created(let result, let key): return CreateDialog.take(result, key, &self)
    case .updated(let id, let result, let key): MetadataEditor.take(id, result, key, &self)
    case .account(let account): self.account = account
    }
    return []
  }

  private mutating func take(_ answer: SystemAnswer) -> [Effect] {
    switch answer {
    case .browsed(let url, let program): Browse.takeBrowsed(url, program, &self)
    case .copied(let label, let route): return Copyable.takeCopied(label, route, &self)
    case .exported(let wish, let outcome):
      unanswered.takeEnd()
      ExportPrompt.takeExported(wish, outcome, &self)
    case .nameOffered(let name): ExportPrompt.takeOffered(name, &self)
    case .profileOpened(let name): takeOpenedProfile(name)
    case .profileFailed(let name, let problem): takeProfileFailure(name, problem)
    case .signs(let signs): preferences.signs = signs
    case .notice(let message): self.message = message
    case .background(let isLight): preferences.follow(isLight: isLight)
    case .ran(let run, let result):
      unanswered.takeEnd()
      return run.finish(result, &self)
    case .encoded(let id, let result): QRView.take(result, of: id, &self)
    }
    return []
  }

  private mutating func takePage(_ result: Result<PageReport, Problem>) {
    // Another process may have written to the cache, even if Stripe had nothing new or was
    // unreachable.
    list.noteChange()
    switch result {
    case .success(let report):
      if report.changes.dropped > 0 {
        message = Message(
          "\(report.changes.dropped.grouped) dropped that Stripe no longer has", .warning)
      }
    case .failure(let problem): message = Message(problem.sentence, .error)
    }
  }

  private mutating func takeRefreshed(_ id: String, _ result: Result<StoredSession, Problem>) {
    detail.refreshing.remove(id)
    let isSaid = ExpireDialog.takeRefreshed(id: id, result, &self)
    switch result {
    case .success(let stored):
      renewRow(of: stored)
      guard id == detail.id else { break }
      detail.following.noteChange()
      // Reading a session again also reads again what has happened to it.
      detail.storyPolling.renew()
    case .failure(let problem):
      if id == detail.id { detail.fail(problem) }
      if !isSaid { message = Message(problem.sentence, .error) }
    }
  }

  /// Asks for what the screen needs next. Called once after each batch of events, so that two
  /// hundred keys in a burst read one session, not two hundred.
  fileprivate mutating func settle() -> [Effect] {
    var effects: [Effect] = []
    FilterPrompt.settle(&self)
    effects += settleAutoRefresh()
    if !overlays.holdList { effects += list.settle(height: layout.listHeight) }
    effects += settleTabs()
    effects += list.columns.settle(list.rowsAhead(height: layout.listHeight))
    Buyer.settle(&self)
    effects += settleDetail()
    effects += settleDocuments()
    effects += settleWatch()
    effects += settleTheme()
    settleSpelling()
    effects += settleProfile()
    lineItems.layOutFooter(
      width: layout.content(of: .lineItems).width, spelling: spelling)
    if let rows = lineItems.neededRows, rows != arrangement.lineItemRows {
      arrangement.lineItemRows = rows
    }
    DetailPage.settleCard(&self)
    settleCursors()
    effects += Compare.settle(&self)
    effects += Overview.settle(&self)
    LeavingDialog.settle(&self)
    settleOverlays()
    return effects
  }
}
