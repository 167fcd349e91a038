import HTTP
import Testing

@testable import Stripe

@Suite("Pacing requests")
struct PacingTests {
  /// Takes as many slots as there are, up to 1000.
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

  @Test("sync keeps to its window, and users pass it by")
  func window() {
    var pacing = Pacing(rate: nil, capacity: 20)
    #expect(fill(&pacing, .sync) == 8)
    #expect(fill(&pacing, .user) == 12)
    #expect(pacing.inFlight == 20)
  }

  @Test("a free slot goes to the user who waits, and to sync after that")
  func priorities() {
    var pacing = Pacing(rate: nil, capacity: 2)
    #expect(fill(&pacing, .sync) == 2)
    #expect(pacing.enter(100, .sync) == false)
    #expect(pacing.enter(101, .user) == false)
    #expect(pacing.leave(.sync, .fine, started: .zero, now: .zero) == [101])
    #expect(pacing.leave(.sync, .fine, started: .zero, now: .zero) == [100])
  }

  @Test("a ticket that was withdrawn is not admitted")
  func withdraw() {
    var pacing = Pacing(rate: nil, capacity: 1)
    #expect(pacing.enter(1, .user) == true)
    #expect(pacing.enter(2, .user) == false)
    #expect(pacing.enter(3, .user) == false)
    pacing.withdraw(2)
    #expect(pacing.leave(.user, .fine, started: .zero, now: .zero) == [3])
  }

  @Test("the window grows only while it is full, fast at first and slowly after an objection")
  func growth() {
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
    finish(&pacing, 1, .pressed(pause: .zero), now: .seconds(1))
    #expect(pacing.window == 16)
    finish(&pacing, 1, .fine, now: .seconds(1))
    #expect(pacing.window == 16 + 1.0 / 16)
  }

  @Test("the window never leaves its bounds")
  func bounds() {
    var pacing = Pacing(rate: 4, capacity: 10)
    for second in 0..<20 {
      #expect(pacing.enter(0, .sync) == true)
      let now = Duration.seconds(second)
      finish(&pacing, 1, .pressed(pause: .zero), started: now, now: now)
    }
    #expect(pacing.window == 1)
    #expect(pacing.rate == 1)
    for _ in 0..<1000 { finish(&pacing, fill(&pacing, .sync), .fine) }
    #expect(pacing.window > 9)
    #expect(pacing.window <= 10)
    #expect(pacing.rate == 4)
  }

  @Test("a burst that fails together halves the window once")
  func oneCut() {
    var pacing = Pacing(rate: 100, capacity: 10)
    #expect(fill(&pacing, .sync) == 8)
    finish(&pacing, 8, .pressed(pause: .zero), started: .zero, now: .seconds(1))
    #expect(pacing.window == 4)
    #expect(pacing.rate == 50)
    #expect(fill(&pacing, .sync) == 4)
    finish(&pacing, 4, .pressed(pause: .zero), started: .seconds(2), now: .seconds(3))
    #expect(pacing.window == 2)
  }

  @Test("sync starts at a steady rate")
  func rate() {
    var pacing = Pacing(rate: 25, capacity: 10)
    let starts = (0..<4).map { _ in pacing.reserve(.sync, now: .zero) }
    #expect(starts == [0, 40, 80, 120].map { .milliseconds($0) })
    #expect(pacing.reserve(.sync, now: .seconds(9)) == .seconds(9))
  }

  @Test("a second's worth of user requests starts at once, and sync makes room for them")
  func userBurst() {
    var pacing = Pacing(rate: 25, capacity: 100)
    let starts = (0..<25).map { _ in pacing.reserve(.user, now: .zero) }
    #expect(starts.allSatisfy { $0 == .zero })
    #expect(pacing.reserve(.user, now: .zero) == .milliseconds(40))
    #expect(pacing.reserve(.sync, now: .zero) == .milliseconds(26 * 40))
  }

  @Test("what sync has reserved does not delay a user")
  func userPastSync() {
    var pacing = Pacing(rate: 1, capacity: 100)
    for _ in 0..<50 { _ = pacing.reserve(.sync, now: .zero) }
    #expect(pacing.reserve(.user, now: .zero) == .zero)
  }

  @Test("a pause holds sync, not users")
  func pause() {
    var pacing = Pacing(rate: nil, capacity: 100)
    #expect(fill(&pacing, .sync) == 8)
    finish(&pacing, 1, .pressed(pause: .seconds(3)), now: .seconds(1))
    #expect(pacing.wait(.sync, start: .seconds(1), now: .seconds(1)) == .seconds(3))
    #expect(pacing.wait(.user, start: .seconds(1), now: .seconds(1)) == .zero)
    #expect(pacing.wait(.sync, start: .seconds(1), now: .seconds(9)) == .zero)
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

  @Test("requests wait for their turn in time")
  func waits() async throws {
    let time = FakeTime()
    let pacer = pacer(time, rate: 10)
    for _ in 0..<3 { pacer.release(try #require(await pacer.admit(.sync)), .fine) }
    #expect(time.sleeps == [.milliseconds(100), .milliseconds(100)])
    #expect(pacer.load.inFlight == 0)
  }

  @Test("never more are in flight than allowed, and all get through")
  func bounded() async {
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

  /// Counts who is inside at the same time.
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

  @Test("a task that is cancelled in the queue leaves it, and its slot is not lost")
  func cancelled() async throws {
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

  @Test("a task that is cancelled while it waits gives its slot back")
  func cancelledAsleep() async throws {
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

  @Test("an account has Stripe's limit, another server none")
  func limits() throws {
    let live = try APIKey("rk_live_0123456789abcdef")
    #expect(RequestPacer.rate(for: try APIKey(testKey), at: .stripe) == 25)
    #expect(RequestPacer.rate(for: live, at: .stripe) == 100)
    #expect(RequestPacer.rate(for: live, at: try APIBase("http://127.0.0.1:1")) == nil)
  }
}
