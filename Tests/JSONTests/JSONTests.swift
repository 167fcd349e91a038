import Support
import Testing

@testable import Checkout
@testable import JSON

@Suite struct JSONTests {
  @Test func `values are read by their kind and nothing else`() throws {
    let json = try JSON(
      parsing: #" {"s":"a\"b\u00e9","i":-42,"f":1.50,"t":true,"n":null,"a":[1,[2]],"o":{"x":{}}} "#)
    #expect(json["s"]?.string == "a\"bé")
    #expect(json["i"]?.int == -42)
    #expect(json["f"]?.int == nil && json["f"]?.source == "1.50")
    #expect(json["t"]?.bool == true && json["t"]?.int == nil)
    #expect(json["n"]?.isNull == true && json.value("n") == nil)
    #expect(json["absent"] == nil)
    #expect(json["a"]?.elements.map(\.source) == ["1", "[2]"])
    #expect(json["a"]?.count == 2 && json["o"]?.count == 1 && json["i"]?.count == 0)
    #expect(json.members.map(\.name) == ["s", "i", "f", "t", "n", "a", "o"])
    #expect(json["o"]?["x"]?.isEmpty == true && json["o"]?.isEmpty == false)
    #expect(json["s"]?["x"] == nil && json["s"]?.elements.map(\.source) == [])
  }

  @Test(arguments: [
    (["a", "b_1"], "a.b_1"), (["order-id"], #""order-id""#), (["x.y", "z"], #""x.y".z"#),
    ([#"a"b\"#], #""a\"b\\""#), ([""], #""""#), (["größe"], #""größe""#),
  ])
  func `a path is read as it is written`(names: [String], text: String) {
    let path = JSONPath(names.map { .name($0) })
    #expect(path.written == text)
    #expect(JSONPath(written: text) == path)
  }

  @Test(arguments: [
    "", "a.", ".a", "a..b", "a-b", #""a"#, #""a"b"#, #"a"b""#, #""a\"#, "a[0]", "\"",
  ])
  func `what is no path is none`(text: String) {
    #expect(JSONPath(written: text) == nil)
    #expect(JSONPath([.name("a"), .index(0)]).written == nil)
  }

  @Test func `all values below are found, at any depth`() throws {
    let json = try JSON(parsing: #"{"a":{"b":[1,{"c":"x"},[true]],"d":{},"e":null},"f":2}"#)
    let paths = JSONPaths([["a", "**"], ["a", "b", "*"], ["f", "**"], ["a"]])
    var found: [[String]] = [[], [], [], []]
    paths.forEach(in: json) { found[$0].append($1.source) }
    #expect(found[0] == ["1", "\"x\"", "true", "null"])
    #expect(found[1] == ["1", #"{"c":"x"}"#, "[true]"])
    #expect(found[2] == ["2"] && found[3].count == 1)
  }

  @Test func `bytes stay as they were sent, without the space around them`() throws {
    let json = try JSON(parsing: "\n[ 1.00 , {\"b\" : 2 ,\"a\":1e5}\t]\r\n")
    #expect(json.source == "[ 1.00 , {\"b\" : 2 ,\"a\":1e5}\t]")
    #expect(json.elements.map(\.source) == ["1.00", "{\"b\" : 2 ,\"a\":1e5}"])
  }

  @Test(arguments: [
    (" 1.50 ", "1.50", "1.50"), ("[ ]", "[]", "[]"), ("[[ ],{ }]", "[[],{}]", "[\n  [],\n  {}\n]"),
    (
      #" { "a b" : "c\" , [d]\\" ,"e":[1 , -2e5]} "#, #"{"a b":"c\" , [d]\\","e":[1,-2e5]}"#,
      """
      {
        "a b": "c\\" , [d]\\\\",
        "e": [
          1,
          -2e5
        ]
      }
      """
    ),
  ])
  func `white space is laid out without touching a value`(
    _ source: String, _ compact: String, _ indented: String
  ) throws {
    let json = try JSON(parsing: source)
    #expect(json.compact == compact)
    #expect(json.indented == indented)
    #expect(try JSON(parsing: json.indented).compact == compact)
  }

  @Test func `of two members with one name the first is read`() throws {
    #expect(try JSON(parsing: #"{"a":1,"a":2}"#)["a"]?.int == 1)
  }

  @Test func `an escaped name is found by what it means`() throws {
    #expect(try JSON(parsing: #"{"\u0061b":1}"#)["ab"]?.int == 1)
  }

  @Test(arguments: [
    (#""\ud83d\ude00""#, "😀"), (#""\ud83d""#, "\u{FFFD}"), (#""\ude00x""#, "\u{FFFD}x"),
    (#""\ud83d\u0041""#, "\u{FFFD}A"), (#""\b\f\n\r\t\/\\""#, "\u{8}\u{C}\n\r\t/\\"),
    (#""\u0000""#, "\0"), ("\"\u{7F}é山\"", "\u{7F}é山"),
  ])
  func `strings are decoded`(source: String, text: String) throws {
    #expect(try JSON(parsing: source).string == text)
  }

  @Test func `text survives being encoded and decoded`() throws {
    let text = String(String.UnicodeScalarView((0...0x2FF).compactMap(Unicode.Scalar.init))) + "😀"
    #expect(try JSON(parsing: JSONEscapes.encode(text)).string == text)
  }

  @Test func `bytes that are no UTF-8 are repaired when they are read, and kept`() throws {
    let json = try JSON(parsing: [0x22, 0xFF, 0x61, 0x22])
    #expect(json.string == "\u{FFFD}a")
    #expect(Array(json.bytes) == [0x22, 0xFF, 0x61, 0x22])
  }

  @Test(arguments: [
    "0", "-0", "12", "1.5", "-1.5e+10", "1E5", "9223372036854775807", "9223372036854775808",
    "\"\"", "[]", "{}", "[[],{}]", "null", "true", "false", " 1 ",
  ])
  func `what RFC 8259 allows is accepted`(source: String) {
    #expect(throws: Never.self) { try JSON(parsing: source) }
  }

  @Test(
    arguments: [
      ("", .unterminated, 0), (" ", .unterminated, 1), ("[1,]", .unexpected, 3),
      ("[,1]", .unexpected, 1), ("[1 2]", .unexpected, 3), ("{\"a\":1,}", .unexpected, 7),
      ("{\"a\" 1}", .unexpected, 5), ("{a:1}", .unexpected, 1), ("{1:1}", .unexpected, 1),
      ("01", .unexpected, 0), ("-", .unterminated, 1), ("1.", .unterminated, 2),
      (".5", .unexpected, 0), ("+1", .unexpected, 0), ("1e", .unterminated, 2),
      ("nul", .unterminated, 3), ("nulL", .unexpected, 3), ("True", .unexpected, 0),
      ("\"a", .unterminated, 2), ("\"a\\", .unterminated, 3), ("\"\\q\"", .unexpected, 2),
      ("\"\\u12g4\"", .unexpected, 5), ("\"\\u12", .unterminated, 5), ("\"a\nb\"", .unexpected, 2),
      ("1 2", .trailing, 2), ("[] x", .trailing, 3), ("[1", .unterminated, 2),
      ("{\"a\":", .unterminated, 5), ("]", .unexpected, 0), ("[}", .unexpected, 1),
      ("'a'", .unexpected, 0), ("NaN", .unexpected, 0), ("\u{FEFF}1", .unexpected, 0),
    ] as [(String, JSONError.Code, Int)])
  func `everything else is refused where it goes wrong`(
    source: String, code: JSONError.Code, offset: Int
  ) {
    #expect(throws: JSONError(code: code, offset: offset)) { try JSON(parsing: source) }
  }

  @Test func `hostile nesting is refused, and costs no stack`() throws {
    let deep = String(repeating: "[", count: 1_000_000)
    #expect(throws: JSONError(code: .tooDeep, offset: 128)) { try JSON(parsing: deep) }
    let allowed = String(repeating: "[", count: 128) + String(repeating: "]", count: 128)
    #expect(throws: Never.self) { try JSON(parsing: allowed) }
  }

  @Test func `every prefix of a document is refused, and no byte of it can trap`() throws {
    let source = Array(Session.make(metadata: ["ключ": "a\"\\\u{1F600}"]).json.bytes)
    for length in source.indices {
      #expect(throws: JSONError.self) { try JSON(parsing: Array(source.prefix(length))) }
    }
    var random = SplitMix(seed: 7)
    for _ in 0..<3_000 {
      var broken = source
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let index = Int.random(in: broken.indices, using: &random)
        broken[index] = UInt8.random(in: 0...255, using: &random)
      }
      guard let json = try? JSON(parsing: broken) else { continue }
      #expect(Self.everyString(in: json) >= 0)
    }
  }

  /// Reads all that can be read.
  private static func everyString(in json: JSON) -> Int {
    let inner = json.elements.reduce(0) { $0 + everyString(in: $1) }
    return json.members.reduce(inner + (json.string?.count ?? 0)) {
      $0 + $1.name.count + everyString(in: $1.value)
    }
  }

  @Test(arguments: [
    ("AE100000004", true), ("ae100000004", true), ("AE10000000", false), ("tax_ids", false),
    ("a \"b\" \\", true), ("b", false), (",", false), ("Größe L", true), ("", true), ("x", false),
  ])
  func `a whole value is found without parsing, and no name of a member`(
    _ text: String, _ isFound: Bool
  ) {
    let json = Array(
      #"{"tax_ids" : ["AE100000004",""],"a":"a \"b\" \\","s":"Größe L","n":1,"x":null}"#.utf8)
    #expect(JSONValueSearch(text).matches(json) == isFound)
    for length in json.indices { _ = JSONValueSearch(text).matches(Array(json.prefix(length))) }
  }

  @Test func `a path leads to its value`() throws {
    let json = JSON.make(["a": [["b": 1], ["b": 2]]])
    let path = JSONPath.root.appending("a").appending(1).appending("b")
    #expect(json.value(at: path)?.int == 2)
    #expect(path.description == "a[1].b")
    #expect(json.value(at: .root) == json)
    #expect(json.value(at: JSONPath.root.appending("a").appending(2)) == nil)
    #expect(json.value(at: JSONPath.root.appending("b").appending("a")) == nil)
  }
}
