import Checkout
import JSON
import Support
import Testing

@Suite("Values of documents")
struct DocumentValueTests {
  @Test(
    arguments: [
      (#"{"nullValue":null}"#, .null),
      (#"{"nullValue":"NULL_VALUE"}"#, .null),
      (#"{"booleanValue":true}"#, .boolean(true)),
      (#"{"integerValue":"9007199254740993"}"#, .integer(9_007_199_254_740_993)),
      (#"{"integerValue":"-9223372036854775808"}"#, .integer(.min)),
      (#"{"doubleValue":1.5}"#, .double(1.5)),
      (#"{"doubleValue":"Infinity"}"#, .double(.infinity)),
      (#"{"doubleValue":"-Infinity"}"#, .double(-.infinity)),
      (
        #"{"timestampValue":"2026-11-26T12:00:00.123456789Z"}"#,
        .time(DocumentTime(seconds: 1_795_694_400, nanoseconds: 123_456_789))
      ),
      (#"{"stringValue":""}"#, .string("")),
      (#"{"bytesValue":"AAEC"}"#, .bytes("AAEC")),
      (#"{"referenceValue":"projects/p"}"#, .reference("projects/p")),
      (#"{"geoPointValue":{"latitude":1.5}}"#, .point(latitude: 1.5, longitude: 0)),
    ] as [(String, DocumentValue)])
  func `a value is of the kind that its name says`(source: String, value: DocumentValue) throws {
    #expect(DocumentValue(try JSON(parsing: source)) == value)
  }

  @Test func `not a number is a double`() throws {
    guard case .double(let number) = DocumentValue(try JSON(parsing: #"{"doubleValue":"NaN"}"#))
    else {
      Issue.record("no double")
      return
    }
    #expect(number.isNaN)
  }

  @Test(arguments: [
    (#"{"functionValue":{"name":"add"}}"#, "functionValue"),
    (#"{"integerValue":"one"}"#, "integerValue"),
    (#"{"integerValue":"9223372036854775808"}"#, "integerValue"),
    (#"{"timestampValue":"yesterday"}"#, "timestampValue"),
    (#"{"mapValue":[]}"#, "mapValue"), (#"{}"#, ""), (#""text""#, ""),
  ])
  func `a value that is not what it says is unknown`(source: String, kind: String) throws {
    #expect(DocumentValue(try JSON(parsing: source)) == .unknown(kind))
  }

  @Test func `empty maps and arrays have nothing inside`() throws {
    let map = DocumentValue(try JSON(parsing: #"{"mapValue":{}}"#)).map
    #expect(map?.isEmpty == true && map?.entries.isEmpty == true)
    let array = DocumentValue(try JSON(parsing: #"{"arrayValue":{}}"#)).array
    #expect(array?.isEmpty == true && array?.values.isEmpty == true)
  }

  @Test(arguments: [
    ("2026-11-26T12:00:00Z", 1_795_694_400, 0),
    ("2026-11-26T12:00:00.5Z", 1_795_694_400, 500_000_000),
    ("1969-12-31T23:59:59.000001Z", -1, 1_000),
    ("0001-01-01T00:00:00Z", -62_135_596_800, 0),
  ])
  func `a time keeps its fraction`(text: String, seconds: Int, nanoseconds: Int) {
    #expect(DocumentTime(text) == DocumentTime(seconds: seconds, nanoseconds: nanoseconds))
  }

  @Test(arguments: [
    "", "2026-11-26", "2026-11-26T12:00:00", "2026-02-30T12:00:00Z", "2026-11-26T25:00:00Z",
    "2026-11-26T12:00:00.Z", "2026-11-26T12:00:00.1234567890Z", "2026-11-26T12:00:00+01:00",
    "٢٠٢٦-11-26T12:00:00Z",
  ])
  func `what is no time of Firestore's is none`(text: String) {
    #expect(DocumentTime(text) == nil)
  }

  @Test func `a zero keeps its sign`() {
    #expect(DocumentValue.double(-0.0).text == "-0")
    #expect(DocumentValue.double(-0.0).plainJSON == "-0")
    #expect(DocumentValue.double(0).text == "0" && DocumentValue.double(-3).text == "-3")
  }

  @Test func `a time is written with the digits that it has`() {
    #expect(DocumentTime("2026-11-26T12:00:00.120Z")?.utcText == "2026-11-26 12:00:00.12 UTC")
    #expect(DocumentTime("2026-11-26T12:00:00Z")?.utcText == "2026-11-26 12:00:00 UTC")
  }
}

@Suite("Names of documents")
struct DocumentNameTests {
  private static let root = "projects/p/databases/(default)/documents/"

  @Test func `a name has a path, and the document above it`() {
    let name = DocumentName(Self.root + "customers/u1/checkout_sessions/d1")
    #expect(name?.path == "customers/u1/checkout_sessions/d1")
    #expect(name?.documentID == "d1")
    #expect(name?.parent?.path == "customers/u1")
    #expect(name?.parent?.parent == nil)
    #expect(name?.text == Self.root + "customers/u1/checkout_sessions/d1")
  }

  @Test(arguments: [
    "", "customers/u1", root + "customers", root + "customers//checkout_sessions/d1",
    "projects/p/databases/d/indexes/customers/u1",
  ])
  func `what is no document's name is none`(text: String) {
    #expect(DocumentName(text) == nil)
  }

  @Test(
    arguments: [
      ("customers", "customers/u1/checkout_sessions/d1", "u1"),
      ("tenants/t1/customers", "tenants/t1/customers/u1/checkout_sessions/d1", "u1"),
      ("customers", "tenants/t1/customers/u1/checkout_sessions/d1", nil),
      ("customers", "users/u1/checkout_sessions/d1", nil),
      ("customers", "checkout_sessions/d1", nil),
      ("customers", "customers/u1/payments/d1", nil),
    ] as [(String, String, String?)])
  func `only documents of the configured collection belong to a user`(
    collection: String, path: String, user: String?
  ) throws {
    let customers = try #require(CustomersCollection(collection))
    let name = try #require(DocumentName(Self.root + path))
    #expect(customers.user(ofSession: name) == user)
  }

  @Test(arguments: ["", "customers/u1", "/customers", "a//b", "a/../b", "__all__", "a/b/."])
  func `what is no path of a collection is refused`(text: String) {
    #expect(CustomersCollection(text) == nil)
  }
}
