import Screen
import Support
import Testing
import Widgets

@Suite("A picker")
struct PickerTests {
  private let rows = (1...9).map { "row \($0)" }

  @Test func `arrows and pages move, Home and End go to the ends`() {
    for isNarrowed in [true, false] {
      var picker = Picker(isNarrowed: isNarrowed)
      #expect(picker.take(.down, of: 9, height: 4) == .moved)
      #expect(picker.scroll.cursor == 1)
      _ = picker.take(.pageDown, of: 9, height: 4)
      #expect(picker.scroll.cursor == 5)
      _ = picker.take(.end, of: 9, height: 4)
      #expect(picker.scroll.cursor == 8 && picker.scroll.top == 5)
      _ = picker.take(.home, of: 9, height: 4)
      #expect(picker.scroll == Scroll())
    }
  }

  @Test func `what is typed narrows, and the cursor goes to the first row`() {
    var picker = Picker(isNarrowed: true)
    _ = picker.take(.down, of: 9, height: 4)
    #expect(picker.take(.character("q"), of: 9, height: 4) == .narrowed)
    #expect(picker.text == "q" && picker.scroll.cursor == 0)
    #expect(picker.take(.left, of: 9, height: 4) == .moved)
    #expect(picker.take(.enter, of: 0, height: 4) == .chosen(nil))
    #expect(picker.take(.escape, of: 9, height: 4) == .left)
  }

  @Test func `letters choose their row; q leaves unless a row has it`() {
    var picker = Picker(isNarrowed: false)
    #expect(picker.take(.character("b"), of: 3, letters: ["a", "b", nil], height: 4) == .chosen(1))
    #expect(picker.take(.character("q"), of: 3, letters: ["a", "b", nil], height: 4) == .left)
    #expect(picker.take(.character("q"), of: 1, letters: ["q"], height: 4) == .chosen(0))
    #expect(picker.take(.character("z"), of: 3, letters: ["a", "b", nil], height: 4) == nil)
    #expect(picker.take(.enter, of: 3, height: 4) == .chosen(0))
  }

  @Test func `rows in columns, the cursor in view, and a mark for what is not`() {
    var picker = Picker(isNarrowed: true)
    for _ in 0..<5 { _ = picker.take(.down, of: rows.count, height: 4) }
    var surface = Surface(size: Size(width: 30, height: 7))
    let table = Table([
      Table.Column(.upTo(8)), Table.Column(.rest, cut: .middle),
      Table.Column(.upTo(6), align: .trailing),
    ])
    surface.drawDialog(title: "Pick", scrolled: (picker.scroll, rows.count, 4)) { box in
      picker.draw(on: &box, of: rows.count, empty: Segment("nothing"), in: table) { index in
        [
          [Segment(rows[index], Style(.dialog))],
          [Segment("a text that is too long", Style(.secondary))],
          [Segment("\(index * index)", Style(.key))],
        ]
      }
    }
    expectSnapshot(of: surface, named: "picker")
  }
}
