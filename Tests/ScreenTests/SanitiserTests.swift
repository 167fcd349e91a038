import Screen
import Testing

@Suite struct SanitiserTests {
  @Test(arguments: [
    ("\u{1B}]0;owned\u{7}", "␛]0;owned␇"),
    ("\u{0}\u{7F}", "␀␡"),
    ("\u{9B}31m\u{85}", "\u{FFFD}31m␤"),
    ("one\r\ntwo\nthree\rfour\u{2028}five\u{2029}", "one␤two␤three␤four␤five␤"),
    ("a\tb", "a b"),
    ("pay\u{202E}dnuf\u{202C}", "pay\u{FFFD}dnuf\u{FFFD}"),
    ("\u{2066}\u{200E}\u{061C}x", "\u{FFFD}\u{FFFD}\u{FFFD}x"),
    ("ad\u{200B}min\u{200D}@\u{FEFF}", "ad\u{FFFD}min\u{FFFD}@\u{FFFD}"),
    ("x\u{E0041}\u{E007F}", "x\u{FFFD}\u{FFFD}"),
    ("\u{301}x", "\u{25CC}\u{301}x"),
    ("\u{3164}", "\u{FFFD}"),
  ])
  func `what a terminal obeys or an eye misses becomes visible`(raw: String, shown: String) {
    #expect(Sanitiser.display(raw) == shown)
    #expect(Sanitiser.display(shown) == shown)
  }

  @Test(arguments: [
    "jane@example.com", "山田 太郎", "👨\u{200D}👩\u{200D}👧", "👩🏽\u{200D}⚕\u{FE0F}", "می\u{200C}خواهم",
    "क्\u{200D}ष",
    "e\u{301}", "",
  ])
  func `honest text stays as it is`(text: String) {
    #expect(Sanitiser.display(text).unicodeScalars.elementsEqual(text.unicodeScalars))
  }

  @Test func `an excerpt is the beginning, and says that it is one`() {
    let long = String(repeating: "é", count: 2_000)
    #expect(Sanitiser.excerpt(long) == long)
    #expect(Sanitiser.excerpt(long + "x") == long + "…")
    #expect(Sanitiser.excerpt("\u{1B}x") == "␛x")
    #expect(Sanitiser.excerpt(String(repeating: "a\u{301}", count: 9_000)).utf8.count < 4_000)
  }

  @Test func `no scalar gets a control character onto the screen`() {
    for value in UInt32(0)...0x2_FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let shown = Sanitiser.display("a\(scalar)b")
      #expect(
        !shown.unicodeScalars.contains { $0.properties.generalCategory == .control },
        "U+\(String(value, radix: 16))")
    }
  }

  @Test func `a copied value cannot run a line in a shell`() {
    #expect(Sanitiser.copied("curl x\r\nrm -rf ~\n\u{1B}[200~") == "curl xrm -rf ~[200~")
    #expect(Sanitiser.copied("a\u{202E}b\u{E0041}") == "ab")
    #expect(Sanitiser.copied("👨\u{200D}👩 日本") == "👨\u{200D}👩 日本")
  }
}
