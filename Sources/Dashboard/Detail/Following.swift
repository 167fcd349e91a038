/// How the panes on the right follow the selection of the list.
///
/// They wait for the cache's answer, so that they are never empty in between. While the selection
/// keeps moving, they wait until it rests, so that holding a key down moves only the list. Times
/// are milliseconds of the monotonic clock.
struct Following: Equatable, Sendable {
  /// How long the selection must rest before the panes follow a moving cursor: longer than the
  /// interval between repeats of a held key, shorter than a user would notice.
  static let patience = 100

  enum Phase: Equatable, Sendable {
    /// The panes show the selection, or what a link from it led to.
    case caughtUp
    /// The selection has changed; the panes follow it at the deadline.
    case approaching(String, deadline: Int)
  }

  private(set) var phase = Phase.caughtUp
  /// The selection that the panes last followed.
  private(set) var followed: String?
  /// The session that the cache is being asked for.
  private(set) var reading: String?
  /// Whether what is shown must be read again.
  private var isStale = false
  /// When the selection changed last.
  private var lastMoved: Int?

  /// When to ask the cache; nil if nothing is waited for, or it is being asked.
  var deadline: Int? {
    guard reading == nil, case .approaching(_, let deadline) = phase else { return nil }
    return deadline
  }

  /// The selection is one that the panes do not show yet.
  ///
  /// - Returns: whether to ask the cache for it now.
  mutating func approach(_ id: String, now: Int, isUrgent: Bool) -> Bool {
    let deadline: Int
    if case .approaching(id, let known) = phase {
      deadline = known
    } else {
      // After a rest, the first move is followed at once.
      let isOnTheWay = lastMoved.map { now < $0 + Self.patience } ?? false
      deadline = isOnTheWay ? now + Self.patience : now
      phase = .approaching(id, deadline: deadline)
      lastMoved = now
    }
    guard reading != id, isUrgent || now >= deadline else { return false }
    reading = id
    return true
  }

  /// The panes show a selection.
  mutating func follow(_ id: String?) {
    followed = id
    phase = .caughtUp
  }

  /// The cache has changed, or the panes show something that was not read yet.
  mutating func noteChange() { isStale = true }

  /// The panes no longer show what had changed, so it need not be read again.
  mutating func forgetChange() { isStale = false }

  /// Whether to ask the cache now for what is shown.
  mutating func ask(for shown: String) -> Bool {
    guard isStale else { return false }
    isStale = false
    reading = shown
    return true
  }

  /// The cache has answered, or has failed.
  mutating func end(_ id: String) {
    if reading == id { reading = nil }
  }
}
