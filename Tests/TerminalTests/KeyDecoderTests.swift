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

  @Test func `an answer about the width of a sign is no key, and a function key is no answer`() {
    var decoder = KeyDecoder()
    #expect(
      decode(scalars("a\u{1B}[2;3Rb"), with: &decoder, at: start) == [
        .character("a"), .character("b"),
      ])
    #expect(decoder.takeWidth() == 2)
    #expect(decoder.takeWidth() == nil)
    #expect(decode(scalars("\u{1B}[1;2R"), with: &decoder, at: start) == [.unknown])
    #expect(decoder.takeWidth() == nil)
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
    ("\u{1B}x", [.escape, .character("x")]), ("\u{1B}\r", [.escape, .enter]),
    ("\u{1B}[", [.escape, .character("[")]), ("\u{1B}O", [.escape, .character("O")]),
    ("\u{1B}Oz", [.escape, .character("O"), .character("z")]),
    ("\u{1B}j\u{1B}[A\u{3}", [.escape, .character("j"), .up, .control("c")]),
    ("\u{1B}]j", [.escape, .character("]"), .character("j")]),
    (
      "\u{1B}Pa\u{1B}Xb",
      [.escape, .character("P"), .character("a"), .escape, .character("X"), .character("b")]
    ),
    ("\u{1B}[A", [.up]), ("\u{1B}OH", [.home]), ("\u{1B}[4~", [.end]),
    ("\u{1B}[24~", [.function(12)]),
    ("\u{1B}[1;5D\u{1B}[1;3C", [.alt("b"), .alt("f")]),
  ])
  func `typed bytes are keys`(typed: String, keys: [Key]) {
    #expect(decode(scalars(typed)) == keys)
  }

  @Test(arguments: [
    "\u{1B}[1;7A", "\u{1B}[?2026;2$y", "\u{1B}[27;3;98~", "\u{1B}[98;3u", "\u{1B}]0;x\u{7}",
    "\u{1B}Pq\u{1B}\\", "\u{1B}P>|xterm(390)\u{1B}\\",
    "\u{1B}_Gq\u{1B}\\",
  ])
  func `a sequence that nobody knows is one key without effect`(sequence: String) {
    #expect(decode(scalars(sequence)) == [.unknown])
  }

  @Test(arguments: [
    ("\u{1B}]11;rgb:1e1e/2020/ffff\u{1B}\\", 0x1E20FF), ("\u{1B}]11;rgb:f/0/80\u{7}", 0xFF0080),
  ])
  func `the colour of the background is no key`(answer: String, color: Int) {
    var decoder = KeyDecoder()
    #expect(
      decode(scalars("j" + answer + "k"), with: &decoder, at: start) == [
        .character("j"), .character("k"),
      ])
    #expect(decoder.background == color)
  }

  @Test func `the colour of the background may come in pieces`() {
    var decoder = KeyDecoder()
    #expect(decode(scalars("\u{1B}]11;rgb:ff"), with: &decoder, at: start) == [])
    #expect(decode(scalars("ff/0000/0000\u{7}"), with: &decoder, at: start) == [])
    #expect(decoder.background == 0xFF0000)
  }

  @Test func `a character that is bound with Alt is one key`() {
    var decoder = KeyDecoder()
    decoder.altKeys = ["x"]
    #expect(
      decode(scalars("\u{1B}x\u{1B}y"), with: &decoder, at: start)
        == [.alt("x"), .escape, .character("y")])
  }

  @Test func `keys of terminfo go by their number`() {
    let codes = KeyCodes.codes.keys.sorted()
    #expect(decode(codes.map { .code($0) }) == codes.compactMap { KeyCodes.codes[$0] })
    #expect(decode([.code(999)]) == [.unknown])
    #expect(KeyCodes.codes.values.contains(.function(12)))
  }

  @Test func `an escape before a key of terminfo is a key of its own`() {
    #expect(
      decode([.scalar("\u{1B}"), .code(KeyCodes.codes.first { $0.value == .up }?.key ?? 0)])
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

  @Test func `a large paste goes on after a batch that took long`() {
    var decoder = KeyDecoder()
    let start = start
    #expect(decode([.pasteStart] + scalars("ab"), with: &decoder, at: start) == [])
    #expect(decoder.isPasting)
    decoder.endBatch(at: start + .seconds(5))
    #expect(
      decode(scalars("q") + [.pasteEnd], with: &decoder, at: start + .milliseconds(5900))
        == [.paste("abq")])
    #expect(!decoder.isPasting)
  }

  @Test func `a paste whose end is lost does not swallow what is typed later`() {
    var decoder = KeyDecoder()
    let start = start
    #expect(decode([.pasteStart] + scalars("ab"), with: &decoder, at: start) == [])
    #expect(
      decode(scalars("q"), with: &decoder, at: start + .milliseconds(1100))
        == [.paste("ab"), .character("q")])
  }

  @Test func `a paste or a sequence that comes after a silence is whole`() {
    var decoder = KeyDecoder()
    decoder.hasMouse = true
    let later = start + .seconds(60)
    #expect(
      decode([.pasteStart] + scalars("X-Request\rq") + [.pasteEnd], with: &decoder, at: later)
        == [.paste("X-Request\nq")])
    #expect(
      decode(scalars("\u{1B}[<0;3;4Mj"), with: &decoder, at: later + .seconds(60))
        == [.mouse(MouseEvent(.press, x: 2, y: 3)), .character("j")])
  }

  @Test func `a paste is cut at its limit, between characters`() {
    var decoder = KeyDecoder()
    decoder.pasteLimit = 5
    #expect(
      decode([.pasteStart] + scalars("aéézéq") + [.pasteEnd], with: &decoder, at: start)
        == [.paste("aéé")])
  }

  @Test func `a paste as large as the limit is whole, in time that grows with its length only`() {
    var decoder = KeyDecoder()
    let text = String(repeating: "ab\n", count: decoder.pasteLimit / 3)
    #expect(
      decode([.pasteStart] + scalars(text) + [.pasteEnd], with: &decoder, at: start)
        == [.paste(text)])
  }

  @Test func `a sequence may arrive in pieces`() {
    var decoder = KeyDecoder()
    let start = start
    for piece in ["\u{1B}]11;rgb:1e", "1e/q", "x\u{1B}"] {
      #expect(decode(scalars(piece), with: &decoder, at: start) == [])
    }
    #expect(
      decode(scalars("\\j"), with: &decoder, at: start) == [.unknown, .character("j")])
  }

  @Test(arguments: ["\u{1B}]0;x", "\u{1B}[<0;1"])
  func `a sequence whose end is lost does not swallow what is typed later`(lost: String) {
    var decoder = KeyDecoder()
    let start = start
    #expect(decode(scalars(lost), with: &decoder, at: start) == [])
    #expect(
      decode(scalars("q"), with: &decoder, at: start + .milliseconds(1100)) == [.character("q")])
  }

  @Test func `two presses on a cell within the time are a double click`() {
    var decoder = KeyDecoder()
    decoder.hasMouse = true
    let start = start
    func click(_ column: Int, after milliseconds: Int) -> [Key] {
      decode(
        scalars("\u{1B}[<0;\(column);3M\u{1B}[<0;\(column);3m"), with: &decoder,
        at: start + .milliseconds(milliseconds))
    }
    #expect(click(2, after: 0) == [.mouse(MouseEvent(.press, x: 1, y: 2))])
    #expect(click(2, after: 300) == [.mouse(MouseEvent(.doubleClick, x: 1, y: 2))])
    #expect(click(2, after: 400) == [.mouse(MouseEvent(.press, x: 1, y: 2))])
    #expect(click(3, after: 500) == [.mouse(MouseEvent(.press, x: 2, y: 2))])
    #expect(click(3, after: 1000) == [.mouse(MouseEvent(.press, x: 2, y: 2))])
  }

  @Test func `the wheel scrolls, and what else a mouse can do is nothing`() {
    var decoder = KeyDecoder()
    decoder.hasMouse = true
    let reports = ["64;1;1M", "65;5;7M", "66;1;1M", "2;1;1M", "32;1;1M", "0;1;1m", "0;;1M"]
    #expect(
      decode(scalars(reports.map { "\u{1B}[<" + $0 }.joined()), with: &decoder, at: start) == [
        .mouse(MouseEvent(.scrollUp, x: 0, y: 0)), .mouse(MouseEvent(.scrollDown, x: 4, y: 6)),
        .unknown,
      ])
  }

  @Test func `reports of a mouse that is off are nothing`() {
    #expect(decode(scalars("\u{1B}[<0;10;9M\u{1B}[<0;10;9mj")) == [.character("j")])
  }
}
