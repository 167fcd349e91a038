import Checkout
import Testing

@testable import Firestore

@Suite(
  "Google's emulator",
  .enabled(if: Emulator.host != nil, "no emulator: .ci/firestore starts one where it is installed"))
struct EmulatorTests {
  private static func sessions(_ count: Int, below customers: String = "customers")
    -> [(path: String, fields: String)]
  {
    (0..<count).map { number in
      let path = "\(customers)/u\(number % 7)/checkout_sessions/d\(number)"
      return (path, #"{"number":{"integerValue":"\#(number)"}}"#)
    }
  }

  @Test(arguments: [1, 7, 300])
  func `a walk finds every document once, whatever the size of its pages`(limit: Int) async throws {
    let emulator = try Emulator("paging")
    try await emulator.write(Self.sessions(140))
    let (ids, pages, _) = try await emulator.walk(limit: limit)
    #expect(ids.count == 140 && Set(ids).count == 140)
    #expect(ids == ids.sorted())
    #expect(pages == 140 / limit + 1)
  }

  @Test func `what is written during a walk belongs to the next one`() async throws {
    let emulator = try Emulator("moment")
    try await emulator.write(Self.sessions(20))
    let (ids, _, _) = try await emulator.walk(limit: 5) {
      try await emulator.write([("customers/zz/checkout_sessions/late", "{}")])
    }
    #expect(ids.count == 20 && !ids.contains { $0.hasSuffix("late") })
    #expect(try await emulator.walk(limit: 5).ids.count == 21)
  }

  @Test func `only the configured collection counts`() async throws {
    let emulator = try Emulator("nested", customers: "tenants/t1/customers")
    try await emulator.write(
      Self.sessions(3, below: "tenants/t1/customers") + Self.sessions(4, below: "customers")
        + Self.sessions(5, below: "tenants/t2/customers")
        + [("tenants/t1/checkout_sessions/x", "{}")])
    let (ids, _, leftOut) = try await emulator.walk(limit: 2)
    #expect(ids.count == 3)
    #expect(leftOut == 1, "the query stays below tenants/t1")
  }

  @Test func `newest first has only what was answered`() async throws {
    let emulator = try Emulator("newest")
    try await emulator.write(
      (0..<5).map { number in
        let created = #"{"created":{"timestampValue":"2026-11-26T12:00:0\#(number)Z"}}"#
        return ("customers/u/checkout_sessions/d\(number)", created)
      } + [("customers/u/checkout_sessions/failed", "{}")])
    var ids: [String] = []
    var page = try await emulator.client.sessions(.newest, limit: 2)
    ids += page.documents.map(\.documentID)
    while let next = page.next {
      page = try await emulator.client.sessions(
        .newest, after: next, limit: 2, readTime: page.readTime)
      ids += page.documents.map(\.documentID)
    }
    #expect(ids == ["d4", "d3", "d2", "d1", "d0"])
  }

  @Test func `values of all kinds come as they were written`() async throws {
    let emulator = try Emulator("values")
    let reference = emulator.client.database.name(["customers", "u1"])
    let values = [
      ("null", #"{"nullValue":null}"#, DocumentValue.null),
      ("flag", #"{"booleanValue":true}"#, .boolean(true)),
      ("integer", #"{"integerValue":"9007199254740993"}"#, .integer(9_007_199_254_740_993)),
      ("double", #"{"doubleValue":1.5}"#, .double(1.5)),
      ("infinity", #"{"doubleValue":"-Infinity"}"#, .double(-.infinity)),
      (
        "time", #"{"timestampValue":"2026-11-26T12:00:00.123456789Z"}"#,
        .time(DocumentTime(seconds: 1_795_694_400, nanoseconds: 123_456_000))
      ),
      ("text", #"{"stringValue":"\u001b[31mé😀"}"#, .string("\u{1B}[31mé😀")),
      ("bytes", #"{"bytesValue":"AAEC"}"#, .bytes("AAEC")),
      ("reference", #"{"referenceValue":"\#(reference)"}"#, .reference(reference)),
      (
        "point", #"{"geoPointValue":{"latitude":1.5,"longitude":-2}}"#,
        .point(latitude: 1.5, longitude: -2)
      ),
    ]
    let fields =
      values.map { "\"\($0.0)\":\($0.1)" } + [
        #""map":{"mapValue":{}}"#, #""array":{"arrayValue":{}}"#,
        #""nested":{"mapValue":{"fields":{"a":{"arrayValue":{"values":[{"stringValue":"x"}]}}}}}"#,
      ]
    try await emulator.write([
      ("customers/u1/checkout_sessions/d1", "{\(fields.joined(separator: ","))}")
    ])
    let page = try await emulator.client.sessions()
    let document = try #require(page.documents.first)
    for (name, _, value) in values { #expect(document.fields[name] == value, "\(name)") }
    #expect(document.fields["map"]?.map?.isEmpty == true)
    #expect(document.fields["array"]?.array?.isEmpty == true)
    #expect(document.fields["nested"]?.map?["a"]?.array?.values == [.string("x")])
  }

  @Test func `users, counts and single documents are found`() async throws {
    let emulator = try Emulator("users")
    let user = #"{"email":{"stringValue":"a@b.example"},"stripeId":{"stringValue":"cus_1"}}"#
    try await emulator.write(Self.sessions(30) + [("customers/u1", user)])
    let client = emulator.client
    #expect(try await client.count() == 30)
    #expect(
      try await client.users(where: .email, is: "a@b.example").map(\.name.documentID) == ["u1"])
    #expect(try await client.users(where: .customer, is: "cus_1").map(\.name.documentID) == ["u1"])
    #expect(try await client.users(where: .customer, is: "cus_2").isEmpty)
    #expect(try await client.users(["u1", "nobody"]).map(\.name.documentID) == ["u1"])
    let path = ["customers", "u1", "checkout_sessions", "d1"]
    #expect(try await client.document(path).name.segments == path)
    let error = await failure { () async throws(FirestoreError) in
      try await client.document(["customers", "nobody"])
    }
    #expect(error?.code == .missing)

    var (ids, token) = ([String](), String?.none)
    repeat {
      let page = try await client.sessions(of: "u1", limit: 2, token: token)
      ids += page.documents.map(\.documentID)
      token = page.nextToken
    } while token != nil
    #expect(Set(ids) == ["d1", "d8", "d15", "d22", "d29"] && ids.count == 5)
  }
}
