import Checkout
import Query
import Testing

@Suite struct RecordSortTests {
  @Test(arguments: [
    "-created", "amount", "-client_reference_id", "email", "metadata.order.id", "-metadata.Shop",
    "customer_details.phone", "-mode", "payment_intent",
  ])
  func `an order is kept by a name that is read again`(_ name: String) throws {
    let sort = try #require(RecordSort(named: name, in: Session.fields))
    #expect(sort.name == name)
    #expect(sort.descending == name.hasPrefix("-"))
  }

  @Test func `a field of the table is not taken for a path`() {
    let sort = RecordSort(named: "client_reference_id", in: Session.fields)
    #expect(sort?.key == .field(.reference))
  }

  @Test(arguments: ["", "-", "a b", "metadata.", "a..b", "x;y"])
  func `what is no name is no order`(_ name: String) {
    #expect(RecordSort(named: name, in: Session.fields) == nil)
  }
}
