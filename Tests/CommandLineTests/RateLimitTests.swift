import ArgumentParser
import Settings
import Testing

@testable import CommandLine

@Suite struct RateLimitTests {
  private static let numbers = ["inf", "nan", "1e300", "1e-300", "0", "-1", "0.09", "1001"]

  @Test(arguments: numbers)
  func `what cannot be a rate of requests is wrong usage`(number: String) async throws {
    try await Counter.open { counter in
      #expect(await counter.run("sync", "--rate-limit=\(number)") == .code(64))
      #expect(counter.errors.contains("--rate-limit is a number from 0.1 to 1000."))
    }
  }

  @Test func `the command takes what the configuration takes`() throws {
    for limit in [Configuration.rateLimits.lowerBound, Configuration.rateLimits.upperBound] {
      #expect(try Sync.parse(["--rate-limit", "\(limit)"]).rateLimit == limit)
    }
  }

  @Test(arguments: ["inf", "nan", "0"])
  func `the sandbox limits requests by a number`(number: String) {
    #expect(throws: (any Error).self) {
      try SandboxCommand.parse(["--rate-limit", number])
    }
  }
}
