import Dashboard
import FoundationEssentials
import Host
import Settings
import Testing

@testable import CommandLine

struct ConfigCheckTests {
  /// What `till config check` says about a configuration, with its exit code.
  private func check(
    _ text: String?
  ) async throws -> (ending: Program.Ending, output: String, errors: String) {
    var result: (Program.Ending, String, String)?
    try await Counter.open { counter in
      if let text {
        try PrivateFiles.write(Array(text.utf8), to: counter.folder + "/.config/till/config.toml")
      }
      result = (await counter.run("config", "check"), counter.output, counter.errors)
    }
    return try #require(result)
  }

  @Test(arguments: [
    ("profile = \"nope\"\n[profiles.a]", ":1:11: error: There is no profile “nope”."),
    ("profile = \"acem\"\n[profiles.acme]", "Did you mean “acme”?"),
  ])
  func `a default that no profile has is an error`(text: String, expected: String) async throws {
    let (ending, output, errors) = try await check(text)
    #expect(ending == .code(78))
    #expect(output.contains(expected), "\(output)")
    #expect(!errors.contains("is right"))
  }

  @Test(arguments: [
    ("them = \"dark\"", ":1:1: warning: there is no option"),
    ("[profiles.a]\ndefault_filter = \"status:foo\"", ":2:18: warning: default_filter: "),
    ("[profiles.a]\nca_bundle = \"/nonexistent.pem\"", ":2:13: warning: ca_bundle: /nonexistent"),
  ])
  func `a warning is counted, and nothing is called right`(
    text: String, expected: String
  ) async throws {
    let (ending, output, errors) = try await check(text)
    #expect(ending == .code(0))
    #expect(output.contains(expected), "\(output)")
    #expect(errors.contains("1 warning in ") && !errors.contains("is right"), "\(errors)")
  }

  @Test func `the documented configuration gives commands the keys that they have`() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../assets/config.toml")
    let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    let keys = try #require(text.split(separator: "\n#[keys]\n").last)
    let lines = keys.split(separator: "\n").map { $0.drop { $0 == "#" } }
    let (configuration, notes) = Configuration.parse(
      Array("[keys]\n\(lines.joined(separator: "\n"))".utf8), file: "config.toml")
    let (keymap, complaints) = KeyTable(configuration.keys).keymap()
    #expect(notes.isEmpty && complaints.isEmpty && configuration.keys.count == lines.count)
    for command in Command.all { #expect(keymap.keys(for: command) == command.keys) }
  }

  @Test func `a file that is missing is said to be; an empty one is right`() async throws {
    #expect(try await check(nil).errors.contains("there is no "))
    #expect(try await check("").errors.contains("is right; profiles: none"))
  }
}
