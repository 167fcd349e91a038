import Support
import Testing

@testable import Checkout
import JSON

@Suite struct JSONLinesTests {
  private func lines(_ source: String, masking: Bool = true) -> JSONLines {
    JSONLines(JSON.make(.source(source)), maskingSecrets: masking)
  }

  @Test func `a value is laid out with its members in order and its digits as sent`() {
    let source = #"{"b":1.50,"a":[ ],"o":{"x":"\u00e9","l":[1,{}]},"z":null}"#
    #expect(
      lines(source).text == #"""
        {
          "b": 1.50,
          "a": [],
          "o": {
            "x": "\u00e9",
            "l": [
              1,
              {}
            ]
          },
          "z": null
        }
        """#)
  }

  @Test(arguments: ["1", "\"a\"", "[]", "{}", "[1]", "[[[]]]", "[[],[[1],2]]"])
  func `what is laid out means the same`(source: String) throws {
    let text = lines(source).text
    #expect(text.filter { !$0.isWhitespace } == source)
    #expect(JSONLines(try JSON(parsing: text), maskingSecrets: true).text == text)
  }

  @Test func `an inner value is laid out by itself`() throws {
    let json = try JSON(parsing: #"{"a":1,"b":{"c":[2]},"d":3}"#)
    let inner = try #require(json["b"])
    #expect(JSONLines(inner, maskingSecrets: true).text == "{\n  \"c\": [\n    2\n  ]\n}")
  }

  @Test func `pieces have kinds`() {
    let line = lines(#"{"a":-1,"b":2}"#)[1]
    #expect(line.indent == 2)
    #expect(line.pieces.map(\.text) == ["\"a\"", ": ", "-1", ","])
    #expect(line.pieces.map(\.kind) == [.key, .punctuation, .number, .punctuation])
    #expect(lines("[true]")[1].pieces.map(\.kind) == [.word])
  }

  @Test func `a folded line stands for what is inside`() {
    let lines = lines(#"{"a":{"x":1,"y":[2]},"b":[3]}"#)
    #expect(lines[1].foldable == 2..<7)
    #expect(lines.line(1, folded: true).text == #""a": { … 2 },"#)
    #expect(lines.line(7, folded: true).text == #""b": [ … 1 ]"#)
    #expect(lines.line(2, folded: true).text == #""x": 1,"#)
    #expect(lines.visible(folded: [1]) == [0, 1, 7, 8, 9, 10])
    #expect(lines.visible(folded: [1, 3, 2]) == [0, 1, 7, 8, 9, 10])
    #expect(lines.visible(folded: [0]) == [0])
    #expect(lines.enclosing(4) == [0, 1, 3])
  }

  @Test func `every line knows its path`() {
    let lines = lines(#"{"a":{"x":1,"y":[2,{"z":3}]}}"#)
    let paths = (0..<lines.count).map { lines.path(of: $0).description }
    #expect(
      paths == [
        "", "a", "a.x", "a.y", "a.y[0]", "a.y[1]", "a.y[1].z", "a.y[1]", "a.y", "a", "",
      ])
  }

  @Test func `client secrets are hidden when asked for, however their name is written`() {
    let source = #"{"client\u005fsecret":"hush","x":"pi_1_secret_hush","id":"pi_1"}"#
    #expect(!lines(source).text.contains("hush"))
    #expect(lines(source).text.contains("pi_1"))
    #expect(lines(source, masking: false).text.contains("pi_1_secret_hush"))
    #expect(lines(source).lines(containing: "hush").isEmpty)
  }

  @Test func `text is found in keys and values, in either case and without accents`() {
    let lines = lines(
      #"{"Status":"open","name":"Ünal","note":"OPEN: yes","city":"Saint-Étienne","of":"L’Hôpital"}"#
    )
    #expect(lines.lines(containing: "open") == [1, 3])
    #expect(lines.lines(containing: "\"status\": \"o") == [1])
    #expect(lines.lines(containing: "Ünal") == [2])
    #expect(lines.lines(containing: "unal") == [2])
    #expect(lines.lines(containing: "saint-étienne") == [4])
    #expect(lines.lines(containing: "Saint-Etienne") == [4])
    #expect(lines.lines(containing: "L'Hopital") == [5])
    #expect(lines.lines(containing: "").isEmpty)
    #expect(lines.lines(containing: "nowhere").isEmpty)
  }
}
