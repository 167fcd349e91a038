import Dashboard
import Panes
import Screen
import Support
import Testing

@Suite("Keys in the footer")
struct FooterTests {
  @Test func `the way out is the last hint to be left out`() {
    for (keys, width) in [("i", 80), ("i", 60), ("@", 40), ("!", 40), ("D", 24), ("?", 20)] {
      var state = State.browsing(Size(width: width, height: 24))
      for key in (keys == "D" ? "  D" : keys) { state.press(.character(key)) }
      let footer = state.part(state.layout.footer).lines.joined()
      #expect(footer.contains("Esc close"), "\(keys) \(width): \(footer)")
    }
  }

  @Test func `while the JSON is shown, its key is named by what it leads back to`() {
    var canvas = Canvas()
    var state = State.browsing(Size(width: 120, height: 40))
    state.press(.character("2"))
    func footer() -> String { canvas.draw(state).lines.last ?? "" }
    #expect(footer().contains("v JSON"))
    state.press(.character("v"))
    #expect(footer().contains("v fields"))
    state.press(.character("v"))
    #expect(footer().contains("v JSON"))
  }
}
