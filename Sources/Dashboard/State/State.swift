package import Checkout
package import Screen
package import JSON
package import Units
import Widgets

/// Everything that the screen shows, as one value.
package struct State: Equatable, Sendable {
  package var size: Size { didSet { layout = Layout(size: size, arrangement) } }
  package var clock: Clock
  /// The local time of the place where the user is.
  package var zone: ZoneRule
  package internal(set) var showsUTC = false
  package var account: Account
  package var keymap: Keymap
  package var list = ListState()
  /// What the list can show under a name.
  package var views = ViewShelf()
  package internal(set) var finding = Finding.idle
  /// The list to which Esc goes back from what a look-up found: one or none.
  var listBehindFound: [ListState] = []
  package var detail = DetailState()
  package var lineItems = LineItemsState()
  /// The documents of the Firebase extension.
  package var documents = DocumentsState()
  package var arrangement = Arrangement() {
    didSet { layout = Layout(size: size, arrangement) }
  }
  /// Where the panes stand, by the size and the arrangement.
  package private(set) var layout: Layout
  /// The topmost sees the key first.
  package var overlays = Overlays()
  package var message: Message?
  package var activity = RequestActivity()
  var syncWork = SyncWork.idle
  /// Fields that occur, metadata keys first: what the forms of the list offer.
  package internal(set) var fieldNames: [JSONPath] = []
  package var autoRefresh = AutoRefresh()
  /// Since when sessions may have changed that the key is not told of; nil where it is told.
  package internal(set) var staleSince: Int?
  package var preferences: Preferences
  package internal(set) var watch: Watch?
  /// What was typed after `/` before.
  var filterHistory = TextHistory()
  /// Keys that wait for the rows that they are for.
  package internal(set) var queue = KeyQueue()
  /// Digits that were typed before a motion.
  package var count: PendingCount?
  /// Sessions that are marked, and their expiring while it runs and until its outcome was seen.
  package internal(set) var marks = Marks()
  package internal(set) var bulk: BulkRun?
  /// Whether what is about people is masked on the screen.
  package var isMasked = false
  /// What went wrong so far, and what was asked of Stripe.
  package var problems = ProblemLog()
  package var requests = RequestLog()
  /// What the user has declared.
  package var ownCommands: [OwnCommand] = []
  /// What `P` offers.
  package var profiles: [ProfileChoice] = []
  /// Where idempotency keys come from.
  var idempotency: IdempotencyKeys
  /// What Stripe has been asked and has not answered yet.
  var unanswered = UnansweredRequests()
  package internal(set) var profileChange = ProfileChange.none

  /// A dashboard before anything is known. The seed is random for each run of the program, so that
  /// idempotency keys never repeat.
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

  /// The session that commands act on: the list's selection, unless a link led to another one.
  package var selected: SessionSummary? {
    guard isAway else { return list.selectedSession }
    return detail.content.map { SessionSummary($0.stored).sanitised }
  }

  /// Where times are shown: here, or UTC on demand.
  package var shownZone: ZoneRule { showsUTC ? .utc : zone }
}

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
