/// Who waits for an answer.
package enum Priority: Sendable {
  /// Somebody at the keyboard: goes before everything else and is not slowed down for it.
  case user
  /// Sync and bulk work: takes what is left of the rate, and less of it when Stripe objects.
  case sync
}

/// Decides when requests may start: pure arithmetic, without a clock or a task.
///
/// Sync requests are held to a window of requests in flight, which grows while answers are fine and
/// halves when Stripe objects (AIMD), and to a steady rate, which does the same below its limit.
/// Times are durations since any fixed moment.
struct Pacing: Sendable {
  enum Outcome: Equatable {
    case fine
    /// Too much: 429 or 5xx. Nothing of sync starts for as long as given.
    case pressed(pause: Duration)
    /// Says nothing about load.
    case neutral
  }

  /// Requests in flight, of both kinds together.
  let capacity: Int
  /// Requests a second; nil for no limit.
  let fullRate: Double?

  /// Sync requests in flight that are allowed now.
  private(set) var window: Double
  /// Requests a second that are allowed now.
  private(set) var rate: Double?

  private var users = 0
  private var syncs = 0
  private var waitingUsers: [UInt64] = []
  private var waitingSyncs: [UInt64] = []
  /// Doubles the window each round trip until Stripe objects for the first time.
  private var isProbing = true
  private var nextUser = Duration.zero
  private var nextSync = Duration.zero
  private var lastCut: Duration?
  private(set) var pausedUntil = Duration.zero

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

  /// Gives a slot back, and returns the tickets that have one now. A request that started before
  /// the last cut does not cut again, for it only repeats the same news.
  mutating func leave(
    _ priority: Priority, _ outcome: Outcome, started: Duration, now: Duration
  ) -> [UInt64] {
    let wasFull = syncs >= Int(window)
    switch priority {
    case .user: users -= 1
    case .sync: syncs -= 1
    }
    switch outcome {
    case .fine: if priority == .sync, wasFull { grow() }
    case .pressed(let pause): cut(pause, started: started, now: now)
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

  /// Reserves the moment at which a request that has a slot may start.
  mutating func reserve(_ priority: Priority, now: Duration) -> Duration {
    guard let rate else { return now }
    let interval = Duration.seconds(1 / rate)
    switch priority {
    case .user:
      // A second's worth of requests may start at once; sync makes room for them afterwards.
      let start = max(now, nextUser - .seconds(1) + interval)
      nextUser = max(now, nextUser) + interval
      nextSync = max(now, nextSync) + interval
      return start
    case .sync:
      let start = max(now, nextSync)
      nextSync = start + interval
      return start
    }
  }

  /// How much longer a request waits that was to start at `start`.
  func wait(_ priority: Priority, start: Duration, now: Duration) -> Duration {
    let moment = priority == .sync ? max(start, pausedUntil) : start
    return max(moment - now, .zero)
  }

  // MARK: - Adaptation

  private mutating func grow() {
    window = min(window + (isProbing ? 1 : 1 / window), Double(capacity))
    if let rate, let fullRate { self.rate = min(rate + 1 / rate, fullRate) }
  }

  private mutating func cut(_ pause: Duration, started: Duration, now: Duration) {
    pausedUntil = max(pausedUntil, now + pause)
    if let lastCut, started < lastCut { return }
    lastCut = now
    isProbing = false
    window = max(1, window / 2)
    if let rate { self.rate = max(1, rate / 2) }
  }
}
