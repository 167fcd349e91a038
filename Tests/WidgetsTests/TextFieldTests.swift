import Screen
import Support
import Testing
import Widgets

@Suite("A line of text that is edited")
struct TextFieldTests {
  private func typed(_ keys: Key..., history: TextHistory = TextHistory()) -> TextField {
    var field = TextField(history: history)
    for key in keys { _ = field.take(key) }
    return field
  }

  @Test func `words are moved over and deleted`() {
    let text = Key.paste("one two  three")
    #expect(typed(text, .alt("b")).cursor == 9)
    #expect(typed(text, .alt("b"), .alt("b")).cursor == 4)
    #expect(typed(text, .home, .alt("f"), .alt("f")).cursor == 7)
    #expect(typed(text, .control("w")).text == "one two  ")
    #expect(typed(text, .home, .alt("d")).text == " two  three")
    #expect(typed(text, .alt("b"), .control("k")).text == "one two  ")
    #expect(typed(text, .alt("b"), .control("u")).text == "three")
  }

  @Test func `the ends are reached, and nothing lies beyond them`() {
    let text = Key.paste("ab")
    #expect(typed(text, .control("a"), .left, .alt("b")).cursor == 0)
    #expect(typed(text, .control("e"), .right, .alt("f"), .delete).cursor == 2)
    #expect(typed(.backspace, .control("w"), .control("k")).text == "")
  }

  @Test func `an accent typed alone joins its letter, and backspace takes both`() {
    let field = typed(.character("e"), .character("\u{301}"), .character("日"))
    #expect(field.characters.count == 2)
    #expect(field.cursor == 2)
    #expect(typed(.character("e"), .character("\u{301}"), .backspace).text == "")
  }

  @Test func `in the middle, what is put in joins what stands beside it`() {
    let field = typed(.paste("ab"), .left, .character("\u{301}"))
    #expect(field.text == "a\u{301}b" && field.characters.count == 2 && field.cursor == 1)
    let flag = typed(.character("\u{1F1EA}"), .home, .character("\u{1F1E9}"))
    #expect(flag.text == "🇩🇪" && flag.characters.count == 1 && flag.cursor == 1)
  }

  @Test func `pasted lines become one, without control characters`() {
    #expect(typed(.paste(" a\r\nb\u{1B}[31m\n")).text == "a b␛[31m")
  }

  @Test func `no text gets longer than the limit, wherever it enters`() {
    let million = String(repeating: "wörter und ", count: 100_000)
    var history = TextHistory()
    history.add(million)
    let fields = [
      TextField(million), typed(.paste(million)), typed(.paste("x"), .home, .paste(million)),
      typed(.up, history: history), typed(.paste(String(repeating: "\u{301}", count: 1_000_000))),
    ]
    for field in fields {
      #expect(field.characters.count <= TextField.capacity)
      #expect(field.text.unicodeScalars.count <= 4 * TextField.capacity + 1)
    }
    var full = TextField(million)
    _ = full.take(.character("x"))
    #expect(full.characters.count == TextField.capacity)
  }

  @Test func `the cursor shows at every width, also between wide letters`() {
    for text in ["a long line of text", "日本語日本語日本語", ""] {
      for width in 1...24 {
        var surface = Surface(size: Size(width: width, height: 1))
        surface.draw(TextField(text), label: "", x: -1, y: 0)
        #expect(surface.cursor != nil, "\(text) in \(width)")
      }
    }
  }

  @Test func `arrows go through what was entered before, and back to the draft`() {
    var history = TextHistory()
    for text in ["first", "second", "first"] { history.add(text) }
    let draft = Key.paste("dra")
    #expect(typed(draft, .up, history: history).text == "first")
    #expect(typed(draft, .up, .up, history: history).text == "second")
    #expect(typed(draft, .up, .up, .up, .up, history: history).text == "second")
    #expect(typed(draft, .up, .up, .down, .down, history: history).text == "dra")
  }
}
