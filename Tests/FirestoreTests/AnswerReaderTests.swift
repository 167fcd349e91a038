import HTTP
import JSON
import Testing

@testable import Firestore

@Suite struct AnswerReaderTests {
  private func answer(_ pieces: String..., rest: String = "") throws(JSONError) -> CallAnswer {
    let reader = AnswerReader()
    let sink = reader.sink
    for piece in pieces { sink.take(Array(piece.utf8)) }
    return try reader.finish(Array(rest.utf8))
  }

  @Test func `the elements of a list are read however it arrives`() throws {
    for answer in [
      try answer(#"[{"a":1},{"b":2}]"#), try answer(#"[{"a"#, #"":1},{"b":"#, "2}]\n"),
      try answer(#"[{"a":1},"#, rest: #"{"b":2}]"#), try answer(rest: #"[{"a":1},{"b":2}]"#),
    ] {
      #expect(answer.isList && answer.values.map(\.source) == [#"{"a":1}"#, #"{"b":2}"#])
    }
    #expect(try answer("{}").object != nil)
    #expect(try answer("[]").object == nil)
  }

  @Test func `what is no JSON is said with its place, however much comes after it`() {
    let error = #expect(throws: JSONError.self) {
      try answer("<html>", String(repeating: "x", count: 100_000), "</html>")
    }
    #expect(error?.offset == 0)
    let later = #expect(throws: JSONError.self) { try answer("[1,", "x,", "2]", "more") }
    #expect(later?.offset == 3)
  }

  @Test func `an answer that breaks off is no answer`() {
    #expect(throws: JSONError.self) { try answer(#"[{"a":1},"#) }
    #expect(throws: JSONError.self) { try answer() }
  }
}
