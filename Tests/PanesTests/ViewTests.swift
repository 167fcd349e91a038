import Checkout
import Dashboard
import Panes
import Screen
import Support
import Testing

@Suite("Palette, tour and borders")
struct ViewTests {
  @Test("the palette before anything is typed", arguments: sizes)
  func palette(size: Size) {
    var state = State.browsing(size)
    state.press(.character(":"))
    expectSnapshot(of: state.topOverlay, named: "palette-\(size.name)")
  }

  @Test("the palette with letters that match, and a reason", arguments: sizes)
  func paletteFound(size: Size) {
    var state = State.browsing(size)
    state.press(.character("j"), .character(":"), .paste("cop"), .down)
    expectSnapshot(of: state.topOverlay, named: "palette-found-\(size.name)")
  }

  @Test("the palette with a word that means nothing")
  func paletteUnknown() {
    var state = State.browsing(Size(width: 80, height: 24))
    state.press(.character(":"), .paste("relaod"))
    expectSnapshot(of: state.topOverlay, named: "palette-unknown")
  }

  @Test("choosing a theme", arguments: sizes)
  func themes(size: Size) {
    var state = State.browsing(size)
    state.press(.character(":"), .paste("theme"), .character(" "), .down)
    expectSnapshot(of: state.topOverlay, named: "themes-\(size.name)")
  }

  @Test("the tour of the demo", arguments: sizes)
  func tour(size: Size) {
    var state = State.browsing(size)
    state.overlays.push(Tour())
    expectSnapshot(of: state.topOverlay, named: "tour-\(size.name)")
  }

  @Test("square borders, the list grown and sorted")
  func square() {
    var state = State.browsing(Size(width: 80, height: 24))
    state.preferences.borders = .square
    state.press(.character("+"), .mouse(MouseEvent(.press, x: 30, y: 2)), .character("?"))
    expectSnapshot(of: render(state), named: "square")
  }

  @Test("the smallest size shows a session")
  func smallest() {
    expectSnapshot(of: render(.browsing(Size(width: 20, height: 6))), named: "smallest")
  }
}
