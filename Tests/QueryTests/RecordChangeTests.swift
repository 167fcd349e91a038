import JSON
import Query
import Testing

struct RecordChangeTests {
  private static let members = ["status", "amount_total", "url", "metadata"]

  @Test(arguments: [
    (
      #"{"id":"cs_1","status":"open","amount_total":null,"url":"https://x","metadata":{"a":"1"}}"#,
      #"{"id":"cs_1","status":"complete","amount_total":500,"url":null,"metadata":{"a":"2"}}"#
    ),
    (
      #"{"status":"open","amount_total":500,"metadata":{"a.b":"1","c":"q\"\n"}}"#,
      #"{"status":"open","amount_total":700,"metadata":{"c":"2"}}"#
    ),
    (
      #"{"status":"open","amount_total":7,"metadata":{}}"#,
      #"{"status":"open","amount_total":7,"metadata":{"new":"1"}}"#
    ),
  ])
  func `changes that are undone give what was there`(before: String, after: String) throws {
    let (old, new) = (try JSON(parsing: before), try JSON(parsing: after))
    let changes = RecordChange.between(
      old, readAt: 1, new, readAt: 2, of: "cs_1", in: Self.members)
    let undone = try #require(RecordChange.undoing(changes, in: new))
    let left = RecordChange.between(
      undone, readAt: 1, old, readAt: 2, of: "cs_1", in: Self.members)
    #expect(left.isEmpty, "\(undone.source)")
  }

  @Test func `a key that was added is gone, and one that was removed is there`() throws {
    let (old, new) = (
      try JSON(parsing: #"{"metadata":{"kept":"1","gone":"2"}}"#),
      try JSON(parsing: #"{"metadata":{"kept":"1","new":"3"}}"#)
    )
    let changes = RecordChange.between(
      old, readAt: 1, new, readAt: 2, of: "cs_1", in: Self.members)
    let undone = try #require(RecordChange.undoing(changes, in: new))
    #expect(undone["metadata"]?.members.map(\.name) == ["kept", "gone"])
  }

  @Test func `of two changes of one field the older one counts`() throws {
    let changes = [("open", "expired"), ("expired", "complete")].map {
      RecordChange(record: "cs_1", field: "status", from: $0, to: $1, after: 1, at: 2)
    }
    let object = try JSON(parsing: #"{"status":"complete"}"#)
    #expect(RecordChange.undoing(changes, in: object)?["status"]?.string == "open")
  }
}
