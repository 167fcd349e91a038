import HTTP
import Screen
import Testing
import Units

@testable import CommandLine

/// Lines on a terminal do not wrap.
struct TableWidthTests {
  @Test(arguments: [60, 70, 80, 100, 160])
  func `no row of sessions and of line items is wider than the terminal`(width: Int) async throws {
    try await Counter.open(sessions: 60, terminals: [.output]) { counter in
      var counter = counter
      counter.world.console.width = { $0 == .output ? width : nil }
      let id = try await counter.anID("complete")
      for arguments in [["sync"], ["list", "--all"], ["search", "status:complete", "--all"]] {
        #expect(await Program.run(arguments, in: counter.world) == .code(0), "\(counter.errors)")
      }
      #expect(await counter.run("lines", id) == .code(0))
      for line in counter.output.split(separator: "\n") where !line.hasPrefix("        ") {
        #expect(TextWidth.cells(of: String(line)) <= width, "\(line)")
      }
    }
  }
}
