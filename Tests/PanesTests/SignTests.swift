import Checkout
import Dashboard
import Panes
import Screen
import Support
import Testing

@Suite("Keys on screens with fewer signs")
struct SignTests {
  private func shown(_ keys: [Key], _ signs: SignSet, _ size: Size) -> [String] {
    var state = State.browsing(size)
    state.take(.system(.signs(signs)))
    for key in keys { state.press(key) }
    return render(state).limited(to: signs).lines
  }

  @Test(arguments: [SignSet.ascii, .unambiguous, .console])
  func `Enter is a word, where its sign would be the name of another key`(signs: SignSet) {
    let screens: [(keys: [Key], said: String)] = [
      ([], "Enter open"), ([.character(":")], "Enter run"), ([.character("S")], "Enter sort"),
      ([.character("/"), .character("j")], "Enter keeps"),
      ([.character("a")], "[ Review: Enter ]"), ([.character("F")], "[ Ask Stripe: Enter ]"),
      ([.character("Y")], "Enter this one"),
    ]
    for (keys, said) in screens {
      let lines = shown(keys, signs, Size(width: 80, height: 24))
      #expect(lines.contains { $0.contains(said) }, "\(said): \(lines.suffix(2))")
    }
  }

  @Test(arguments: [SignSet.ascii, .unambiguous])
  func `arrows are words where they are keys, and an arrow is one in a text`(signs: SignSet) {
    let size = Size(width: 120, height: 40)
    func line(_ keys: [Key], _ said: String) {
      let lines = shown(keys, signs, size)
      #expect(lines.contains { $0.contains(said) }, "\(said): \(lines)")
    }
    line([.character(":")], "Down Up choose")
    line([.character("i")], "Left Right bar")
    line([.character("?")], "j Down")
    line([], " > now")
  }

  @Test func `a key that the user has bound is named by its word in a message`() {
    var state = State.browsing(Size(width: 80, height: 24))
    let place = Command.all.firstIndex { $0.id == .reload }
    state.keymap = Keymap.bound { $0 == place ? ["right"] : [] }
    #expect(state.keymap[.reload] == "→")
    state.take(.system(.signs(.ascii)))
    #expect(state.keymap[.reload] == "Right")
  }
}
