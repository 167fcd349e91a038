import Testing

@testable import Terminal

@Suite struct CharacterSetTests {
  @Test(arguments: [
    ("en_GB.UTF-8", false), ("C.utf8", false), ("de_DE.ISO-8859-1", true), ("ja_JP.eucJP", true),
    ("de_DE", false), ("de_DE@euro", false), ("de_DE.UTF-8@euro", false),
  ])
  func `a locale's name says whether it is another set than UTF-8`(name: String, isOther: Bool) {
    #expect(CharacterSet.namesOtherSet(name) == isOther)
  }
}
