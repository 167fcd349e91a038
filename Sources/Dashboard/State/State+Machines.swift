import Checkout
import Query
import Screen

/// What the machines beside the list and the detail pane need of the others: events go in, and what
/// they ask for comes out.
extension State {
  // MARK: - Sync

  /// How far the sync is that is under way.
  package var sync: SyncReport? { syncWork.report }

  mutating func startSync() -> [Effect] {
    syncWork.begin(uptime: clock.uptime, retries: activity.retries)
    return [.stripe(.sync)]
  }

  /// Rows show up as they come; the selection stays where it is.
  mutating func takeSyncing(_ report: SyncReport) {
    if syncWork.take(report) { list.noteChange() }
  }

  mutating func takeSynced(_ result: Result<SyncReport, Problem>) {
    message = syncWork.end(result, uptime: clock.uptime, retries: activity.retries)
    list.noteChange()
  }

  // MARK: - Refreshing by itself

  mutating func toggleAutoRefresh() -> [Effect] {
    message = autoRefresh.toggle(now: clock.uptime)
    return []
  }

  /// Refreshes when it is time, unless a refresh is under way. Also what a look-up shows: what Stripe
  /// says is new goes into the cache, and the rows are read again from there.
  mutating func settleAutoRefresh() -> [Effect] {
    guard autoRefresh.ask(now: clock.uptime), !list.paging.isFetching(.newest) else { return [] }
    return [list.fetch(.newest)]
  }

  // MARK: - Tabs

  /// Counts for the tabs again when something has changed, after the rows, and says what is new in
  /// views that ring.
  mutating func settleTabs() -> [Effect] { ringForViews() + countForTabs() }

  private mutating func ringForViews() -> [Effect] {
    let names = list.tabCounts.takeRinging()
    guard let first = names.first else { return [] }
    let others = names.count > 1 ? " and \((names.count - 1).counted("other view"))" : ""
    message = Message("new in the view \(Sanitiser.display(first))\(others)", .success)
    return [.loop(.bell), .loop(.notify("a new session in a view"))]
  }

  private mutating func countForTabs() -> [Effect] {
    guard list.reading.letsCount,
      let question = list.tabCounts.ask(views.all, now: clock.unix, zone: zone)
    else { return [] }
    return [.cache(.countTabs(question))]
  }

  // MARK: - Watching

  var watchAvailability: Availability {
    // Stopping is always possible.
    if watch != nil, selected == nil || watch?.id == selected?.id { return .enabled }
    guard let selected else { return .disabled("no session is selected") }
    guard selected.status == .open else {
      return .disabled("session is \(selected.status?.name ?? "of unknown status")")
    }
    return .enabled
  }

  mutating func toggleWatch() -> [Effect] {
    guard let selected, watch?.id != selected.id else {
      watch = nil
      message = Message("no session is watched any more")
      return []
    }
    let watch = Watch(selected.id, now: clock.uptime)
    self.watch = watch
    message = Message("\(watch.label) until it ends; w again stops that")
    return []
  }

  /// Asked once after each batch of events.
  mutating func settleWatch() -> [Effect] {
    guard let id = watch?.id, watch?.ask(now: clock.uptime) == true else { return [] }
    return [.stripe(.refresh(id: id))]
  }

  /// A session was read, perhaps the one that is watched.
  mutating func takeWatched(_ id: String, _ result: Result<StoredSession, Problem>) -> [Effect] {
    guard watch?.id == id, let session = watch?.take(result, now: clock.uptime) else { return [] }
    watch = nil
    let badge = StatusBadge(session.status, session.paymentStatus)
    let text = "\(Sanitiser.display(id).middleTruncated) has ended: \(badge.word)"
    message = Message(Sanitiser.display(text), .success)
    return [
      .loop(.bell), .loop(.notify(Sanitiser.display("a watched session has ended: \(badge.word)"))),
    ]
  }

  // MARK: - Another profile

  /// Asks for a profile by its name.
  mutating func openProfile(_ name: String) -> [Effect] {
    profileChange = .opening(name)
    message = Message("opening the profile \(name)…")
    return [.system(.openProfile(name))]
  }

  mutating func takeOpenedProfile() {
    profileChange = .ready
    guard !canLeaveAccount else { return }
    message = Message("the profile is ready; it opens when what is being changed here is done")
  }

  /// Enters the profile that is ready. What is being changed here is finished first, its outcome
  /// has been seen, and no dialog is open.
  mutating func settleProfile() -> [Effect] {
    guard profileChange == .ready, canLeaveAccount else { return [] }
    profileChange = .none
    return [.loop(.enterProfile)]
  }

  private var canLeaveAccount: Bool { bulk == nil && !unanswered.hasWrites && !overlays.holdList }
}
