import Testing

@testable import CommandLine

@Suite struct ProgramTests {
  @Test func `arguments that cannot be read are no dashboard`() async throws {
    try await Counter.open { counter in
      #expect(await Program.run(nil, in: counter.world) == .code(1))
      #expect(
        counter.errors == "till: the arguments cannot be read: mount /proc, and start it again\n")
    }
  }

  @Test func `the version is said alone`() async throws {
    try await Counter.open { counter in
      #expect(await counter.run("--version") == .code(0))
      #expect(counter.output.hasPrefix(Till.version) && counter.errors.isEmpty)
    }
  }
}
