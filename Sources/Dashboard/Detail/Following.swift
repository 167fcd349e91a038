/// How the panes on the right follow the selection of the list.
///
/// They follow when the cache has answered, so that they are never empty in between; and while the
/// selection goes on and on, not before it rests, so that a key held down moves the list alone. Times
/// are milliseconds of the clock that never jumps.
struct Following: Equatable, Sendable {
  /// After so long the panes follow a cursor that goes on and on: longer than between the repeats of
  /// a key that is held down, shorter than a glance.
  static let patience = 100

  enum Phase: Equatable, Sendable {
    /// The panes show the selection, or what a link from it led to.
    case caughtUp
    /// The selection is another one, and is followed from the deadline on.
    case approaching(String, deadline: Int)
  }

  private(set) var phase = Phase.caughtUp
  /// The selection that the panes have followed.
  private(set) var followed: String?
  /// The session that the cache is being asked for.
  private(set) var reading: String?
  /// Whether what is shown must be read again.
  private var isStale = false
  /// When the selection changed last.
  private var lastMoved: Int?

  /// When the cache is to be asked; nil when nothing is waited for, or it is being asked.
  var deadline: Int? {
    guard reading == nil, case .approaching(_, let deadline) = phase else { return nil }
    return deadline
  }

  /// The selection is one that the panes have not followed.
  ///
  /// - Returns: whether the cache is to be asked for it now.
  mutating func approach(_ id: String, now: Int, isUrgent: Bool) -> Bool {
    let deadline: Int
    if case .approaching(id, let known) = phase {
      deadline = known
    } else {
      // A cursor that had been at rest is followed at once.
      let isOnTheWay = lastMoved.map { now < $0 + Self.patience } ?? false
      deadline = isOnTheWay ? now + Self.patience : now
      phase = .approaching(id, deadline: deadline)
      lastMoved = now
    }
    guard reading != id, isUrgent || now >= deadline else { return false }
    reading = id
    return true
  }

  /// The panes show what belongs to a selection.
  mutating func follow(_ id: String?) {
    followed = id
    phase = .caughtUp
  }

  /// The cache has changed, or the panes have turned to something that was not read yet.
  mutating func noteChange() { isStale = true }

  /// What is shown was left: there is nothing to read again.
  mutating func forgetChange() { isStale = false }

  /// Whether the cache is to be asked for what is shown now.
  mutating func ask(for shown: String) -> Bool {
    guard isStale else { return false }
    isStale = false
    reading = shown
    return true
  }

  /// The cache has answered, or cannot.
  mutating func end(_ id: String) {
    if reading == id { reading = nil }
  }
}
