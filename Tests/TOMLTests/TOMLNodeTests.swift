import Testing

@testable import TOML

struct TOMLNodeTests {
  private func parse(_ text: String) throws(TOMLFailure) -> TOMLNode {
    try TOMLNode(parsing: Array(text.utf8))
  }

  /// `NAME@LINE:COLUMN=VALUE` for every leaf, in order.
  private func places(_ node: TOMLNode, _ prefix: String = "") -> [String] {
    switch node.value {
    case .table(let entries):
      entries.flatMap { places($0.node, prefix + "/" + $0.name.value) }
    case .array(let elements):
      elements.enumerated().flatMap { places($1, "\(prefix)/\($0)") }
    case .string(let text): ["\(prefix)@\(node.position.line):\(node.position.column)=\(text)"]
    case .integer(let number):
      ["\(prefix)@\(node.position.line):\(node.position.column)=\(number)"]
    case .date(let text): ["\(prefix)@\(node.position.line):\(node.position.column)=\(text)"]
    default: ["\(prefix)@\(node.position.line):\(node.position.column)"]
    }
  }

  @Test(arguments: ["[profiles.brøken]", "naïve = 1", "ø = 1"])
  func `a name that needs quotes is told so`(text: String) {
    do throws(TOMLFailure) {
      _ = try TOMLNode(parsing: Array(text.utf8))
      Issue.record("it was taken")
    } catch { #expect(error.message.hasPrefix("there should be a name in quotes"), "\(error)") }
  }

  @Test func `Every value keeps its place and its order`() throws {
    let node = try parse(
      """
      # z comes first
      z = 1
      a.b = "x" # [no header]
      "quoted \\u00e9.name" = 'lit\\eral'
      [t]
      many = [ 1, # one
        "two", [3], {four = 4} ]
      long = \"\"\"
      first " line
      [not.a.header]
      \"\"\"
      after = 2024-05-06
      [[list]]
      n = 1
      [[list]]
      n = 2
      [list.sub]
      m = 3
      """)
    #expect(
      places(node) == [
        "/z@2:5=1", "/a/b@3:7=x", "/quoted é.name@4:24=lit\\eral", "/t/many/0@6:10=1",
        "/t/many/1@7:3=two", "/t/many/2/0@7:11=3", "/t/many/3/four@7:23=4",
        "/t/long@8:8=first \" line\n[not.a.header]\n", "/t/after@12:9=2024-05-06",
        "/list/0/n@14:5=1", "/list/1/n@16:5=2", "/list/1/sub/m@18:5=3",
      ])
  }

  @Test func `Columns count scalars, lines end with or without a carriage return`() throws {
    let node = try parse("\"é名\" = 1\r\nb = 'x'\r\n")
    #expect(places(node) == ["/é名@1:8=1", "/b@2:5=x"])
  }

  @Test(arguments: [
    ("a = 1\nb = ", 2, 5), ("a = 1\na = 2", 2, 1), ("key = bare", 1, 7), ("[open\nx = 1", 1, 6),
  ])
  func `Mistakes are placed`(text: String, line: Int, column: Int) throws {
    let failure = #expect(throws: TOMLFailure.self) { try parse(text) }
    #expect(failure?.position.line == line)
    #expect(abs((failure?.position.column ?? 0) - column) <= 1)
  }

  @Test func `Messages do not repeat a key that was left without quotes`() throws {
    for text in [
      "api_key = sk_test_till_sandbox_0001", "api_key sk_test_till_sandbox_0001",
      "api_key = \"sk_test_till_sandbox_0001", "api_key = \"x\" sk_test_till_sandbox_0001",
    ] {
      let failure = #expect(throws: TOMLFailure.self) { try parse(text) }
      #expect(failure?.message.contains("sandbox") == false)
    }
  }

  @Test(arguments: ["99999999999999999999", "-9223372036854775809", "0x10000000000000000"])
  func `Of a number that does not fit it is said what fits`(number: String) {
    let failure = #expect(throws: TOMLFailure.self) { try parse("a = \(number)") }
    #expect(failure?.message.contains("a number of at most 64 bits") == true)
  }

  @Test(arguments: [
    String(repeating: "a.", count: 100_000) + "a = 1",
    "[" + String(repeating: "a.", count: 100_000) + "a]",
    "[[" + String(repeating: "a.", count: 100_000) + "a]]\nx = 1 2",
    "x = " + String(repeating: "[", count: 100_000),
    String(repeating: "x = {", count: 100_000),
    "x = " + String(repeating: "{y=", count: 100_000),
    "'" + String(repeating: "a'.'", count: 50_000) + "a' = 1",
  ])
  func `What is too deep is refused before the stack is`(text: String) {
    let failure = #expect(throws: TOMLFailure.self) { try parse(text) }
    #expect(failure?.message == "this is nested too deeply")
  }

  @Test func `Depth that comes step by step is refused, too`() {
    let steps = (1...2000).map {
      "[" + Array(repeating: "a", count: $0).joined(separator: ".") + "]"
    }
    #expect(throws: TOMLFailure.self) { try parse(steps.joined(separator: "\n")) }
  }

  @Test(arguments: [
    "\"a\\u0000b\" = 1", "a = \"x\\u0000y\"", "\"\" = 1", "a = \"\\", "a = \"\"\"\\", "a = '''",
    "\"\\u", "\"\\uD800\" = 1", "[[a]]\n[a.b]\n[[a]]\n[a.b]", "a=[[[],[]],{}]",
    "a = {b.c = 1, b.d = 2}",
    "[", "[[", "[]", "=", "a", "a.", ".a = 1", "a = ,", "a = [,]", "a = {,}", "a = 1e999",
    "a = nan", "a = 0x", "\u{FEFF}a = 1", "a = 1 # \u{202E}", "\r", "a\r= 1",
    "a = \"\"\"\"\"\"\"\"",
  ])
  func `Odd documents parse or fail, and nothing else`(text: String) {
    do throws(TOMLFailure) {
      _ = try parse(text)
    } catch {
      #expect(error.position.line >= 1)
      #expect(!error.message.isEmpty)
    }
  }

  @Test func `Every prefix of a document parses or fails`() throws {
    let text =
      "a.\"b\\n\" = [1, 'x', {c = \"\"\"d\"\"\"}]\n[e.f]\n[[g]]\nh = 2024-01-01T00:00:00Z # é"
    let bytes = Array(text.utf8)
    for length in bytes.indices { _ = try? TOMLNode(parsing: Array(bytes[..<length])) }
    for index in bytes.indices {
      for byte: UInt8 in [0, 0x0A, 0x22, 0x27, 0x5B, 0x5D, 0x7B, 0x5C, 0xFF] {
        var changed = bytes
        changed[index] = byte
        _ = try? TOMLNode(parsing: changed)
      }
    }
    #expect(try TOMLNode(parsing: bytes).entries.map(\.name.value) == ["a", "e", "g"])
  }

  @Test func `Bytes that are no text are placed by line`() {
    let failure = #expect(throws: TOMLFailure.self) {
      try TOMLNode(parsing: Array("a = 1\nb = '".utf8) + [0xFF, 0x27])
    }
    #expect(failure?.position == TextPosition(line: 2, column: 1))
    let withNUL = #expect(throws: TOMLFailure.self) { try parse("a = 1\u{0}") }
    #expect(withNUL?.position.line == 1)
  }
}
