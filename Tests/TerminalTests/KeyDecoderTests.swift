import Screen
import Testing

@testable import Terminal

@Suite struct KeyDecoderTests {
  private var start: ContinuousClock.Instant { .now }

  private func scalars(_ text: String) -> [RawInput] {
    text.unicodeScalars.map { .scalar($0) }
  }

  private func decode(
    _ inputs: [RawInput], with decoder: inout KeyDecoder, at now: ContinuousClock.Instant
  ) -> [Key] {
    var rest = inputs[...]
    return decoder.decode(at: now) { rest.popFirst() }
  }

  private func decode(_ inputs: [RawInput]) -> [Key] {
    var decoder = KeyDecoder()
    return decode(inputs, with: &decoder, at: start)
  }

  @Test(arguments: [
    ("a", [Key.character("a")]), ("ж日", [.character("ж"), .character("日")]),
    (" ", [.character(" ")]),
    ("\r", [.enter]), ("\n", [.enter]), ("\t", [.tab]), ("\u{7F}", [.backspace]),
    ("\u{8}", [.backspace]),
    ("\u{1}\u{1A}", [.control("a"), .control("z")]), ("\0", [.control("@")]),
    ("\u{1C}\u{1F}", [.control("\\"), .control("_")]), ("\u{85}", [.unknown]),
    ("\u{1B}", [.escape]), ("\u{1B}\u{1B}", [.escape, .escape]),
    ("\u{1B}x", [.alt("x")]), ("\u{1B}\r", [.unknown]), ("\u{1B}[", [.alt("[")]),
    ("\u{1B}O", [.alt("O")]),
    ("\u{1B}[A", [.up]), ("\u{1B}OH", [.home]), ("\u{1B}[4~", [.end]),
    ("\u{1B}[24~", [.function(12)]),
    ("\u{1B}[1;5D\u{1B}[1;3C", [.alt("b"), .alt("f")]),
  ])
  func `typed bytes are keys`(typed: String, keys: [Key]) {
    #expect(decode(scalars(typed)) == keys)
  }

  @Test(arguments: [
    "\u{1B}[1;7A", "\u{1B}[?2026;2$y", "\u{1B}[27;6;120~", "\u{1B}[200", "\u{1B}Oz",
  ])
  func `a sequence that nobody knows is one key without effect`(sequence: String) {
    #expect(decode(scalars(sequence)) == [.unknown])
  }

  @Test func `keys of terminfo go by their number`() {
    let codes = KeyTable.codes.keys.sorted()
    #expect(decode(codes.map { .code($0) }) == codes.compactMap { KeyTable.codes[$0] })
    #expect(decode([.code(999)]) == [.unknown])
    #expect(KeyTable.codes.values.contains(.function(12)))
  }

  @Test func `an escape before a key of terminfo is a key of its own`() {
    #expect(
      decode([.scalar("\u{1B}"), .code(KeyTable.codes.first { $0.value == .up }?.key ?? 0)])
        == [.escape, .up])
  }

  @Test func `pasted text is one key, whatever is in it`() {
    let inside = scalars("x\u{1B}q\rE\u{3}日\t")
    #expect(
      decode([.pasteStart] + inside + [.pasteEnd] + scalars("j"))
        == [.paste("x\u{1B}q\nE\u{3}日\t"), .character("j")])
    #expect(decode([.pasteEnd]) == [])
  }

  @Test func `a paste may arrive in pieces`() {
    var decoder = KeyDecoder()
    let start = start
    #expect(decode([.pasteStart] + scalars("ab"), with: &decoder, at: start) == [])
    #expect(
      decode(scalars("c") + [.pasteEnd], with: &decoder, at: start + .milliseconds(900))
        == [.paste("abc")])
  }

  @Test func `a paste whose end is lost does not swallow what is typed later`() {
    var decoder = KeyDecoder()
    let start = start
    #expect(decode([.pasteStart] + scalars("ab"), with: &decoder, at: start) == [])
    #expect(
      decode(scalars("q"), with: &decoder, at: start + .milliseconds(1100))
        == [.paste("ab"), .character("q")])
  }

  @Test func `a paste is cut at its limit, between characters`() {
    var decoder = KeyDecoder()
    decoder.pasteLimit = 5
    #expect(
      decode([.pasteStart] + scalars("aéézéq") + [.pasteEnd], with: &decoder, at: start)
        == [.paste("aéé")])
  }

  @Test func `two presses on a cell within the time are a double click`() {
    var decoder = KeyDecoder()
    let start = start
    func click(_ x: Int, after milliseconds: Int) -> [Key] {
      decode(
        [.button(.press, x: x, y: 2)], with: &decoder, at: start + .milliseconds(milliseconds))
    }
    #expect(click(1, after: 0) == [.mouse(MouseEvent(.press, x: 1, y: 2))])
    #expect(click(1, after: 300) == [.mouse(MouseEvent(.doubleClick, x: 1, y: 2))])
    #expect(click(1, after: 400) == [.mouse(MouseEvent(.press, x: 1, y: 2))])
    #expect(click(2, after: 500) == [.mouse(MouseEvent(.press, x: 2, y: 2))])
    #expect(click(2, after: 1000) == [.mouse(MouseEvent(.press, x: 2, y: 2))])
    #expect(
      decode([.button(.wheelDown, x: 0, y: 0)], with: &decoder, at: start)
        == [.mouse(MouseEvent(.scrollDown, x: 0, y: 0))])
  }
}
