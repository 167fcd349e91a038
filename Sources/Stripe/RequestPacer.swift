package import Checkout
import Host
import HTTP

/// All requests of a client go through this, so that they share its rate limit.
package final class RequestPacer: Sendable {
  /// For the progress line of sync.
  package struct Load: Equatable, Sendable {
    /// Requests in flight, of both priorities.
    package let inFlight: Int
    /// Sync requests in flight that are allowed now.
    package let window: Int
    /// Requests a second that are allowed now; nil for no limit.
    package let rate: Double?
  }

  private struct State: Sendable {
    var pacing: Pacing
    var lastTicket: UInt64 = 0
    var waiters: [UInt64: CheckedContinuation<Bool, Never>] = [:]
  }

  private let state: Locked<State>
  private let now: @Sendable () -> Duration
  private let sleep: @Sendable (Duration) async throws -> Void

  /// - Parameters:
  ///   - rate: requests a second, as Stripe allows them; nil for no limit.
  ///   - capacity: the most requests in flight.
  ///   - now: time since any fixed moment.
  ///   - sleep: waits; throws when the task is cancelled.
  package init(
    rate: Double?, capacity: Int = 64,
    now: @escaping @Sendable () -> Duration = RequestPacer.uptime,
    sleep: @escaping @Sendable (Duration) async throws -> Void = { try await pause(for: $0) }
  ) {
    state = Locked(State(pacing: Pacing(rate: rate, capacity: capacity)))
    self.now = now
    self.sleep = sleep
  }

  /// What Stripe allows an account, in requests a second; other servers have no known limit.
  /// Source: https://docs.stripe.com/rate-limits
  package static func rate(for key: APIKey, at base: APIBase) -> Double? {
    guard base.isStripe else { return nil }
    return key.isLive ? 100 : 25
  }

  private static let origin = ContinuousClock.now
  /// Time since its first use; never jumps.
  package static let uptime: @Sendable () -> Duration = { ContinuousClock.now - origin }

  /// The load now. Any thread.
  package var load: Load {
    state.withLock {
      Load(
        inFlight: $0.pacing.inFlight, window: Int($0.pacing.window), rate: $0.pacing.rate)
    }
  }

  struct Permit {
    fileprivate let priority: Priority
    fileprivate let started: Duration
  }

  /// Waits for permission to send one request; every permit has to be returned.
  ///
  /// - Returns: nil when the task was cancelled meanwhile.
  func admit(_ priority: Priority) async -> Permit? {
    guard await takeSlot(priority) else { return nil }
    while true {
      let wait = state.withLock { $0.pacing.wait(priority, now: now()) }
      guard wait > .zero else { break }
      do { try await sleep(wait) } catch {
        release(Permit(priority: priority, started: now()), .neutral)
        return nil
      }
    }
    return Permit(priority: priority, started: now())
  }

  func release(_ permit: Permit, _ outcome: Pacing.Outcome) {
    let waiters = state.withLock { state in
      state.pacing.leave(permit.priority, outcome, started: permit.started, now: now())
        .compactMap { state.waiters.removeValue(forKey: $0) }
    }
    for waiter in waiters { waiter.resume(returning: true) }
  }

  /// Whether a request is sent again although it has had the usual number of tries.
  func isHopeful(_ effort: Pacing.Effort, after outcome: Pacing.Outcome) -> Bool {
    state.withLock { $0.pacing.isHopeful(effort, after: outcome, now: now()) }
  }

  /// Time since the pacer's fixed moment.
  var time: Duration { now() }

  private func takeSlot(_ priority: Priority) async -> Bool {
    let ticket = state.withLock { state in
      state.lastTicket += 1
      return state.lastTicket
    }
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isAdmitted: Bool? = state.withLock { state in
          // Under the lock: a cancellation after this finds the waiter.
          if Task.isCancelled { return false }
          if state.pacing.enter(ticket, priority) { return true }
          state.waiters[ticket] = continuation
          return nil
        }
        if let isAdmitted { continuation.resume(returning: isAdmitted) }
      }
    } onCancel: {
      let waiter = state.withLock { state in
        state.pacing.withdraw(ticket)
        return state.waiters.removeValue(forKey: ticket)
      }
      waiter?.resume(returning: false)
    }
  }
}
