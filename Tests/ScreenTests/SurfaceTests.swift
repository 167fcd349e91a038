import Screen
import Testing

@Suite struct SurfaceTests {
  private func surface(_ width: Int, _ height: Int = 1) -> Surface {
    Surface(size: Size(width: width, height: height))
  }

  /// Every wide glyph has its second half, and there is no second half without a first.
  private func isWhole(_ surface: Surface) -> Bool {
    (0..<surface.size.height).allSatisfy { y in
      let row = Array(surface.row(y))
      return row.indices.allSatisfy { x in
        let follows = x + 1 < row.count && row[x + 1].isContinuation
        let isWide = row[x].glyph.width == 2
        return isWide == follows && !(x == 0 && row[x].isContinuation)
      }
    }
  }

  @Test func `text is written where it is asked for and says how far it went`() {
    var surface = surface(8)
    #expect(surface.write("ab日", x: 1, y: 0) == 4)
    #expect(surface.lines == [" ab日   "])
  }

  @Test(arguments: [-30, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 30], ["abcd", "日本", "a日b", "é́́́x"])
  func `text clips past every edge`(x: Int, text: String) {
    var clipped = surface(4)
    clipped.write(text, x: x, y: 0)
    clipped.write(text, x: x, y: -1)
    clipped.write(text, x: x, y: 1)
    #expect(isWhole(clipped))
    // The same text on a surface with room on both sides shows the same cells.
    var roomy = surface(80)
    roomy.write(text, x: 40 + x, y: 0)
    for column in 0..<4 where clipped[column, 0].glyph.width == 1 && clipped[column, 0] != Cell() {
      #expect(clipped[column, 0] == roomy[40 + column, 0])
    }
    #expect(clipped.lines[0].unicodeScalars.allSatisfy { $0 != "\u{FFFD}" })
  }

  @Test func `a wide glyph that does not fit leaves a space`() {
    var surface = surface(4)
    surface.fill(surface.bounds, with: Glyph(narrow: "."), style: .text)
    #expect(surface.write("a日本", x: 0, y: 0) == 4)
    #expect(surface.lines == ["a日 "])
    surface.write("日本", x: -1, y: 0)
    #expect(surface.lines == [" 本 "])
  }

  @Test func `overwriting half of a wide glyph blanks the other half`() {
    for x in 0..<6 {
      var surface = surface(6)
      surface.write("日本語", x: 0, y: 0)
      surface.write("X", x: x, y: 0)
      #expect(isWhole(surface))
      #expect(surface[x, 0].glyph == Glyph(narrow: "X"))
      #expect(TextWidth.cells(of: surface.lines[0]) == 6)
    }
  }

  @Test(arguments: [("abc", 2), ("日本", 3), ("日本", 1), ("abc", 0), ("abc", -5)])
  func `a limit of cells holds`(text: String, limit: Int) {
    var surface = surface(10)
    surface.fill(surface.bounds, with: Glyph(narrow: "."), style: .text)
    #expect(surface.write(text, x: 2, y: 0, maxWidth: limit) == max(0, limit))
    #expect(surface[1, 0].glyph.base == "." && surface[2 + max(0, limit), 0].glyph.base == ".")
    #expect(isWhole(surface))
  }

  @Test func `a window has its own coordinates and cannot be left`() {
    var surface = surface(6, 3)
    surface.within(Rect(x: 2, y: 1, width: 3, height: 5)) { pane in
      #expect(pane.size == Size(width: 3, height: 5))
      pane.write("abcdef", x: -1, y: 0, style: Style(.error))
      pane.within(Rect(x: 1, y: 1, width: 9, height: 9)) { $0.write("xyz", x: 0, y: 0) }
    }
    #expect(surface.lines == ["      ", "  bcd ", "   xy "])
    #expect(surface.size == Size(width: 6, height: 3))
  }

  @Test func `filling and restyling clip and keep glyphs whole`() {
    var surface = surface(6, 2)
    surface.write("日本語", x: 0, y: 0)
    surface.fill(Rect(x: 1, y: -3, width: 2, height: 4), with: Glyph(narrow: "#"), style: .text)
    #expect(surface.lines[0] == " ## 語")
    surface.addEmphasis(.selected, in: Rect(x: -2, y: 0, width: 100, height: 1))
    surface.setStyle(Style(.error), in: Rect(x: 0, y: 1, width: 2, height: 9))
    #expect(surface.row(0).allSatisfy { $0.style == Style(.text, .selected) })
    #expect(surface[1, 1].style == Style(.error) && surface[2, 1].style == .text)
    #expect(isWhole(surface))
  }

  @Test func `segments share one line and an ellipsis says that they were cut`() {
    let parts = [Segment("ab", Style(.title)), Segment("cd")]
    var surface = surface(5)
    #expect(surface.write(parts, x: 0, y: 0) == 4)
    #expect(surface.lines == ["abcd "])
    #expect(surface.write(parts, x: 2, y: 0) == 3)
    #expect(surface.lines == ["abab…"])
    #expect(surface.write(parts, x: 0, y: 0, maxWidth: 2) == 2)
    #expect(surface.lines == ["a…ab…"])
  }

  @Test func `fields are filled to their width`() {
    var surface = surface(9)
    surface.fill(surface.bounds, with: Glyph(narrow: "."), style: .text)
    surface.writeField("7", x: 1, y: 0, width: 3, align: .trailing)
    surface.writeField("abcdef", x: 5, y: 0, width: 3, cut: .middle)
    #expect(surface.lines == [".  7.a…f."])
  }

  @Test(arguments: 0...8, 0...5)
  func `a frame of any size stays inside`(width: Int, height: Int) {
    var surface = surface(10, 7)
    let rect = Rect(x: 1, y: 1, width: width, height: height)
    surface.frame(rect, style: Style(.border), title: [Segment("Sessions")], footer: [Segment("1")])
    for y in 0..<7 {
      for x in 0..<10 where !rect.contains(x: x, y: y) {
        #expect(surface[x, y] == Cell())
      }
    }
  }

  @Test func `a frame carries its titles`() {
    var surface = surface(14, 3)
    surface.frame(
      surface.bounds, .square, style: Style(.border), title: [Segment("日本 Sessions")],
      footer: [Segment("3 of 9")])
    #expect(surface.lines == ["┌ 日本 Sess… ┐", "│            │", "└ 3 of 9 ────┘"])
  }

  @Test func `signs that ASCII lacks are spelled out before anything is cut`() {
    var surface = Surface(size: Size(width: 12, height: 3), spelling: ["€": "EUR "])
    surface.writeField("€9.50", x: 0, y: 0, width: 10, align: .trailing)
    surface.writeTruncated("€1,000.00", x: 0, y: 1, width: 8)
    surface.write([Segment("€1"), Segment("·€2")], x: 0, y: 2)
    #expect(surface.lines == ["  EUR 9.50  ", "EUR 1,0…    ", "EUR 1·EUR 2 "])
  }

  @Test func `ASCII mode keeps every column`() {
    var surface = surface(16, 3)
    surface.frame(surface.bounds, style: Style(.border), title: [Segment("日é… ●")])
    surface.write("e\u{301}x", x: 1, y: 1)
    #expect(
      surface.asciiOnly.lines == ["+ ? ?~ * ------+", "|ex            |", "+--------------+"])
  }

  @Test func `what changed of a row reaches from the first cell to the last that did`() {
    let before = surface(10, 3)
    #expect(before.changes(inRow: 0, since: nil) == 0..<10)
    var after = before
    after.write("ab", x: 2, y: 1)
    after.addEmphasis(.selected, in: Rect(x: 7, y: 1, width: 1, height: 1))
    #expect((0..<3).map { after.changes(inRow: $0, since: before) } == [nil, 2..<8, nil])
    after.write("日", x: 4, y: 1)
    after.write("  ", x: 2, y: 1)
    after.setEmphasis([], insteadOf: .selected, in: after.bounds)
    #expect(after.changes(inRow: 1, since: before) == 4..<6)
    after.fill(after.bounds, style: .text)
    #expect(after.changes(inRow: 1, since: before) == nil && after == before)
  }

  @Test(arguments: [TextWidth.Cut.end, .middle], -1...9)
  func `ASCII is cut like any other text`(cut: TextWidth.Cut, width: Int) {
    let shown = ["abcdefg", "äbcdefg"].map { text in
      var (field, line) = (surface(10), surface(10))
      field.writeField(text, x: 1, y: 0, width: width, cut: cut)
      line.writeTruncated(text, x: 1, y: 0, width: width, cut: cut)
      return (field.lines + line.lines).map { $0.replacing("ä", with: "a") }
    }
    #expect(shown[0] == shown[1])
    #expect(
      TextWidth.truncate("abcdefg", to: width, at: cut)
        == TextWidth.truncate("äbcdefg", to: width, at: cut).replacing("ä", with: "a"))
  }

  @Test func `emphasis is taken away as it was given`() {
    var surface = surface(4)
    surface.write("ab", x: 0, y: 0, style: Style(.link, .bold))
    let before = surface
    for emphasis in [Emphasis.selected, .selected, []] {
      surface.setEmphasis(emphasis, insteadOf: .selected, in: surface.bounds)
    }
    #expect(surface == before)
  }
}
