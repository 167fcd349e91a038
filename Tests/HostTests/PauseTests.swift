import Dispatch
import Testing

@testable import Host

@Suite struct PauseTests {
  @Test func `a pause ends by itself`() async throws {
    try await pause(for: .zero)
    try await pause(for: .milliseconds(1))
  }

  @Test(arguments: [
    (Duration.zero, 0 as UInt64), (.milliseconds(30), 30_000_000), (.seconds(2), 2_000_000_000),
    (.seconds(90) + .nanoseconds(7), 90_000_000_007),
  ])
  func `a pause lasts as long as it should`(duration: Duration, nanoseconds: UInt64) {
    let start = DispatchTime(uptimeNanoseconds: 1_000)
    #expect(start.after(duration).uptimeNanoseconds == 1_000 + nanoseconds)
  }

  @Test func `the longest pause begins without a trap`() {
    let start = DispatchTime(uptimeNanoseconds: 1_000)
    #expect(start.after(.seconds(Int64.max)) > start.after(.seconds(1_000_000)))
  }

  @Test(arguments: 0..<20)
  func `a pause that is cancelled, before or while it lasts, ends at once`(yields: Int) async {
    let task = Task { try await pause(for: .seconds(1000)) }
    for _ in 0..<yields { await Task.yield() }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }
}
