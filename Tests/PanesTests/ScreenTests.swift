import Checkout
import Dashboard
import Panes
import Screen
import Support
import Testing

@Suite("The whole screen")
struct WholeScreenTests {
  @Test(arguments: sizes)
  func `list, detail and line items of a cache that reaches back two weeks`(size: Size) {
    expectSnapshot(of: render(.browsing(size)), named: "browsing-\(size.name)")
  }

  @Test(arguments: sizes)
  func `nothing is cached and Stripe is being asked`(size: Size) {
    var state = State.empty(size)
    _ = update(&state, [.key(.character("R"))])
    expectSnapshot(of: state.pane(.list), named: "first-run-\(size.name)")
  }

  @Test func `a size that is too small says so, at every size down to a cell`() {
    expectSnapshot(of: render(.browsing(Size(width: 19, height: 5))), named: "too-small")
  }

  @Test(arguments: ["Y", "g", "a", "A", "2/x", "x", "?", "av"])
  func `whatever lies over the panes draws at every size`(keys: String) {
    var state = State.reading(.make(), Size(width: 120, height: 40))
    state.type(keys)
    for width in stride(from: 1, through: 130, by: 13) {
      for height in [1, 2, 3, 6, 10, 24, 41] {
        var state = state
        _ = update(&state, [.resize(Size(width: width, height: height))])
        #expect(render(state).size == Size(width: width, height: height))
      }
    }
  }

  @Test func `every size draws, and no frame leaves the screen`() {
    let state = State.browsing(Size(width: 120, height: 40))
    for width in stride(from: 1, through: 210, by: 7) {
      for height in [1, 2, 3, 5, 6, 7, 10, 14, 15, 16, 24, 40, 60] {
        var state = state
        _ = update(&state, [.resize(Size(width: width, height: height))])
        #expect(render(state).size == Size(width: width, height: height))
        for frame in state.layout.frames.values {
          #expect(frame.x >= 0 && frame.y >= 1 && frame.maxX <= width && frame.maxY <= height - 2)
        }
      }
    }
  }
}
