import Host
import Testing

@Suite struct PauseTests {
  @Test func `a pause lasts as long as it should`() async throws {
    let start = ContinuousClock.now
    try await pause(for: .milliseconds(30))
    #expect(start.duration(to: .now) >= .milliseconds(30))
    try await pause(for: .zero)
  }

  @Test(arguments: 0..<20)
  func `a pause that is cancelled, before or while it lasts, ends at once`(yields: Int) async {
    let task = Task { try await pause(for: .seconds(1000)) }
    for _ in 0..<yields { await Task.yield() }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }
}
