import Checkout
import Dashboard
import Panes
import Screen
import Support
import Testing

@Suite("Palette, tour and borders")
struct ViewTests {
  @Test(arguments: sizes)
  func `the palette before anything is typed`(size: Size) {
    var state = State.browsing(size)
    state.press(.character(":"))
    expectSnapshot(of: state.topOverlay, named: "palette-\(size.name)")
  }

  @Test(arguments: sizes)
  func `the palette with letters that match, and a reason`(size: Size) {
    var state = State.browsing(size)
    state.press(.character("j"), .character(":"), .paste("cop"), .down)
    expectSnapshot(of: state.topOverlay, named: "palette-found-\(size.name)")
  }

  @Test func `the palette with a word that means nothing`() {
    var state = State.browsing(Size(width: 80, height: 24))
    state.press(.character(":"), .paste("relaod"))
    expectSnapshot(of: state.topOverlay, named: "palette-unknown")
  }

  @Test(arguments: sizes)
  func `choosing a theme`(size: Size) {
    var state = State.browsing(size)
    state.press(.character(":"), .paste("theme"), .character(" "), .down)
    expectSnapshot(of: state.topOverlay, named: "themes-\(size.name)")
  }

  @Test(arguments: sizes)
  func `the tour of the demo`(size: Size) {
    var state = State.browsing(size)
    state.overlays.push(Tour())
    expectSnapshot(of: state.topOverlay, named: "tour-\(size.name)")
  }

  @Test func `square borders, the list grown and sorted`() {
    var state = State.browsing(Size(width: 80, height: 24))
    state.preferences.borders = .square
    state.press(.character("+"), .mouse(MouseEvent(.press, x: 30, y: 2)), .character("?"))
    expectSnapshot(of: render(state), named: "square")
  }

  @Test func `the smallest size shows a session`() {
    expectSnapshot(of: render(.browsing(Size(width: 20, height: 6))), named: "smallest")
  }
}
