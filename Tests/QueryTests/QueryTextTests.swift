import Checkout
import Query
import Support
import Testing

@Suite struct QueryTextTests {
  @Test(arguments: [
    ("Jane  DOE", "  jane  doe"), ("Müller", "  muller"), ("Mu\u{308}ller", "  muller"),
    ("Straße", "  strasse"), ("Łódź", "  lodz"), ("İstanbul", "  istanbul"),
    ("ΣΊΣΥΦΟΣ", "  σισυφοσ"), ("Ёлка", "  елка"), ("ＡＢＣ１", "  abc1"), ("が", "  が"),
    ("שָׁלוֹם", "  שלום"), (" \t\n", ""), ("हिन्दी", "  हिन्दी"), ("Ǆ", "  dz"),
    ("O’Neill", "  o'neill"), ("“Ada” «x»", "  \"ada\"  \"x\""), ("ŉ", "  'n"),
    ("ﾔﾏﾀﾞ ﾊﾟﾝ ｳﾞ", "  ヤマダ  パン  ヴ"), ("か\u{3099}は\u{309A}", "  がぱ"), ("ﾞ", "  \u{3099}"),
    ("ｅ＠ｘ．ｊｐ", "  e@x.jp"),
  ])
  func `text is folded`(_ text: String, _ folded: String) {
    #expect(SearchFolding.fold(text).unicodeScalars.elementsEqual(folded.unicodeScalars))
  }

  @Test func `words end at every white space of Unicode, and nowhere else`() {
    for value in (0x80..<0x1_0000).compactMap(Unicode.Scalar.init) {
      let folded = SearchFolding.fold("a\(value)b")
      #expect((folded == "  a  b") == value.properties.isWhitespace, "\(value.value)")
    }
  }

  @Test func `folding twice changes nothing`() {
    for value in (0x20..<0x1_0000).compactMap(Unicode.Scalar.init) {
      let once = SearchFolding.fold(String(value))
      #expect(SearchFolding.fold(once) == once)
    }
  }

  @Test func `what is searched is what people ask for`() {
    let session = Session.make(
      email: "Jane@Example.com", name: "Jane Doe", metadata: ["order": "A-17", "shop": "Köln"],
      changes: [
        "client_reference_id": "ref 9", "payment_intent": "pi_3Secret",
        "custom_fields": [
          ["key": "size", "type": "dropdown", "dropdown": ["value": "XL"]],
          ["key": "engraving", "type": "text", "text": ["value": "Für Ada"]],
        ],
      ])
    #expect(
      Set(Session.fields.searchText(of: session.json).split(separator: "\n"))
        == [
          "  jane  doe", "  jane@example.com", "  ref  9", "  a-17", "  koln", "  xl", "  fur  ada",
        ])
  }

  @Test func `matches are marked in the original`() throws {
    let marked = { (query: String, text: String) in
      try SessionQuery(parsing: query, now: 0).highlights(in: text).map { String(text[$0]) }
    }
    #expect(try marked("mull", "Frau Müller") == ["Müll"])
    #expect(try marked("strasse", "Hauptstraße 1") == ["straße"])
    #expect(try marked("j", "Jane Ajax jo") == ["J", "j"])
    #expect(try marked("an ane", "Jane Anders") == ["ane", "An"])
    #expect(try marked("-jane status:open", "Jane") == [])
    #expect(try marked("\"ne  do\"", "Jane   Doe") == ["ne   Do"])
    #expect(try marked("o'neill", "Ann O’Neill") == ["O’Neill"])
    #expect(try marked("ヤマダ", "ﾔﾏﾀﾞ ｱｲ") == ["ﾔﾏﾀﾞ"])
    #expect(try marked("in_stock", "in_stock") == ["in_stock"])
    #expect(try marked("Hof 12 a", "Hof 12") == ["Hof", "12"])
  }
}
