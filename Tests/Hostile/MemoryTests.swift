import Foundation
import Support
import Testing

@testable import Driver

/// What a server may send at once does not fill the memory.
@Suite(.serialized) struct MemoryTests {
  /// Megabytes that the program may have in memory, whatever the server sends.
  private static let most = 150

  @Test(arguments: [["sync"], ["list", "--all", "--format", "ndjson"], ["show", "cs_test_1"]])
  func `answers of sixty megabytes do not fill the memory`(arguments: [String]) async throws {
    let answer = Self.hugePage()
    let server = LoopbackServer { _ in [.send(answer), .keepAlive] }
    let result = await Result(catching: {
      try await Home.use { home in
        // The shell prints what the kernel has counted as the peak of its child.
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

  /// Runs the program, and says its peak in kilobytes, as it said itself last.
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
