import Dashboard
import Panes
import Screen
import Support
import Testing

/// What is drawn of a frame must be the whole frame, however little of it is drawn again.
@Suite("The canvas")
struct CanvasTests {
  @Test("moving in the list shows what the state is", arguments: UInt64(1)...4)
  func motions(seed: UInt64) {
    var random = SplitMix(seed: seed)
    let sizes = [
      Size(width: 120, height: 20), Size(width: 80, height: 12), Size(width: 40, height: 9),
    ]
    let keys = [
      "j", "j", "j", "k", "G", "g", "J", "K", " ", "V", "u", "2", "z", "m", "\\", "3", "1", "]",
      "x", "q",
    ]
    for size in sizes {
      var state = State.browsing(size)
      var canvas = Canvas()
      _ = canvas.draw(state)
      var shortcuts = 0
      for step in 0..<120 {
        state.clock.uptime += [5, 5, 200].randomElement(using: &random) ?? 5
        let before = state
        let key =
          Int.random(in: 0..<8, using: &random) == 0 ? keys.randomElement(using: &random) : "j"
        _ = update(&state, [.key(.character(Character(key ?? "j")))])
        if state.onlyMovesInList(since: before) { shortcuts += 1 }
        #expect(
          canvas.draw(state) == render(state), "step \(step) of seed \(seed), after \(key ?? "")")
      }
      #expect(shortcuts > 20, "nothing has been saved, so nothing has been tested")
    }
  }
}
