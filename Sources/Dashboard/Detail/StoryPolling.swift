import Checkout

/// When to ask Stripe what has happened to a session: once the selection rests on one whose story
/// was not read recently. Times are milliseconds of the monotonic clock.
struct StoryPolling: Equatable, Sendable {
  /// How long the selection must rest: a story takes up to three requests.
  static let patience = 400
  /// How many seconds a story stays fresh, while the session can still change and afterwards.
  static let openLifetime = 60
  static let closedLifetime = 3_600

  enum Phase: Equatable, Sendable {
    /// The story has been read, or is not available.
    case settled
    /// The cache has not answered yet.
    case unread(since: Int)
    case resting(since: Int)
    /// The user has asked for it: there is nothing to wait for.
    case due
  }

  private(set) var phase = Phase.settled
  /// Sessions whose story Stripe is being asked for, shown or not.
  private(set) var asking: Set<String> = []
  /// Why the story that is shown could not be read.
  private(set) var problem: Problem?

  /// Shows another session, or none.
  mutating func turn(to id: String?, now: Int) {
    phase = id == nil ? .settled : .unread(since: now)
    problem = nil
  }

  /// Whether no request is needed for a session. What was read before `start`, in Unix seconds, is
  /// not fresh: a look-up must not show an old answer.
  func isFresh(_ found: SessionDetail, now: Int, since start: Int = 0) -> Bool {
    guard let story = found.story, story.readAt >= start else { return false }
    let (session, told) = (found.stored.session, story.session)
    guard session.status == told.status, session.paymentStatus == told.paymentStatus else {
      return false
    }
    return now - story.readAt
      < (session.status == .open ? Self.openLifetime : Self.closedLifetime)
  }

  /// The cache has answered.
  mutating func takeKnown(isFresh: Bool) {
    switch phase {
    case .unread(let since), .resting(let since):
      phase = isFresh ? .settled : .resting(since: since)
    case .settled, .due: break
    }
  }

  /// The session was read again on demand.
  mutating func renew() { phase = .due }

  mutating func giveUp() { phase = .settled }

  /// When to ask Stripe for the story of the session that is shown.
  func deadline(for shown: String?) -> Int? {
    guard let shown, !asking.contains(shown) else { return nil }
    switch phase {
    case .resting(let since): return since + Self.patience
    case .due: return 0
    case .settled, .unread: return nil
    }
  }

  /// Whether to ask Stripe now.
  mutating func ask(for shown: String, now: Int) -> Bool {
    guard let deadline = deadline(for: shown), now >= deadline else { return false }
    asking.insert(shown)
    return true
  }

  /// Stripe has answered for a session, or the request has failed.
  mutating func end(_ id: String, isShown: Bool, _ problem: Problem?) {
    asking.remove(id)
    guard isShown else { return }
    phase = .settled
    self.problem = problem
  }
}

extension StorySources {
  /// The current session, judged by all objects read around it. Objects that were read before the
  /// session say nothing about its outcome.
  init(_ found: SessionDetail) {
    let session = found.stored.session
    if let story = found.story, story.session.status == session.status,
      story.session.paymentStatus == session.paymentStatus
    {
      self = story
      return
    }
    self.init(session, readAt: found.stored.fetchedAt)
    let isNewer = found.paymentIntent.map { $0.fetchedAt >= found.stored.fetchedAt } ?? false
    paymentIntent = isNewer ? found.paymentIntent?.json : nil
  }
}
