import Foundation
import Support
import Testing

@testable import Driver

/// Each fault of a server against each command that sends it a request.
///
/// The program itself is run, so that a trap shows as its signal. The program must end by itself,
/// say on stderr what was wrong, pass on no terminal sequence, and never repeat the key.
@Suite struct FaultTests {
  static let commands: [[String]] = [
    ["list"], ["list", "--all", "--format", "json"], ["sync"], ["show", "cs_test_1"],
    ["url", "cs_test_1"], ["lines", "cs_test_1"], ["find", "ada@example.com"],
    ["expire", "cs_test_1", "--yes"],
  ]

  /// All exit codes in the manual page.
  private static let codes: Set<Int32> = [0, 1, 64, 66, 69, 75, 77, 78, 124, 130]

  @Test(arguments: Fault.allCases)
  func `a server that does this ends every command with a word`(fault: Fault) async throws {
    // A retry takes seconds each time, so two commands are enough for such faults.
    for arguments in fault.isRetried ? [["list"], ["sync"]] : Self.commands {
      let ending = try await Self.run(arguments, against: fault)
      let name = "\(fault): till \(arguments.joined(separator: " "))"
      #expect(Self.codes.contains(ending.code), "\(name): \(ending.code) \(ending.errors)")
      if ending.code != 0 { #expect(!ending.errors.isEmpty, "\(name) says nothing") }
      for text in [ending.errors, ending.text] {
        #expect(!text.contains("till_sandbox_0001"), "\(name) repeats the key")
      }
      #expect(Self.isHarmless(ending.errors), "\(name): \(ending.errors.debugDescription)")
    }
  }

  /// Whether a terminal would obey none of it.
  private static func isHarmless(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { scalar in
      scalar == "\n" || scalar == "\t"
        || (scalar.value >= 0x20 && !(0x7F..<0xA0).contains(scalar.value)
          && scalar.value != 0x202E)
    }
  }

  private static func run(
    _ arguments: [String], against fault: Fault
  ) async throws -> Program.Outcome {
    let bomb = fault == .bomb ? try await bomb() : []
    let server = LoopbackServer { fault.steps($0, bomb: bomb) }
    let result = await Result(catching: {
      try await Home.use { home in
        try await Program.run(
          "till", arguments,
          environment: home.environment.merging([
            "STRIPE_API_KEY": "sk_test_till_sandbox_0001", "TILL_API_BASE": server.url,
          ]) { $1 }, atMost: .seconds(120))
      }
    })
    server.stop()
    return try result.get()
  }

  /// 200 MB of zero bytes in 200 kB.
  private static func bomb() async throws -> [UInt8] {
    try await Program.run(
      "bash", ["-c", "head -c 200000000 /dev/zero | gzip -9"],
      environment: ["PATH": "/usr/bin:/bin"]
    ).output
  }
}
