import Host
import Testing

@testable import CommandLine

@Suite struct IDReaderTests {
  private static let one = "cs_test_a1" + String(repeating: "B", count: 56)
  private static let two = "cs_test_a1" + String(repeating: "C", count: 56)

  private func ids(_ lines: [String], limit: Int = 100) throws -> [String] {
    var rest = lines[...]
    let console = Console(
      readLine: { [lines = Lines(rest)] in lines.next() },
      write: { _, _ throws(OutputError) in })
    rest = []
    return try IDReader.ids(from: console, limit: limit)
  }

  @Test(arguments: [
    ["ID                CREATED (UTC)  STATUS", "ONE  2026-11-26 12:00  ● open"],
    ["Checkout Session ID,Created (UTC)", "ONE,2026-11-26T12:00:00Z"],
    ["\u{FEFF}id,amount", "ONE,10.00"], ["\"ONE\""], ["ONE\r"],
    ["{\"id\": \"ONE\", \"url\": \"https://checkout.stripe.com/c/pay/TWO\"}"],
    ["[", "{", "  \"id\": \"ONE\",", "  \"metadata\": {\"a\": \"TWO } \\\" [\"}", "}", "]"],
    ["{\"object\": \"list\", \"data\": [", "{\"id\": \"ONE\"}", "]}"],
    ["[\"ONE\"]"], ["https://checkout.stripe.com/c/pay/ONE#fid"], ["# ids", "", "ONE"],
    ["2026-11-26T12:00:00Z error: No such checkout.session: 'ONE'"],
  ])
  func `an id is taken out of every format that programs write`(lines: [String]) throws {
    let written = lines.map {
      $0.replacing("ONE", with: Self.one).replacing("TWO", with: Self.two)
    }
    #expect(try ids(written) == [Self.one])
  }

  @Test func `objects follow each other as jq prints them`() throws {
    let lines = [
      "{", "  \"id\": \"\(Self.one)\"", "}", "{", "  \"id\": \"\(Self.two)\"", "}",
    ]
    #expect(try ids(lines) == [Self.one, Self.two])
  }

  @Test func `a line without an id is refused by its name, and only the head is passed over`()
    throws
  {
    #expect(try ids(["ID STATUS", "bogus and more", Self.one]) == ["bogus", Self.one])
    #expect(try ids(["{\"id\": \"pi_1\"}"]) == ["pi_1"])
  }

  @Test func `JSON that is cut off asks for nothing, and more ids than are taken are refused`() {
    #expect(throws: Failure.self) { try ids(["[{\"id\": \"\(Self.one)\"}"]) }
    #expect(throws: Failure.self) { try ids(["{\"id\" \"\(Self.one)\"}"]) }
    #expect(throws: Failure.self) { try ids([Self.one, Self.two], limit: 1) }
  }

  @Test func `an argument gives the ids that it holds, or itself`() {
    #expect(IDReader.ids(in: "<https://checkout.stripe.com/c/pay/\(Self.one)|Pay>") == [Self.one])
    #expect(IDReader.ids(in: "bogus") == ["bogus"])
  }
}

/// Lines that are read one after the other.
final class Lines: Sendable {
  private let rest: Locked<ArraySlice<String>>

  init(_ lines: ArraySlice<String>) { rest = Locked(lines) }

  func next() -> String? { rest.withLock { $0.popFirst() } }
}
