import Testing

@testable import Sandbox
import JSON

/// Answers in Firestore's form. Google's emulator, with the same documents, gives the same ones.
@Suite("Documents")
struct DocumentTests {
  private static let root = "/v1/projects/p/databases/(default)/documents"
  private static let newest = #""orderBy":[{"field":{"fieldPath":"created"},"direction":2}]"#
  private static let newestByName =
    #""orderBy":[{"field":{"fieldPath":"created"},"direction":"DESCENDING"},"#
    + #"{"field":{"fieldPath":"__name__"},"direction":"DESCENDING"}]"#
  private static let group =
    #""from":[{"collectionId":"checkout_sessions","allDescendants":true}]"#

  private var account = TestAccount(sessions: 600)

  private mutating func post(_ verb: String, _ body: String, status: Int = 200) throws -> JSON {
    try account.json("POST", "\(Self.root):\(verb)", body, status: status)
  }

  /// The documents that a query of all sessions finds.
  private mutating func run(_ query: String) throws -> [JSON] {
    try post("runQuery", #"{"structuredQuery":{\#(Self.group),\#(query)}}"#)
      .elements.compactMap { $0["document"] }
  }

  private mutating func names(_ query: String) throws -> [String] { try run(query).map(\.name) }

  /// A cursor at a document, for both orders or only for the time.
  private func cursor(_ document: JSON, before: Bool, named: Bool = true) -> String {
    let created = document["fields"]?["created"]?.source ?? ""
    let name = named ? #",{"referenceValue":"\#(document.name)"}"# : ""
    return #"{"values":[\#(created)\#(name)],"before":\#(before)}"#
  }

  @Test(arguments: [
    #""limit":-1"#, #""limit":{"value":-5}"#, #""limit":"-1""#, #""limit":1.5"#, #""limit":{}"#,
    #""limit":9223372036854775808"#, #""offset":-1"#, #""offset":"x""#,
    #""limit":9223372036854775807,"offset":9223372036854775807"#,
  ])
  mutating func `a number of documents that cannot be is refused`(part: String) throws {
    let query = #""structuredQuery":{\#(Self.group),\#(part)}"#
    let error = try #require(
      try post("runQuery", "{\(query)}", status: 400).elements.first { _ in true }?.error)
    #expect(error.text("status") == "INVALID_ARGUMENT")
    _ = try post(
      "runAggregationQuery",
      #"{"structuredAggregationQuery":{\#(query),"aggregations":[{"count":{}}]}}"#, status: 400)
  }

  @Test mutating func `the newest are those with a time, of any kind`() throws {
    let all = try run(#""limit":null"#)
    let found = try run(Self.newest)
    #expect(
      Set(found.map(\.name))
        == Set(all.filter { $0["fields"]?["created"] != nil }.map(\.name)))
    // Texts come after times, and so first when the order descends.
    let isTime = found.map { $0["fields"]?["created"]?["timestampValue"] != nil }
    #expect(isTime.first == false && isTime.contains(true))
    #expect(isTime.drop { !$0 }.allSatisfy { $0 })
    #expect(all.count > found.count)
  }

  @Test mutating func `cursors say where an answer begins and ends`() throws {
    let all = try run(Self.newestByName)
    let names = all.map(\.name)
    for place in [0, 7, all.count - 1] {
      for (member, before, expected) in [
        ("startAt", true, names[place...]), ("startAt", false, names[(place + 1)...]),
        ("endAt", true, names[..<place]), ("endAt", false, names[...place]),
      ] {
        let cursor = cursor(all[place], before: before)
        let found = try self.names(#"\#(Self.newestByName),"\#(member)":\#(cursor)"#)
        #expect(found == Array(expected), "\(member) \(before) \(place)")
      }
    }
    let bounds =
      #""startAt":\#(cursor(all[3], before: false)),"endAt":\#(cursor(all[9], before: true))"#
    #expect(try self.names("\(Self.newestByName),\(bounds)") == Array(names[4..<9]))
  }

  @Test mutating func `a cursor may have fewer values than there are orders, not more`() throws {
    let all = try run(Self.newestByName)
    let place = try #require(
      all.firstIndex { $0["fields"]?["created"]?["timestampValue"] != nil })
    let created = all[place]["fields"]?["created"]
    let cursor = cursor(all[place], before: false, named: false)
    let found = try run(#"\#(Self.newestByName),"startAt":\#(cursor)"#)
    #expect(found == Array(all[place...].drop { $0["fields"]?["created"] == created }))
    let long = self.cursor(all[place], before: false)
    for order in [Self.newest, #""orderBy":[]"#] {
      _ = try post(
        "runQuery", #"{"structuredQuery":{\#(Self.group),\#(order),"startAt":\#(long)}}"#,
        status: 400)
    }
  }

  @Test mutating func `a cursor's time is a time, however it is written`() throws {
    let all = try run(Self.newestByName)
    let place = try #require(
      all.firstIndex { $0["fields"]?["created"]?["timestampValue"] != nil })
    let time = try #require(all[place]["fields"]?["created"]?["timestampValue"]?.string)
    for text in [time.replacing("Z", with: "000Z"), time] {
      let values =
        #"{"timestampValue":"\#(text)"},{"referenceValue":"\#(all[place].name)"}"#
      let found = try names(
        #"\#(Self.newestByName),"limit":1,"startAt":{"values":[\#(values)]}"#)
      #expect(found == [all[place + 1].name])
    }
    // The shortest form, of a time with zeros at its end.
    let order = try FirestoreOrder("created")
    func document(_ time: String) -> ShelfDocument {
      ShelfDocument(
        path: ["a", "b"], fields: ["created": ["timestampValue": .string(time)]], createTime: "")
    }
    let keys = try #require(order.keys(of: document("2026-11-27T10:00:34.877680Z")))
    #expect(order.keys(of: document("2026-11-27T10:00:34.87768Z")) == keys)
    let whole = try #require(order.keys(of: document("2026-11-27T10:00:34Z")))
    #expect(order.compare(whole, keys) < 0)
  }

  @Test mutating func `offset and limit count after the order`() throws {
    let all = try names(Self.newest)
    #expect(try names(#"\#(Self.newest),"offset":4,"limit":"3""#) == Array(all[4..<7]))
    #expect(try names(#"\#(Self.newest),"offset":100000"#).isEmpty)
    #expect(try names(#"\#(Self.newest),"limit":0"#).isEmpty)
  }

  @Test mutating func `only the fields that were asked for are answered`() throws {
    let document = try #require(try run(Self.newest).last)
    let fields = try #require(document["fields"])
    let path = "\(Self.root)\(document.name.split(separator: "/documents")[1])"
    func names(_ document: JSON?) -> [String]? {
      document?["fields"]?.members.map(\.name)
    }
    #expect(try names(account.json("GET", path, "mask.fieldPaths=sessionId")) == ["sessionId"])
    #expect(
      try names(account.json("GET", path, "mask.fieldPaths=url&mask.fieldPaths=sessionId"))
        == fields.members.map(\.name).filter { ["url", "sessionId"].contains($0) })
    let nothing = try account.json("GET", path, "mask.fieldPaths=nothing")
    #expect(nothing.name == document.name && nothing["fields"] == nil)
    let batch = try post(
      "batchGet", #"{"documents":["\#(document.name)"],"mask":{"fieldPaths":["sessionId"]}}"#)
    #expect(names(batch.elements.first { _ in true }?["found"]) == ["sessionId"])
    let select = #""select":{"fields":[{"fieldPath":"sessionId"}]}"#
    #expect(names(try run("\(Self.newest),\(select)").last) == ["sessionId"])
    _ = try account.json("GET", path, "mask.fieldPaths=a..b", status: 400)
  }

  @Test func `a path leads into maps, and its names can be quoted`() throws {
    let fields: Node = [
      "a": .map(["b": .text("1"), "c d": .text("2")]), "e": .text("3"), "f": .map([:]),
    ]
    func masked(_ paths: String...) throws -> Node { try FirestoreMask(paths).fields(of: fields) }
    #expect(try masked("a.b") == ["a": .map(["b": .text("1")])])
    #expect(try masked("a.`c d`") == ["a": .map(["c d": .text("2")])])
    #expect(try masked("a.b", "a") == ["a": .map(["b": .text("1"), "c d": .text("2")])])
    #expect(try masked("a.z", "e.z", "__name__") == [:])
    #expect(try masked("f") == ["f": .map([:])])
    #expect(try FirestorePath("`a\\`b`.c").steps == ["a`b", "c"])
    for text in ["", ".", "a.", ".a", "a..b", "a b", "1a", "`a", "``", "`a`b", "a-b"] {
      #expect(throws: FirestoreRefusal.self, "\(text)") { try FirestorePath(text) }
    }
  }

  @Test mutating func `a list has an order and a mask, on all its pages`() throws {
    let all = try run(Self.newest)
    let users = Dictionary(grouping: all) { $0.name.split(separator: "/")[6] }
    let user = try #require(users.max { ($0.value.count, $1.key) < ($1.value.count, $0.key) })
    #expect(user.value.count > 2)
    let path = "\(Self.root)/customers/\(user.key)/checkout_sessions"
    var found: [JSON] = []
    var token = ""
    repeat {
      let page = try account.json(
        "GET", path,
        "orderBy=created%20desc&mask.fieldPaths=sessionId&pageSize=2&pageToken=\(token)")
      found += page["documents"].map { Array($0.elements) } ?? []
      token = page["nextPageToken"]?.string ?? ""
    } while !token.isEmpty
    #expect(found.map(\.name) == user.value.map(\.name))
    #expect(
      found.allSatisfy {
        ($0["fields"]?.members.map(\.name) ?? []).allSatisfy { $0 == "sessionId" }
      })
    for wrong in [
      "orderBy=created%20sideways", "orderBy=a..b", "pageSize=-1", "pageSize=x", "pageToken=x",
      "pageToken=-3", "pageToken=9223372036854775807",
    ] { _ = try account.json("GET", path, wrong, status: 400) }
  }

  @Test mutating func `every aggregation is answered`() throws {
    let count = try run(#""limit":null"#).count
    func body(_ aggregations: String) -> String {
      #"{"structuredAggregationQuery":{"structuredQuery":{\#(Self.group)},"#
        + #""aggregations":[\#(aggregations)]}}"#
    }
    let answer = try post(
      "runAggregationQuery",
      body(
        #"{"alias":"a","count":{}},{"count":{"upTo":"3"}},{"alias":"b","count":{"upTo":2}},"#
          + #"{"count":{}}"#))
    let fields = answer.elements.first { _ in true }?["result"]?["aggregateFields"]
    let numbers = fields?.members.map { "\($0.name) \($0.value.text("integerValue") ?? "")" }
    #expect(numbers == ["a \(count)", "field_1 3", "b 2", "field_2 \(count)"])
    for wrong in [
      "", #"{"count":{}},{"sum":{"field":{"fieldPath":"a"}}}"#, #"{"count":{"upTo":-1}}"#,
      #"{"alias":"a","count":{}},{"alias":"a","count":{}}"#,
    ] { _ = try post("runAggregationQuery", body(wrong), status: 400) }
  }

  @Test(arguments: [
    #""findNearest":{}"#, #""orderBy":{}"#, #""startAt":[]"#, #""select":[]"#,
    #""orderBy":[{"field":{"fieldPath":"created"},"direction":7}]"#,
    #""orderBy":[{"field":{"fieldPath":"created"}},{"field":{"fieldPath":"mode"}}]"#,
    #""orderBy":[{"field":{"fieldPath":"__name__"}}],"startAt":{"values":[{"stringValue":"a"}]}"#,
    #""orderBy":[{"field":{"fieldPath":"created"},"direction":2}],"endAt":{"values":[{}]}"#,
  ])
  mutating func `what a query cannot have is refused, not ignored`(part: String) throws {
    _ = try post("runQuery", #"{"structuredQuery":{\#(Self.group),\#(part)}}"#, status: 400)
  }
}

extension JSON {
  fileprivate var name: String { text("name") ?? "" }
}
