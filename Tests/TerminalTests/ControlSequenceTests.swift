import Testing

@testable import Terminal

struct ControlSequenceTests {
  @Test(arguments: [
    ("", ""), ("\u{1B}[?1049h", "\u{1B}[?1049h"), ("\u{1B}7$<5>\u{1B}[?47h", "\u{1B}7\u{1B}[?47h"),
    ("a$<5*/>b$<10>", "ab"), ("price $5", "price $5"), ("$", "$"), ("a$<5", "a"),
  ])
  func `delays are left out`(capability: String, sequence: String) {
    #expect(ControlSequence.withoutPadding(capability) == sequence)
  }
}
