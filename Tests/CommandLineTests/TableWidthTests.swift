import Checkout
import HTTP
import Screen
import Support
import Testing
import Units

@testable import CommandLine

/// Lines on a terminal do not wrap.
struct TableWidthTests {
  @Test(arguments: [60, 66, 70, 72, 76, 80, 100, 160])
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

  @Test(arguments: [60, 66, 70, 72, 76, 80, 100, 160])
  func `who bought keeps at least ten cells, and a long amount is whole`(width: Int) async throws {
    try await Counter.open(terminals: [.output]) { counter in
      var world = counter.world
      world.console.width = { $0 == .output ? width : nil }
      let table = SessionTable(in: world)
      #expect(table.header.text.hasSuffix(" CUSTOMER"), "\(table.header)")
      let id = "cs_test_a1" + String(repeating: "B", count: 56)
      func row(_ amount: Int) -> String {
        table.row(
          .make(
            id: id, amountTotal: amount, email: "ada.lovelace.of.london@example.com")
        ).text
      }
      #expect(row(1_234_56).contains(" ada.lovel"))
      #expect(row(1_234_56).contains("BBB "))
      let long = row(123_456_789_012)
      #expect(long.contains("1,234,567,890.12"), "\(long)")
      #expect(TextWidth.cells(of: long) <= width, "\(long)")
    }
  }
}
