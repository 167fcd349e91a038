import ArgumentParser
import Foundation
import Host
import Screen
import Testing

@testable import CommandLine

struct HelpTests {
  private static func manual() throws -> String { try ManualPage(help: Till._dumpHelp()).text }

  @Test(arguments: [
    (["help", "nope"], "“till help” lists them"),
    (["help", "sandbox", "nope"], "“till help sandbox” lists them"),
    (["help", "list", "nope"], "“till help list” has none below it"),
  ])
  func `help about a command that is not there is wrong usage`(
    arguments: [String], next: String
  ) async throws {
    try await Counter.open { counter in
      #expect(await Program.run(arguments, in: counter.world) == .code(64))
      #expect(counter.errors.contains("“nope” is no command: \(next)"), "\(counter.errors)")
      #expect(counter.output.isEmpty)
    }
  }

  @Test(arguments: [["help"], ["help", "list"], ["help", "sandbox", "pay"], ["help", "--help"]])
  func `help about a command shows it`(arguments: [String]) async throws {
    try await Counter.open { counter in
      #expect(await Program.run(arguments, in: counter.world) == .code(0))
      #expect(counter.output.contains("USAGE:"))
    }
  }

  @Test func `the manual page has every option, its default, every exit code and examples`() throws
  {
    let manual = try Self.manual()
    #expect(manual.contains("\\-\\-api\\-version <version>"))
    #expect(manual.contains("at the start. (default: 500)"))
    #expect(!manual.contains(".B \\-\\-help") && !manual.contains(".B \\-h"))
    for (code, _) in Surroundings.exitCodes { #expect(manual.contains(".B \(code)\n")) }
    #expect(Set(Surroundings.exitCodes.map(\.name)).isSuperset(of: ["0", "1", "124", "130"]))
    #expect(manual.contains(".nf\n  till create \\-\\-price"))
    #expect(manual.contains("\n.fi\n.PP\nThe new session"))
  }

  @Test func `the tables of the help fit in 80 columns, with a space behind each name`() {
    for row in Till.configuration.discussion.split(separator: "\n") where row.hasPrefix("  ") {
      #expect(TextWidth.cells(of: String(row)) < 80, "\(row)")
    }
    for (name, _) in Surroundings.sections.flatMap(\.rows) { #expect(name.count < 32, "\(name)") }
  }

  @Test func `the help of an option is one line`() throws {
    func check(_ value: Any) {
      if let list = value as? [Any] { return list.forEach(check) }
      guard let members = value as? [String: Any] else { return }
      if let text = members["abstract"] as? String { #expect(!text.contains("\n"), "\(text)") }
      members.values.forEach(check)
    }
    check(try JSONSerialization.jsonObject(with: Data(Till._dumpHelp().utf8)))
  }

  @Test(arguments: [["--hlep"], ["list", "--hepl"], ["cache", "clear", "--hel"]])
  func `a mistyped --help is proposed`(arguments: [String]) async throws {
    try await Counter.open { counter in
      #expect(await Program.run(arguments, in: counter.world) == .code(64))
      #expect(counter.errors.contains("did you mean “--help”?"), "\(counter.errors)")
    }
  }

  @Test(arguments: [["list", "--format", "help"], ["list", "--limit", "help"]])
  func `a value that is wrong is no mistyped --help`(arguments: [String]) async throws {
    try await Counter.open { counter in
      #expect(await Program.run(arguments, in: counter.world) == .code(64))
      #expect(counter.errors.contains("'help'"), "\(counter.errors)")
      #expect(!counter.errors.contains("is no option"), "\(counter.errors)")
    }
  }

  @Test(arguments: ["email", "customer", "payment-intent", "payment-link", "subscription"])
  func `a filter without a value is wrong usage`(name: String) async throws {
    try await Counter.open { counter in
      #expect(await counter.run("list", "--\(name)", "") == .code(64))
      #expect(counter.errors.contains("--\(name) is empty."), "\(counter.errors)")
    }
  }

  @Test(arguments: [("--api-base", "", 64), ("", "http://example.com", 78)])
  func `a wrong address is the fault of where it is set`(
    option: String, variable: String, code: Int32
  ) async throws {
    let environment = variable.isEmpty ? [:] : ["TILL_API_BASE": variable]
    try await Counter.open(environment: environment) { counter in
      let options = option.isEmpty ? [] : [option, "http://example.com"]
      #expect(await Program.run(["list"] + options, in: counter.world) == .code(code))
    }
  }

  /// Lines that end within a paragraph are ragged in another width.
  @Test func `a paragraph of help is one line`() throws {
    func check(_ command: any ParsableCommand.Type) {
      let paragraphs = command.configuration.discussion.split(separator: "\n\n")
      for paragraph in paragraphs where !paragraph.hasPrefix(" ") {
        #expect(!paragraph.contains("\n"), "\(command): \(paragraph)")
      }
      for line in paragraphs.filter({ $0.hasPrefix(" ") }).flatMap({ $0.split(separator: "\n") }) {
        // The help indents nothing more, and a terminal has 80 columns.
        #expect(line.count <= 78, "\(line)")
      }
      for inner in command.configuration.subcommands { check(inner) }
    }
    for command in Till.commands { check(command) }
  }

  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  @Test func `the README names every command`() throws {
    let readme = try String(contentsOf: Self.root.appending(path: "README.md"), encoding: .utf8)
    let names = Set(readme.matches(of: /`till (?<name>[a-z]+)/).map { String($0.name) })
    for command in Till.commands where command.configuration.shouldDisplay {
      let name = command.configuration.commandName ?? ""
      // The dashboard is what till does without a command.
      guard name != "dashboard" else { continue }
      #expect(names.contains(name), "a row of the README's table of commands")
    }
  }

  /// What terminals and sessions set, and nobody sets for till.
  private static let surroundings: Set = [
    "DISPLAY", "HOME", "PATH", "SSH_CONNECTION", "STY", "TERM", "TERM_PROGRAM", "TMUX",
    "VTE_VERSION", "WAYLAND_DISPLAY",
  ]

  @Test func `the help names every variable that till reads`() throws {
    let named = Surroundings.environment.map(\.name).joined(separator: " ").lowercased()
    let reading =
      /(?:nvironment|nonEmpty|folder|isSet|has|value|ariable)[ \[(:=?]+"(?<name>[A-Z_]{2,})"/
    // These stand in lists.
    var read: Set = ["PAGER", "VISUAL", "EDITOR", "HTTPS_PROXY", "ALL_PROXY"]
    for target in ["till", "CommandLine", "Settings", "Terminal", "HTTP", "Host"] {
      let folder = Self.root.appending(path: "Sources/\(target)")
      let files = try #require(
        FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
      for case let file as URL in files where file.pathExtension == "swift" {
        let text = try String(contentsOf: file, encoding: .utf8)
        read.formUnion(text.matches(of: reading).map { String($0.name) })
      }
    }
    for name in ["STRIPE_API_KEY", "XDG_STATE_HOME", "CLOUDSDK_CONFIG", "BROWSER"] {
      #expect(read.contains(name), "how \(name) is read is not seen by this test")
    }
    for name in read.subtracting(Self.surroundings) {
      #expect(named.contains(name.lowercased()), "\(name) belongs into Surroundings.environment")
    }
  }

  @Test func `every command with a file is one of till's`() throws {
    func names(_ commands: [any ParsableCommand.Type]) -> [String] {
      commands.flatMap { command in
        [command.configuration.commandName ?? ""] + names(command.configuration.subcommands)
      }
    }
    let known = Set(names([Till.self]))
    let folder = Self.root.appending(path: "Sources/CommandLine/Commands")
    let files = try #require(
      FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
    for case let file as URL in files where file.pathExtension == "swift" {
      let text = try String(contentsOf: file, encoding: .utf8)
      for match in text.matches(of: /commandName: "(?<name>[a-z-]+)"/) {
        #expect(known.contains(String(match.name)), "Till.commands lacks it")
      }
    }
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func `the parser's option writes the completions of the reference`(shell: String) async throws {
    try await Counter.open { counter in
      #expect(await counter.run("reference", shell) == .code(0))
      let script = counter.output
      counter.streams.bytes.withLock { $0 = [:] }
      #expect(await counter.run("--generate-completion-script", shell) == .code(0))
      #expect(counter.output == script)
    }
  }

  @Test func `the options of the dashboard are completed without a command`() async throws {
    try await Counter.open { counter in
      #expect(await counter.run("reference", "bash") == .code(0))
      let script = counter.output
      let root =
        script.split(separator: "_till() {", maxSplits: 1).last?
        .split(separator: "\n}", maxSplits: 1).first ?? ""
      for option in ["--view", "--profile", "--read-only"] { #expect(root.contains(option)) }
      for choice in ["complete", "embedded_page", "subscription", "year"] {
        #expect(script.contains(choice))
      }
    }
  }
}
