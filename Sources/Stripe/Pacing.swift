/// Who waits for an answer.
package enum Priority: Sendable {
  /// A person at the keyboard: served before everything else, and not slowed down for it.
  case user
  /// Sync and bulk work: uses the rest of the rate, and less of it when Stripe objects.
  case sync
}

/// Decides when requests may start: pure arithmetic, without a clock or a task.
///
/// Sync requests are limited by a window of requests in flight, which grows while answers are fine
/// and halves when Stripe objects (AIMD), and by a rate, which behaves the same way. When no rate
/// is known, the first objection sets it to the number of answers in the last second. Times are
/// durations since any fixed moment.
struct Pacing: Sendable {
  enum Outcome: Equatable {
    case fine
    /// Too many requests: 429. No sync request starts for the given time.
    case limited(pause: Duration)
    /// A problem of the server: 5xx. One alone says nothing about load, many in a row do.
    case failed
    /// Says nothing about load.
    case neutral
  }

  /// Requests in flight, of both kinds together.
  let capacity: Int
  /// Requests a second; nil when no limit is known.
  let fullRate: Double?

  /// Sync requests that may be in flight now.
  private(set) var window: Double
  /// Sync requests a second that are allowed now.
  private(set) var rate: Double?

  private var users = 0
  private var syncs = 0
  private var waitingUsers: [UInt64] = []
  private var waitingSyncs: [UInt64] = []
  /// The window doubles each round trip until Stripe objects for the first time.
  private var isProbing = true
  private var nextUser = Duration.zero
  private var nextSync = Duration.zero
  private var lastCut: Duration?
  /// By how much the rate grows in a second.
  private var step = 0.0
  private var lastRaise = Duration.zero
  private var pausedUntil = Duration.zero
  private var failuresInRow = 0
  /// When the good answers of the last second came.
  private var fine: [Duration] = []
  private var lastFine: Duration?

  /// The least and the greatest part of the rate that is left after an objection.
  private static let cuts = 0.5...0.8
  private static let lowestRate = 0.2
  /// The part of the full rate, or of the rate after the cut, by which the rate grows in the second
  /// after a cut. Each second adds to it, so that a rate that was cut too far recovers soon.
  private static let growth = 0.05
  private static let acceleration = 0.1
  private static let manyFailures = 4
  private static let pauseAfterFailures = Duration.milliseconds(500)
  /// How much lost time a sync request that woke up late may make up for.
  private static let slack = Duration.milliseconds(20)
  /// A sync request, and a change that is limited, give up after this time without a good answer.
  private static let patience = Duration.seconds(60)
  /// A request of a sync that is limited may have spent that time in the queue: it makes this many
  /// tries.
  private static let leastTries = 6

  init(rate: Double?, capacity: Int) {
    fullRate = rate
    self.rate = rate
    self.capacity = capacity
    window = Double(min(8, capacity))
  }

  var inFlight: Int { users + syncs }

  // MARK: - Slots

  /// Takes a slot, or puts the ticket in its queue and returns false.
  mutating func enter(_ ticket: UInt64, _ priority: Priority) -> Bool {
    if take(priority) { return true }
    switch priority {
    case .user: waitingUsers.append(ticket)
    case .sync: waitingSyncs.append(ticket)
    }
    return false
  }

  mutating func withdraw(_ ticket: UInt64) {
    waitingUsers.removeAll { $0 == ticket }
    waitingSyncs.removeAll { $0 == ticket }
  }

  /// Returns a slot, and the tickets that get one now. A request that started before the last cut
  /// does not cut again, because it only reports the same overload.
  mutating func leave(
    _ priority: Priority, _ outcome: Outcome, started: Duration, now: Duration
  ) -> [UInt64] {
    let wasFull = syncs >= Int(window)
    switch priority {
    case .user: users -= 1
    case .sync: syncs -= 1
    }
    switch outcome {
    case .fine:
      note(fine: now)
      if priority == .sync, wasFull { grow(now) }
    case .limited(let pause):
      pausedUntil = max(pausedUntil, now + pause)
      if isNews(started) { cut(to: reducedRate(now), now) }
    case .failed:
      failuresInRow += 1
      guard failuresInRow >= Self.manyFailures, isNews(started) else { break }
      pausedUntil = max(pausedUntil, now + Self.pauseAfterFailures)
      cut(to: rate.map { $0 * Self.cuts.lowerBound }, now)
    case .neutral: break
    }
    return admitted()
  }

  private mutating func take(_ priority: Priority) -> Bool {
    guard inFlight < capacity else { return false }
    switch priority {
    case .user: users += 1
    case .sync:
      guard syncs < Int(window), waitingUsers.isEmpty else { return false }
      syncs += 1
    }
    return true
  }

  private mutating func admitted() -> [UInt64] {
    var tickets: [UInt64] = []
    while !waitingUsers.isEmpty, take(.user) { tickets.append(waitingUsers.removeFirst()) }
    while !waitingSyncs.isEmpty, take(.sync) { tickets.append(waitingSyncs.removeFirst()) }
    return tickets
  }

  // MARK: - Rate

  /// How much longer a request with a slot waits; zero lets it start, and counts it.
  ///
  /// Asked again after each wait, so that requests planned before an objection do not all start at
  /// once after it.
  mutating func wait(_ priority: Priority, now: Duration) -> Duration {
    let due = priority == .user ? userDue : max(nextSync, pausedUntil)
    guard due <= now else { return due - now }
    if priority == .user, let fullRate {
      nextUser = max(now, nextUser) + .seconds(1 / fullRate)
    }
    if let rate { nextSync = max(now - Self.slack, nextSync) + .seconds(1 / rate) }
    return .zero
  }

  /// A second's worth of requests may start at once; sync makes room for them afterwards. A rate
  /// that was learnt only limits sync: a person at the keyboard does not wait for it.
  private var userDue: Duration {
    guard let fullRate else { return .zero }
    return nextUser - .seconds(1) + .seconds(1 / fullRate)
  }

  // MARK: - Adaptation

  /// The tries of one request so far.
  struct Effort {
    let priority: Priority
    /// Whether the request changes something.
    let isChange: Bool
    let start: Duration
    var tries = 1
  }

  /// Whether a request is sent again although it has had the usual number of tries: a sync has
  /// time, people who read do not. Its own time counts, so that other requests that go well do not
  /// keep it trying for ever.
  ///
  /// A request that was limited has not been carried out, so a change waits like a sync, whoever
  /// asks for it. After a failure a change may have happened: it has the usual tries, and others go
  /// on only if an answer has been good lately.
  func isHopeful(_ effort: Effort, after outcome: Outcome, now: Duration) -> Bool {
    let isYoung = now - effort.start < Self.patience
    return switch outcome {
    case .limited:
      effort.priority == .sync
        ? isYoung || effort.tries < Self.leastTries : effort.isChange && isYoung
    case .failed, .neutral:
      effort.priority == .sync && isYoung && !effort.isChange
        && lastFine.map { now - $0 < Self.patience } ?? false
    case .fine: false
    }
  }

  private mutating func note(fine now: Duration) {
    failuresInRow = 0
    lastFine = now
    fine.removeAll { $0 <= now - .seconds(1) }
    fine.append(now)
  }

  private mutating func grow(_ now: Duration) {
    window = min(window + (isProbing ? 1 : 1 / window), Double(capacity))
    guard let rate else { return }
    let seconds = min(now - lastRaise, .seconds(2)) / .seconds(1)
    lastRaise = now
    self.rate = min(rate + step * seconds, fullRate ?? .infinity)
    step *= 1 + Self.acceleration * seconds
  }

  /// A request that started before the last cut only reports the same overload.
  private func isNews(_ started: Duration) -> Bool { lastCut.map { started >= $0 } ?? true }

  private func reducedRate(_ now: Duration) -> Double {
    let passed = Double(fine.count { $0 > now - .seconds(1) }) * Self.cuts.upperBound
    guard let rate else { return passed }
    return min(max(passed, rate * Self.cuts.lowerBound), rate * Self.cuts.upperBound)
  }

  private mutating func cut(to rate: Double?, _ now: Duration) {
    lastCut = now
    isProbing = false
    failuresInRow = 0
    window = max(1, window / 2)
    guard let rate else { return }
    self.rate = max(rate, Self.lowestRate)
    step = (fullRate ?? max(rate, Self.lowestRate)) * Self.growth
    lastRaise = now
    nextSync = max(nextSync, now)
  }
}
