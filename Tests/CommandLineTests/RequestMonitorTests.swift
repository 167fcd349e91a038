import HTTP
import Testing

@testable import CommandLine

struct RequestMonitorTests {
  @Test func `each further try is said at once, and none twice`() async throws {
    try await Counter.open { counter in
      let monitor = RequestMonitor(
        limit: nil, console: counter.world.console, pause: .seconds(3_600))
      for number in [2, 2, 3, 3, 2, 4] {
        monitor.retry(
          RetryNotice(reason: .rateLimited, wait: .seconds(1), nextTry: number, tries: 5))
      }
      let said = counter.errors.split(separator: "\n").map { $0.suffix(10) }
      #expect(said == ["try 2 of 5", "try 3 of 5", "try 4 of 5"])
    }
  }
}
