package import Checkout
package import Screen

/// All that can happen to the dashboard.
package enum Event: Equatable, Sendable {
  /// Comes before every batch of other events.
  case clock(Clock)
  case key(Key)
  case resize(Size)
  /// The program has started: Stripe is asked for what is new.
  case started
  /// The program was started with something to look for.
  case lookUp(String)

  // What the cache answered.
  case rows(RowWindow, anchor: RowAnchor, generation: Int)
  case rowsFailed(Problem, generation: Int)
  case facts(ListFacts, generation: Int)
  case detail(SessionDetail?, id: String)
  case object(StoredObject?, id: StripeID)
  case fieldNames([JSONPath])
  case fields([String: [Field]], paths: [JSONPath])
  case exported(path: String, Result<Int, Problem>)

  // What Stripe answered.
  case paged(PageDirection, Result<PageReport, Problem>, generation: Int)
  case refreshed(id: String, Result<StoredSession, Problem>)
  case lineItems(id: String, Result<StoredLineItems, Problem>)
  case expired(id: String, Result<ExpireOutcome, Problem>)
  case found(Lookup, Result<FoundSessions, Problem>)
  case syncing(SyncReport)
  case synced(Result<SyncReport, Problem>)

  case fetchedObject(Result<StoredObject, Problem>, id: StripeID)
  case created(Result<StoredSession, Problem>)
  case updated(id: String, Result<StoredSession, Problem>)

  // What became of other wishes.
  /// `program` is nil when no browser could be started.
  case browsed(url: String, program: String?)
  case copied(label: String, CopyRoute)
  // Bulk work: what is known of the marked sessions, ids to mark, a row that has ended.
  case summaries([SessionSummary])
  case marksRead([String], isCut: Bool, generation: Int)
  case rowExpired(id: String, Result<ExpireOutcome, Problem>)

  case requests(RequestActivity)
  case requested(RequestRecord)
  /// The profile that was asked for stands ready.
  case profileOpened
  case account(Account)
  case notice(Message)
}

/// Which end of the list a page belongs to.
package enum PageDirection: Hashable, Sendable {
  case newest, older
  case gap(Gap)
}

/// What a page brought.
package struct PageReport: Equatable, Sendable {
  package var received: Int
  package var added: Int
  /// Sessions that were cached and that Stripe does not know any more.
  package var dropped: Int
  /// Whether Stripe has more in that direction.
  package var hasMore: Bool

  package init(received: Int, added: Int, dropped: Int = 0, hasMore: Bool) {
    self.received = received
    self.added = added
    self.dropped = dropped
    self.hasMore = hasMore
  }
}

/// How much the cache holds.
package struct ListFacts: Equatable, Sendable {
  /// Rows that match the filter and the query.
  package var matching: Int
  /// Rows that match the filter alone.
  package var loaded: Int
  /// All rows of this account and mode.
  package var cached: Int
  /// Coverage of the filter.
  package var coverage: Coverage

  package init(
    matching: Int = 0, loaded: Int = 0, cached: Int = 0, coverage: Coverage = Coverage()
  ) {
    self.matching = matching
    self.loaded = loaded
    self.cached = cached
    self.coverage = coverage
  }
}

/// What the cache knows of one session.
package struct SessionDetail: Equatable, Sendable {
  package var stored: StoredSession
  package var lineItems: StoredLineItems?
  package var paymentIntent: StoredObject?

  package init(
    stored: StoredSession, lineItems: StoredLineItems? = nil, paymentIntent: StoredObject? = nil
  ) {
    self.stored = stored
    self.lineItems = lineItems
    self.paymentIntent = paymentIntent
  }
}

/// By which way text was handed to the system's clipboard. That it arrived can never be known.
package enum CopyRoute: Equatable, Sendable {
  /// A program took it: tmux, xclip, the user's own.
  case program(String)
  /// The terminal takes these bytes, or ignores them.
  case terminal([UInt8])
  /// There is no way: the text itself is shown.
  case shown(String)
}

/// The requests that are under way.
package struct RequestActivity: Equatable, Sendable {
  package var running: Int
  /// Requests a second over the last seconds, and the limit; nil when there is none.
  package var rate: Int
  package var limit: Int?
  /// A sentence while till waits before it tries again.
  package var waiting: String?
  /// Requests that had to be sent again since the program was started.
  package var retries: Int

  package init(
    running: Int = 0, rate: Int = 0, limit: Int? = 25, waiting: String? = nil, retries: Int = 0
  ) {
    self.running = running
    self.rate = rate
    self.limit = limit
    self.waiting = waiting
    self.retries = retries
  }
}
