import Screen
import Testing

@Suite struct TextWidthTests {
  /// Text that breaks screens, how many cells it takes, and what is shown of it.
  static let nasty: [(text: String, cells: Int, shown: String)] = [
    ("", 0, ""),
    ("plain", 5, "plain"),
    ("山田太郎", 8, "山田太郎"),
    ("e\u{301}", 1, "e\u{301}"),
    ("z\u{334}\u{335}\u{336}\u{337}\u{338}", 1, "z\u{334}\u{335}"),
    ("\u{301}abc", 4, "\u{25CC}\u{301}abc"),
    ("❤\u{FE0F}", 1, "❤"),
    ("👍🏽", 2, "👍"),
    ("👨\u{200D}👩\u{200D}👧\u{200D}👦!", 3, "👨!"),
    ("🏳\u{FE0F}\u{200D}🌈", 1, "🏳"),
    ("👩🏽\u{200D}⚕\u{FE0F}x", 3, "👩x"),
    ("🇩🇪🇫🇷", 4, "DEFR"),
    ("1\u{FE0F}\u{20E3}", 1, "1\u{20E3}"),
    ("한글", 4, "한글"),
    ("\u{1112}\u{1161}\u{11AB}", 2, "\u{1112}\u{1161}\u{11AB}"),
    ("हिन्दी", 5, "हिन्दी"),
    ("ﷺ", 1, "ﷺ"),
    ("a\u{200B}b\u{200D}c\u{FEFF}", 3, "abc"),
    ("co\u{AD}op", 5, "co-op"),
    ("\u{1B}[31m", 5, "\u{FFFD}[31m"),
    ("a\nb\u{9B}\u{2028}", 5, "a\u{FFFD}b\u{FFFD}\u{FFFD}"),
    ("ｆｕｌｌ", 8, "ｆｕｌｌ"),
    ("עברית", 5, "עברית"),
    ("🏴\u{E0067}\u{E0062}\u{E007F}", 2, "🏴"),
  ]

  @Test(arguments: nasty)
  func `nasty text takes the cells that every terminal gives it`(
    text: String, cells: Int, shown: String
  ) {
    #expect(TextWidth.cells(of: text) == cells)
    #expect(TextWidth.cells(of: shown) == cells)
    var surface = Surface(size: Size(width: 20, height: 1))
    #expect(surface.write(text, x: 0, y: 0) == cells)
    #expect(surface.lines[0] == shown + String(repeating: " ", count: 20 - cells))
  }

  @Test(arguments: nasty.map(\.text) + ["cs_test_a11YYufW…0S22u", "a日b本c語d", "日本語日本語日本語"])
  func `truncation keeps the width and says that it cut`(text: String) {
    let cells = TextWidth.cells(of: text)
    for width in 0...22 {
      for cut in [TextWidth.Cut.end, .middle] {
        let short = TextWidth.truncate(text, to: width, at: cut)
        #expect(TextWidth.cells(of: short) <= width)
        if cells <= width {
          #expect(short == text)
        } else if width > 0 {
          #expect(short.unicodeScalars.contains("…"))
          // A wide glyph may leave one cell unused on each side of the ellipsis.
          #expect(TextWidth.cells(of: short) >= width - 2)
        }
        #expect(TextWidth.cells(of: TextWidth.fit(text, to: width, cut: cut)) == width)
      }
    }
  }

  @Test func `ids are cut in the middle and names at the end`() {
    #expect(TextWidth.truncate("cs_test_a1Bc2De3", to: 9, at: .middle) == "cs_t…2De3")
    #expect(TextWidth.truncate("Ada Lovelace", to: 6) == "Ada L…")
    #expect(TextWidth.truncate("日本語", to: 4) == "日…")
  }

  @Test func `padding goes where the alignment says`() {
    #expect(TextWidth.pad("日", to: 5) == "日   ")
    #expect(TextWidth.pad("日", to: 5, align: .center) == " 日  ")
    #expect(TextWidth.pad("日", to: 5, align: .trailing) == "   日")
    #expect(TextWidth.pad("long", to: 2) == "long")
  }

  @Test func `lines break at spaces, at line feeds and inside words that are too long`() {
    #expect(TextWidth.wrap("the quick brown fox", to: 9) == ["the quick", "brown fox"])
    #expect(TextWidth.wrap("one\n\ntwo", to: 9) == ["one", "", "two"])
    #expect(TextWidth.wrap("a cs_test_123456 b", to: 6) == ["a", "cs_tes", "t_1234", "56 b"])
    #expect(TextWidth.wrap("日本語 日本", to: 5) == ["日本", "語", "日本"])
    #expect(TextWidth.wrap("", to: 5) == [""])
  }

  @Test(arguments: nasty.map(\.text), 1...6)
  func `no wrapped line is wider than asked`(text: String, width: Int) {
    for line in TextWidth.wrap(text, to: width) {
      #expect(TextWidth.cells(of: line) <= width)
    }
  }
}
