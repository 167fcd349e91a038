import Foundation
import Glibc
import Host
import Screen
import Testing

@testable import CommandLine

@Suite struct OutputTests {
  /// Every command that prints something on standard output, with “ID” for an open session.
  static let printing: [[String]] = [
    ["list"], ["list", "--format", "json"], ["list", "--format", "ndjson"],
    ["list", "--format", "csv"], ["list", "--all", "--format", "csv"],
    ["show", "ID"], ["show", "ID", "--format", "json"], ["lines", "ID"],
    ["lines", "ID", "--format", "json"], ["url", "ID"], ["expire", "ID", "--yes"],
    ["expire", "ID", "--dry-run"],
    [
      "create", "--product", "T", "--amount", "1", "--currency", "usd", "--success-url",
      "https://a.b",
    ],
    ["update", "ID", "--metadata", "a=b"], ["cache", "path"], ["cache", "info"], ["profiles"],
    ["config", "path"], ["search", "is:open"], ["search", "is:open", "--format", "json"],
    ["list", "--query", "is:open", "--format", "csv"], ["reference", "man"], ["--version"],
    ["--help"], ["list", "--help"],
  ]

  @Test(arguments: printing)
  func `a full disk is an error of every command`(arguments: [String]) async throws {
    try await Counter.open(sessions: 30) { counter in
      let id = try await counter.anID()
      _ = await counter.run("sync")
      let errors = counter.errors
      counter.streams.room.withLock { $0 = (0, .failed(ENOSPC)) }
      let ending = await Program.run(arguments.map { $0 == "ID" ? id : $0 }, in: counter.world)
      #expect(ending == .code(1))
      let said = counter.errors.dropFirst(errors.count)
      #expect(said.contains("the output could not be written: No space left on device"))
    }
  }

  @Test(arguments: printing)
  func `a reader that has gone ends every command without a word`(
    arguments: [String]
  ) async throws {
    try await Counter.open(sessions: 30) { counter in
      let id = try await counter.anID()
      _ = await counter.run("sync")
      counter.streams.room.withLock { $0 = (0, .closed) }
      let ending = await Program.run(arguments.map { $0 == "ID" ? id : $0 }, in: counter.world)
      #expect(ending == .brokenPipe)
      #expect(!counter.errors.contains("output"))
    }
  }

  @Test func `a disk that says so only at the end is an error, too`() async throws {
    try await Counter.open { counter in
      var counter = counter
      counter.world.console.finish = { () throws(OutputError) in throw .failed(EDQUOT) }
      #expect(await counter.run("config", "path") == .code(1))
      #expect(counter.errors.contains("could not be written"))
    }
  }

  @Test func `a list ends with the first row that did not arrive`() async throws {
    try await Counter.open(sessions: 300, room: (2000, .failed(ENOSPC))) { counter in
      #expect(await counter.run("list", "--all", "--format", "ndjson") == .code(1))
      #expect(counter.output.utf8.count <= 2000)
    }
  }

  @Test func `what is printed on a terminal is the same JSON, without a character to obey`() throws
  {
    let source = "{\"a\": \"caf\u{E9} \u{9B}31m \u{202E} \u{1F600}\u{FEFF}\"}\n"
    let escaped = TerminalJSON.escaped(source)
    #expect(escaped == "{\"a\": \"café \\u009b31m \\u202e 😀\\ufeff\"}\n")
    let values = try [source, escaped].map {
      try JSONDecoder().decode([String: String].self, from: Data($0.utf8))
    }
    #expect(values[0] == values[1])
    #expect(TerminalJSON.escaped("\u{E0041}") == "\\udb40\\udc41")
  }

  @Test func `an interpolation makes text from outside harmless, and a literal stays`() {
    let outside = "\u{1B}]0;x\u{7}\n\u{202E}"
    let text: SafeText = "\r\u{1B}[Ktill: \(outside) \(7)"
    #expect(text.text == "\r\u{1B}[Ktill: ␛]0;x␇␤\u{FFFD} 7")
    #expect(SafeText(lines: "a\u{1B}\nb").text == "a␛\nb")
  }
}
