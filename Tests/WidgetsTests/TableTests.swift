import Screen
import Testing
import Widgets

struct TableTests {
  @Test func `columns that are wider together than the surface are cut with a sign`() {
    var surface = Surface(size: Size(width: 12, height: 1))
    let table = Table([Table.Column(.upTo(8)), Table.Column(.upTo(8)), Table.Column(.upTo(8))])
    table.draw(on: &surface, Scroll(), of: 1, in: surface.bounds, showsCursor: false) { _ in
      [[Segment("expired")], [Segment("Jane Doe")], [Segment("why")]]
    }
    #expect(surface.lines == ["expired Jan…"])
  }

  @Test func `cells are measured as they are drawn`() {
    var surface = Surface(size: Size(width: 12, height: 1), spelling: ["€": "EUR "])
    let table = Table([Table.Column(.upTo(10), align: .trailing), Table.Column(.rest)])
    table.draw(on: &surface, Scroll(), of: 1, in: surface.bounds, showsCursor: false) { _ in
      [[Segment("€5.00")], [Segment("x")]]
    }
    #expect(surface.lines == ["EUR 5.00 x  "])
  }
}
