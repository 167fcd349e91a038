import Testing

@testable import Host

@Suite struct ShellWordsTests {
  @Test(
    arguments: [
      ("", []), ("  ", []), ("vi", ["vi"]), ("ed --wait  -n", ["ed", "--wait", "-n"]),
      ("\"/path/My Editor/ed\" --wait", ["/path/My Editor/ed", "--wait"]),
      ("/path/My\\ Editor/ed", ["/path/My Editor/ed"]),
      ("ed -c \"set nowrap\"", ["ed", "-c", "set nowrap"]), ("ed ''", ["ed", ""]),
      ("a\"b c\"d'e f'", ["ab cde f"]), ("\"a\\\"b\\x\"", ["a\"b\\x"]), ("a\\", ["a\\"]),
    ] as [(String, [String])])
  func `words are split as a shell splits them`(text: String, words: [String]) throws {
    #expect(try ShellWords.split(text) == words)
  }

  @Test(
    arguments: [
      ("x | cat", .needsShell("|")), ("x > y", .needsShell(">")), ("$EDITOR", .needsShell("$")),
      ("a \"$b\"", .needsShell("$")), ("a;b", .needsShell(";")), ("'a", .openQuote),
      ("\"a", .openQuote), ("\"a\\", .openQuote),
    ] as [(String, ShellWords.Failure)])
  func `what only a shell can do is refused with its name`(
    text: String, failure: ShellWords.Failure
  ) {
    #expect(throws: failure) { try ShellWords.split(text) }
    #expect(failure.reason.contains(failure == .openQuote ? "quotation" : "shell"))
  }
}
