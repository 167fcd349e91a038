import Dashboard
import FoundationEssentials
import Testing

@Suite("The key table")
struct KeyReferenceTests {
  /// `TILL_RECORD=1` writes the table again.
  @Test func `the README shows the keys of the command table`() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "README.md")
    let text = try String(contentsOf: file, encoding: .utf8)
    let (start, end) = ("<!-- keys -->\n", "\n<!-- /keys -->")
    let head = try #require(text.firstRange(of: start))
    let tail = try #require(text.firstRange(of: end))
    let table = String(text[head.upperBound..<tail.lowerBound])
    if table != KeyReference.markdown, ProcessInfo.processInfo.environment["TILL_RECORD"] == "1" {
      let changed = text[..<head.upperBound] + KeyReference.markdown + text[tail.lowerBound...]
      try String(changed).write(to: file, atomically: true, encoding: .utf8)
    } else {
      #expect(table == KeyReference.markdown, "run once with TILL_RECORD=1")
    }
  }

  @Test func `no key means two commands`() {
    let keys = Command.all.flatMap(\.keys)
    #expect(Set(keys).count == keys.count)
  }

  @Test func `every command of the table has a name, a title and a place`() {
    #expect(Set(Command.all.map(\.id)) == Set(Command.ID.allCases))
    for command in Command.all {
      #expect(!command.title(.standard).isEmpty && !command.panes.isEmpty)
    }
  }
}
