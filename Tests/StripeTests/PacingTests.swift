import Host
import Checkout
import HTTP
import Testing

@testable import Stripe

@Suite("Pacing requests")
struct PacingTests {
  /// Takes as many slots as are free, up to 1000.
  private func fill(_ pacing: inout Pacing, _ priority: Priority) -> Int {
    var count = 0
    while count < 1000, pacing.enter(UInt64(count), priority) { count += 1 }
    pacing.withdraw(UInt64(count))
    return count
  }

  private func finish(
    _ pacing: inout Pacing, _ count: Int, _ outcome: Pacing.Outcome, started: Duration = .zero,
    now: Duration = .zero
  ) {
    for _ in 0..<count { _ = pacing.leave(.sync, outcome, started: started, now: now) }
  }

  @Test func `sync keeps to its window, and users pass it by`() {
    var pacing = Pacing(rate: nil, capacity: 20)
    #expect(fill(&pacing, .sync) == 8)
    #expect(fill(&pacing, .user) == 12)
    #expect(pacing.inFlight == 20)
  }

  @Test func `a free slot goes to the user who waits, and to sync after that`() {
    var pacing = Pacing(rate: nil, capacity: 2)
    #expect(fill(&pacing, .sync) == 2)
    #expect(pacing.enter(100, .sync) == false)
    #expect(pacing.enter(101, .user) == false)
    #expect(pacing.leave(.sync, .fine, started: .zero, now: .zero) == [101])
    #expect(pacing.leave(.sync, .fine, started: .zero, now: .zero) == [100])
  }

  @Test func `a ticket that was withdrawn is not admitted`() {
    var pacing = Pacing(rate: nil, capacity: 1)
    #expect(pacing.enter(1, .user) == true)
    #expect(pacing.enter(2, .user) == false)
    #expect(pacing.enter(3, .user) == false)
    pacing.withdraw(2)
    #expect(pacing.leave(.user, .fine, started: .zero, now: .zero) == [3])
  }

  @Test
  func `the window grows only while it is full, fast at first and slowly after an objection`() {
    var pacing = Pacing(rate: nil, capacity: 100)
    #expect(pacing.enter(0, .sync) == true)
    finish(&pacing, 1, .fine)
    #expect(pacing.window == 8)

    finish(&pacing, fill(&pacing, .sync), .fine)
    #expect(pacing.window == 9)
    while pacing.window < 32 {
      #expect(fill(&pacing, .sync) == Int(pacing.window))
      finish(&pacing, 1, .fine)
      finish(&pacing, pacing.inFlight, .neutral)
    }
    _ = fill(&pacing, .sync)
    finish(&pacing, 1, .limited(pause: .zero), now: .seconds(1))
    #expect(pacing.window == 16)
    finish(&pacing, 1, .fine, now: .seconds(1))
    #expect(pacing.window == 16 + 1.0 / 16)
  }

  @Test func `the window never leaves its bounds`() {
    var pacing = Pacing(rate: 4, capacity: 10)
    for second in 0..<20 {
      #expect(pacing.enter(0, .sync) == true)
      let now = Duration.seconds(second)
      finish(&pacing, 1, .limited(pause: .zero), started: now, now: now)
    }
    #expect(pacing.window == 1)
    #expect(pacing.rate == 0.2)
    for second in 20..<1000 {
      finish(&pacing, fill(&pacing, .sync), .fine, now: .seconds(second))
    }
    #expect(pacing.window > 9)
    #expect(pacing.window <= 10)
    #expect(pacing.rate == 4)
  }

  @Test func `a burst that fails together halves the window once`() {
    var pacing = Pacing(rate: 100, capacity: 10)
    #expect(fill(&pacing, .sync) == 8)
    finish(&pacing, 8, .limited(pause: .zero), started: .zero, now: .seconds(1))
    #expect(pacing.window == 4)
    #expect(pacing.rate == 50)
    #expect(fill(&pacing, .sync) == 4)
    finish(&pacing, 4, .limited(pause: .zero), started: .seconds(2), now: .seconds(3))
    #expect(pacing.window == 2)
  }

  @Test
  func `the first objection tells the rate: somewhat less than got through in the last second`() {
    var pacing = Pacing(rate: nil, capacity: 10)
    for tenth in 0..<30 {
      #expect(pacing.enter(0, .sync) == true)
      finish(&pacing, 1, .fine, now: .milliseconds(tenth * 100))
    }
    #expect(pacing.rate == nil)
    #expect(pacing.enter(0, .sync) == true)
    finish(&pacing, 1, .limited(pause: .zero), started: .seconds(3), now: .seconds(3))
    #expect(pacing.rate == 9 * 0.8)
  }

  @Test func `a failure alone slows nothing, many in a row do`() {
    var pacing = Pacing(rate: 100, capacity: 10)
    for _ in 0..<20 {
      #expect(fill(&pacing, .sync) >= 8)
      finish(&pacing, 3, .failed)
      finish(&pacing, pacing.inFlight, .fine)
    }
    #expect(pacing.rate == 100)
    #expect(fill(&pacing, .sync) == 8)
    finish(&pacing, 4, .failed)
    #expect(pacing.rate == 50)
    #expect(pacing.window == 4)
    #expect(pacing.wait(.sync, now: .zero) > .zero)
  }

  /// Simulates a server's token bucket that refills at a steady rate, for requests of a sync one
  /// after the other and without latency.
  @Test(arguments: [1.0, 2, 5, 25, 100])
  func `a limit that nobody told is found with few objections`(limit: Double) {
    var pacing = Pacing(rate: nil, capacity: 64)
    var tokens = limit
    var (now, filled) = (Duration.zero, Duration.zero)
    var (done, refused) = (0, 0)
    while done < 150 {
      _ = pacing.enter(0, .sync)
      while case let wait = pacing.wait(.sync, now: now), wait > .zero { now += wait }
      tokens = min(tokens + (now - filled) / .seconds(1) * limit, limit)
      filled = now
      let isFine = tokens >= 1
      if isFine { tokens -= 1 }
      if isFine { done += 1 } else { refused += 1 }
      let started = now
      now += .milliseconds(5)
      finish(
        &pacing, 1, isFine ? .fine : .limited(pause: .milliseconds(500)), started: started, now: now
      )
    }
    #expect(refused <= 30, "\(refused)")
    #expect(now < .seconds(150 / limit * 1.6 + 3), "\(now)")
  }

  @Test func `sync starts at a steady rate`() {
    var pacing = Pacing(rate: 25, capacity: 10)
    for turn in 0..<4 {
      let now = Duration.milliseconds(turn * 40)
      #expect(pacing.wait(.sync, now: now) == .zero)
      #expect(pacing.wait(.sync, now: now) == .milliseconds(40))
    }
    #expect(pacing.wait(.sync, now: .seconds(9)) == .zero)
  }

  @Test func `a second's worth of user requests starts at once, and sync makes room for them`() {
    var pacing = Pacing(rate: 25, capacity: 100)
    let waits = (0..<25).map { _ in pacing.wait(.user, now: .zero) }
    #expect(waits.allSatisfy { $0 == .zero })
    #expect(pacing.wait(.user, now: .zero) == .milliseconds(40))
    #expect(pacing.wait(.sync, now: .zero) == .milliseconds(25 * 40))
  }

  @Test func `neither what sync sends nor what it has learnt of the rate delays a user`() {
    var pacing = Pacing(rate: nil, capacity: 100)
    #expect(fill(&pacing, .sync) == 8)
    finish(&pacing, 1, .limited(pause: .seconds(3)))
    #expect(pacing.wait(.sync, now: .zero) == .seconds(3))
    for _ in 0..<5 { #expect(pacing.wait(.user, now: .zero) == .zero) }
  }

  @Test func `a pause holds sync, not users`() {
    var pacing = Pacing(rate: nil, capacity: 100)
    #expect(fill(&pacing, .sync) == 8)
    finish(&pacing, 1, .limited(pause: .seconds(3)), now: .seconds(1))
    #expect(pacing.wait(.sync, now: .seconds(1)) == .seconds(3))
    #expect(pacing.wait(.sync, now: .seconds(4)) == .zero)
    #expect(pacing.wait(.sync, now: .seconds(4)) > .zero, "not all at once after it")
  }

  // MARK: - Patience

  private static let failures = [Pacing.Outcome.failed, .neutral]
  private static let objections = failures + [.limited(pause: .zero)]

  /// Whether a request that began at zero is sent again, while others get a good answer each
  /// second.
  private func isHopeful(
    _ priority: Priority = .sync, isChange: Bool = false, tries: Int = 100,
    after outcome: Pacing.Outcome, at second: Int
  ) -> Bool {
    var pacing = Pacing(rate: nil, capacity: 100)
    for passed in 0...second {
      _ = pacing.enter(0, .user)
      _ = pacing.leave(.user, .fine, started: .seconds(passed), now: .seconds(passed))
    }
    let effort = Pacing.Effort(
      priority: priority, isChange: isChange, start: .zero, tries: tries)
    return pacing.isHopeful(effort, after: outcome, now: .seconds(second))
  }

  @Test(arguments: objections)
  func `a request is tried for a minute, however well others go`(outcome: Pacing.Outcome) {
    #expect(isHopeful(after: outcome, at: 59))
    #expect(!isHopeful(after: outcome, at: 60))
    #expect(!isHopeful(after: outcome, at: 600))
  }

  @Test(arguments: objections)
  func `a person never waits longer than the usual tries`(outcome: Pacing.Outcome) {
    #expect(!isHopeful(.user, after: outcome, at: 1))
  }

  @Test func `a change that is limited waits a minute, whoever asks for it`() {
    #expect(isHopeful(.user, isChange: true, after: .limited(pause: .zero), at: 59))
    #expect(!isHopeful(.user, isChange: true, tries: 5, after: .limited(pause: .zero), at: 600))
    #expect(!isHopeful(.user, isChange: true, after: .limited(pause: .zero), at: 60))
    for outcome in Self.failures {
      #expect(!isHopeful(.user, isChange: true, after: outcome, at: 1))
    }
  }

  @Test func `a change waits when it was limited, and not when it may have happened`() {
    for outcome in Self.failures {
      #expect(!isHopeful(isChange: true, after: outcome, at: 1))
    }
    #expect(isHopeful(isChange: true, after: .limited(pause: .zero), at: 59))
    #expect(!isHopeful(isChange: true, after: .limited(pause: .zero), at: 60))
  }

  @Test func `a request that stood in the queue for a minute still has its tries`() {
    #expect(isHopeful(tries: 5, after: .limited(pause: .zero), at: 600))
    #expect(!isHopeful(tries: 6, after: .limited(pause: .zero), at: 600))
    #expect(!isHopeful(tries: 5, after: .failed, at: 600))
  }

  @Test func `after a failure only a server that has answered well lately is tried for longer`() {
    var pacing = Pacing(rate: nil, capacity: 100)
    let effort = { Pacing.Effort(priority: .sync, isChange: false, start: .seconds($0)) }
    #expect(!pacing.isHopeful(effort(0), after: .failed, now: .seconds(1)))
    _ = pacing.enter(0, .sync)
    finish(&pacing, 1, .fine, now: .seconds(1))
    #expect(pacing.isHopeful(effort(2), after: .failed, now: .seconds(60)))
    #expect(!pacing.isHopeful(effort(2), after: .failed, now: .seconds(61)))
  }
}

@Suite("The gate for requests")
struct RequestPacerTests {
  private func pacer(
    _ time: FakeTime, rate: Double? = nil, capacity: Int = 64
  ) -> RequestPacer {
    RequestPacer(
      rate: rate, capacity: capacity, now: { time.now }, sleep: { try time.sleep($0) })
  }

  @Test func `requests wait for their turn in time`() async throws {
    let time = FakeTime()
    let pacer = pacer(time, rate: 10)
    for _ in 0..<3 { pacer.release(try #require(await pacer.admit(.sync)), .fine) }
    #expect(time.sleeps == [.milliseconds(100), .milliseconds(100)])
    #expect(pacer.load.inFlight == 0)
  }

  @Test func `never more are in flight than allowed, and all get through`() async {
    let pacer = pacer(FakeTime(), capacity: 3)
    let gauge = Gauge()
    await withTaskGroup(of: Void.self) { group in
      for number in 0..<200 {
        group.addTask {
          let priority = number.isMultiple(of: 3) ? Priority.user : .sync
          guard let permit = await pacer.admit(priority) else { return }
          gauge.enter()
          await Task.yield()
          gauge.leave()
          pacer.release(permit, .fine)
        }
      }
    }
    #expect(gauge.total == 200)
    #expect(gauge.most <= 3)
    #expect(pacer.load.inFlight == 0)
  }

  /// Counts how many are inside at the same time.
  private final class Gauge: Sendable {
    private let counts = Locked((now: 0, most: 0, total: 0))
    var most: Int { counts.withLock { $0.most } }
    var total: Int { counts.withLock { $0.total } }

    func enter() {
      counts.withLock {
        $0.now += 1
        $0.total += 1
        $0.most = max($0.most, $0.now)
      }
    }

    func leave() { counts.withLock { $0.now -= 1 } }
  }

  @Test
  func `a task that is cancelled in the queue leaves it, and its slot is not lost`() async throws {
    let pacer = pacer(FakeTime(), capacity: 1)
    let permit = try #require(await pacer.admit(.user))
    let task = Task { await pacer.admit(.user) == nil }
    task.cancel()
    #expect(await task.value)
    pacer.release(permit, .fine)
    let next = try #require(await pacer.admit(.user))
    pacer.release(next, .fine)
    #expect(pacer.load.inFlight == 0)
  }

  @Test func `a task that is cancelled while it waits gives its slot back`() async throws {
    let time = FakeTime()
    let pacer = pacer(time, rate: 1)
    pacer.release(try #require(await pacer.admit(.sync)), .fine)
    let task = Task {
      let permit = await pacer.admit(.sync)
      return permit == nil
    }
    task.cancel()
    #expect(await task.value)
    #expect(pacer.load.inFlight == 0)
  }

  @Test func `an account has Stripe's limit, another server none`() throws {
    let live = try APIKey("rk_live_0123456789abcdef")
    #expect(RequestPacer.rate(for: try APIKey(testKey), at: .stripe) == 25)
    #expect(RequestPacer.rate(for: live, at: .stripe) == 100)
    #expect(RequestPacer.rate(for: live, at: try APIBase("http://127.0.0.1:1")) == nil)
  }
}
