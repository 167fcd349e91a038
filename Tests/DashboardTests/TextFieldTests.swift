import Dashboard
import Screen
import Testing
import Widgets

@Suite("Editing a line of text")
struct TextFieldTests {
  /// A filter that is being typed.
  private func typed(_ keys: Key...) -> TextField? { typed(in: Play.with(sessions: 3), keys) }

  private func typed(in play: Play, _ keys: [Key]) -> TextField? {
    var play = play
    play.type("/")
    for key in keys { play.press(key) }
    guard case .filter(let field) = play.state.overlays.last else { return nil }
    return field
  }

  @Test("words are moved over and deleted")
  func words() {
    let text = Key.paste("one two  three")
    #expect(typed(text, .alt("b"))?.cursor == 9)
    #expect(typed(text, .alt("b"), .alt("b"))?.cursor == 4)
    #expect(typed(text, .home, .alt("f"), .alt("f"))?.cursor == 7)
    #expect(typed(text, .control("w"))?.text == "one two  ")
    #expect(typed(text, .home, .alt("d"))?.text == " two  three")
    #expect(typed(text, .alt("b"), .control("k"))?.text == "one two  ")
    #expect(typed(text, .alt("b"), .control("u"))?.text == "three")
  }

  @Test("the ends are reached, and nothing lies beyond them")
  func ends() {
    let text = Key.paste("ab")
    #expect(typed(text, .control("a"), .left, .alt("b"))?.cursor == 0)
    #expect(typed(text, .control("e"), .right, .alt("f"), .delete)?.cursor == 2)
    #expect(typed(.backspace, .control("w"), .control("k"))?.text == "")
  }

  @Test("an accent typed alone joins its letter, and backspace takes both")
  func combining() {
    let field = typed(.character("e"), .character("\u{301}"), .character("日"))
    #expect(field?.characters.count == 2)
    #expect(field?.cursor == 2)
    let less = typed(.character("e"), .character("\u{301}"), .backspace)
    #expect(less?.text == "")
  }

  @Test("pasted lines become one, without control characters")
  func paste() {
    #expect(typed(.paste(" a\r\nb\u{1B}[31m\n"))?.text == "a b␛[31m")
  }

  @Test("arrows walk through what was entered before, and back to the draft")
  func history() {
    var play = Play.with(sessions: 3)
    for text in ["first", "second", "first"] {
      play.type("/")
      play.press(.control("u"), .paste(text), .enter)
    }
    let draft: [Key] = [.control("u"), .paste("dra")]
    #expect(typed(in: play, draft + [.up])?.text == "first")
    #expect(typed(in: play, draft + [.up, .up])?.text == "second")
    #expect(typed(in: play, draft + [.up, .up, .up, .up])?.text == "second")
    #expect(typed(in: play, draft + [.up, .up, .down, .down])?.text == "dra")
  }
}
