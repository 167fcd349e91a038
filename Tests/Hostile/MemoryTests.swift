import Foundation
import Support
import Testing

@testable import Driver

/// Large answers of a server do not fill the memory.
@Suite(.serialized) struct MemoryTests {
  /// The most memory that the program may use, in megabytes, whatever the server sends.
  private static let most = 150

  @Test(arguments: [["sync"], ["list", "--all", "--format", "ndjson"], ["show", "cs_test_1"]])
  func `answers of sixty megabytes do not fill the memory`(arguments: [String]) async throws {
    let answer = Self.hugePage()
    let server = LoopbackServer { _ in [.send(answer), .keepAlive] }
    let result = await Result(catching: {
      try await Home.use { home in
        // The shell prints the peak that the kernel has counted for its child.
        try await Program.run(
          "/usr/bin/env", ["bash", "-c", Self.measured, "till"] + arguments,
          environment: home.environment.merging([
            "STRIPE_API_KEY": "sk_test_till_sandbox_0001", "TILL_API_BASE": server.url,
          ]) { $1 })
      }
    })
    server.stop()
    let ending = try result.get()
    let peak = try #require(
      ending.errors.firstMatch(of: /peak (\d+)/).flatMap { Int($0.1) }, "\(ending.errors)")
    #expect(peak / 1024 <= Self.most, "\(peak / 1024) MB: \(ending.errors.suffix(300))")
  }

  /// Runs the program, and prints its peak in kilobytes, from its own last reading.
  private static let measured = """
    "$0" "$@" > /dev/null & pid=$!
    peak=0
    while value=$(grep VmHWM /proc/$pid/status 2>/dev/null); do
      peak=${value//[!0-9]/}
      sleep 0.02
    done
    wait $pid
    echo "ended with $?, peak $peak" >&2
    """

  /// A page of a hundred sessions with sixty megabytes of metadata.
  private static func hugePage() -> [UInt8] {
    let filler = String(repeating: "x", count: 600_000)
    let sessions = (0..<100).map { number in
      """
      {"id": "cs_test_\(number)", "object": "checkout.session", "created": \(1_790_000_000 - number),
       "livemode": false, "status": "open", "mode": "payment", "payment_status": "unpaid",
       "metadata": {"filler": "\(filler)"}}
      """
    }
    let body =
      "{\"object\": \"list\", \"has_more\": true, \"data\": [\(sessions.joined(separator: ","))]}"
    return Array(answer(body).utf8)
  }
}
