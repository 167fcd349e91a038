import Checkout
import Query
import Screen

/// Connects the parts of the state besides the list and the detail pane: passes events to them, and
/// returns what they ask for.
extension State {
  // MARK: - Sync

  /// The progress of the sync, while it runs.
  package var sync: SyncReport? { syncWork.report }

  mutating func startSync() -> [Effect] {
    syncWork.begin(uptime: clock.uptime, retries: activity.retries)
    return [.stripe(.sync)]
  }

  /// Rows appear as they arrive; the selection stays where it is.
  mutating func takeSyncing(_ report: SyncReport) {
    if syncWork.take(report) { list.noteChange() }
  }

  mutating func takeSynced(_ result: Result<SyncReport, Problem>) {
    message = syncWork.end(
      result, uptime: clock.uptime, retries: activity.retries, keymap)
    list.noteChange()
  }

  // MARK: - Automatic refresh

  mutating func toggleAutoRefresh() -> [Effect] {
    message = autoRefresh.toggle(now: clock.uptime)
    return []
  }

  /// Refreshes when it is time, unless a refresh is in progress. A look-up is refreshed as well:
  /// Stripe's news goes into the cache, and the rows are read again from there.
  mutating func settleAutoRefresh() -> [Effect] {
    guard autoRefresh.ask(now: clock.uptime), !list.paging.isFetching(.newest) else { return [] }
    return [list.fetch(.newest)]
  }

  // MARK: - Tabs

  /// After the rows, counts for the tabs again if something has changed. Notifies the user of new
  /// rows in views with a notification.
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
    overlays.update(Overview.self) { $0.noteChange() }
    return [.cache(.countTabs(question))]
  }

  // MARK: - Watching

  var watchAvailability: Availability {
    // Watching can always be stopped.
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
    message = Message("\(watch.label) until it ends; \(keymap[.watch]) again stops that")
    return []
  }

  /// Called once after each batch of events.
  mutating func settleWatch() -> [Effect] {
    guard let id = watch?.id, watch?.ask(now: clock.uptime) == true else { return [] }
    return [.stripe(.refresh(id: id))]
  }

  /// A session was read, possibly the watched one.
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

  /// Asks for a profile by its name, in place of one that was asked for earlier.
  mutating func openProfile(_ name: String) -> [Effect] {
    profileChange = .opening(name)
    message = Message("opening the profile \(name)…")
    return [.system(.openProfile(name))]
  }

  mutating func takeOpenedProfile(_ name: String) {
    guard profileChange == .opening(name) else { return }
    profileChange = .ready(name)
    guard !canLeaveAccount else { return }
    message = Message(
      "the profile is ready; it opens when what is open or being changed here is done")
  }

  mutating func takeProfileFailure(_ name: String, _ problem: Problem) {
    guard profileChange == .opening(name) else { return }
    profileChange = .none
    message = Message(problem.sentence, .error)
  }

  /// Enters the profile that is ready, once all changes here are finished, their outcome has been
  /// seen, and no dialog is open.
  mutating func settleProfile() -> [Effect] {
    guard case .ready(let name) = profileChange, canLeaveAccount else { return [] }
    profileChange = .none
    return [.loop(.enterProfile(name))]
  }

  private var canLeaveAccount: Bool { bulk == nil && !unanswered.hasWrites && overlays.isEmpty }
}
