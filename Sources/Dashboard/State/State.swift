package import Checkout
package import Screen
package import JSON
package import Units
import Widgets

/// Everything that the screen shows, as one value.
package struct State: Equatable, Sendable {
  /// The terminal's, in cells.
  package var size: Size { didSet { layout = Layout(size: size, arrangement) } }
  package var clock: Clock
  /// The user's time zone.
  package var zone: ZoneRule
  package internal(set) var showsUTC = false
  @Shared package var account: Account
  @Shared package var keymap: Keymap
  package var list = ListState()
  /// The views that have names.
  @Shared package var views = ViewShelf<SavedView>()
  package internal(set) var finding = Finding.idle
  /// The list that Esc goes back to after a look-up: at most one.
  var listBehindFound: [ListState] = []
  package var detail = DetailState()
  package var lineItems = LineItemsState()
  /// The documents of the Firebase extension.
  @Shared package var documents = DocumentsState()
  package var arrangement = Arrangement() {
    didSet { layout = Layout(size: size, arrangement) }
  }
  /// Where the panes are, for this size and arrangement.
  package private(set) var layout: Layout
  /// The topmost gets keys first.
  package var overlays = Overlays()
  /// The line above the footer; nil when it is empty.
  package var message: Message?
  package var activity = RequestActivity()
  var syncWork = SyncWork.idle
  /// Field names that occur in sessions, metadata keys first, for the list's forms.
  package internal(set) var fieldNames: [JSONPath] = []
  package var autoRefresh = AutoRefresh()
  /// Since when sessions may have changed without a notice, because the key may not read events;
  /// nil if it may.
  package internal(set) var staleSince: Int?
  /// How the screen looks.
  @Shared package var preferences: Preferences
  /// The session that is read again and again; nil without one.
  package internal(set) var watch: Watch?
  /// The filters typed before.
  @Shared var filterHistory = TextHistory()
  /// Keys that wait for their rows.
  package internal(set) var queue = KeyQueue()
  /// Digits typed before a motion.
  package var count: PendingCount?
  /// The marked sessions, and their bulk expire until its outcome has been seen.
  @Shared package internal(set) var marks = Marks()
  @Shared package internal(set) var bulk: BulkRun?
  /// Whether personal data is masked on the screen.
  package var isMasked = false
  /// The problems so far, and the requests to Stripe.
  @Shared package var problems = ProblemLog()
  @Shared package var requests = RequestLog()
  /// The commands declared by the user.
  package var ownCommands: [OwnCommand] = []
  /// The profiles that `P` offers.
  package var profiles: [ProfileChoice] = []
  /// Makes the idempotency keys.
  var idempotency: IdempotencyKeys
  /// The requests that Stripe has not answered yet.
  @Shared var unanswered = UnansweredRequests()
  package internal(set) var profileChange = ProfileChange.none

  /// The state before anything is known. The seed must be random for each run of the program, so
  /// that idempotency keys never repeat.
  package init(
    size: Size, clock: Clock, zone: ZoneRule = .utc, account: Account,
    keymap: Keymap = .standard, preferences: Preferences = Preferences(), seed: UInt64
  ) {
    self.size = size
    layout = Layout(size: size, arrangement)
    self.clock = clock
    self.zone = zone
    self.account = account
    self.keymap = keymap
    self.preferences = preferences
    idempotency = IdempotencyKeys(seed: seed)
  }

  /// The session that commands act on: the list's selection, or the one that a link led to.
  package var selected: SessionSummary? {
    guard isAway else { return list.selectedSession }
    return detail.content.map { SessionSummary($0.stored).sanitised }
  }

  /// The time zone for all times on the screen: the user's, or UTC on request.
  package var shownZone: ZoneRule { showsUTC ? .utc : zone }
}

/// A part of the screen that can have the focus.
package enum Pane: CaseIterable, Hashable, Sendable {
  case list, detail, lineItems

  package var title: String {
    switch self {
    case .list: "Sessions"
    case .detail: "Detail"
    case .lineItems: "Line items"
    }
  }
}
