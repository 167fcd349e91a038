import Testing

@testable import JSON

@Suite("JSON that comes in pieces")
struct JSONCutterTests {
  private func values(_ text: String, by length: Int) throws(JSONError) -> [String] {
    var cutter = JSONCutter()
    var found: [String] = []
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      try cutter.take(Array(rest.prefix(length))) { found.append($0.source) }
      rest = rest.dropFirst(length)
    }
    try cutter.finish { found.append($0.source) }
    return found
  }

  @Test(arguments: [
    ("[]", []), (" [ ]\n", []), ("[1]", ["1"]),
    ("[1, [2,3],{\"a\":[4]}]", ["1", "[2,3]", #"{"a":[4]}"#]),
    (#"["a,]\"}",{"b":"\\"}]"#, [#""a,]\"}""#, #"{"b":"\\"}"#]),
    (#" {"a":[1,2]} "#, [#"{"a":[1,2]}"#]), ("null", ["null"]),
  ])
  func `each element of a list is a value, and anything else is one`(
    text: String, expected: [String]
  ) throws {
    for length in [1, 2, 3, 5, 100] { #expect(try values(text, by: length) == expected) }
  }

  @Test(arguments: [
    ("", 0), ("[1,", 3), ("[1,2", 4), ("[,]", 1), ("[1,]", 3), ("[1 2]", 3), ("[1]x", 3),
    ("[{]", 3),
    ("[\"a]", 4), ("{\"a\"", 4),
  ])
  func `what is cut off or no JSON is an error with its place`(text: String, offset: Int) {
    for length in [1, 100] {
      let error = #expect(throws: JSONError.self) { try values(text, by: length) }
      #expect(error?.offset == offset, "\(text)")
    }
  }

  @Test func `an element is there before the list has ended`() throws {
    var cutter = JSONCutter()
    var count = 0
    try cutter.take(Array("[1,2,".utf8)) { _ in count += 1 }
    #expect(count == 2)
    #expect(cutter.isList)
  }
}
