import FoundationEssentials
import Host
import Testing

@testable import Terminal

@Suite struct ClipboardTests {
  private let path = ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"]

  private func environment(_ more: [String: String]) -> [String: String] {
    path.merging(more) { _, new in new }
  }

  /// The path of a file that does not exist yet; the file is removed after the test.
  private func withFile<Result>(_ body: (String) async throws -> Result) async throws -> Result {
    let url = FileManager.default.temporaryDirectory.appending(path: "till-\(UUID())")
    defer { try? FileManager.default.removeItem(at: url) }
    return try await body(url.path)
  }

  @Test func `programs are tried from the user's own to the ones of the desktop`() {
    let desktop = ["DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0", "TMUX": "/tmp/t,1,0"]
    #expect(
      Clipboard(command: ["clip", "-x"], environment: desktop).candidates.map(\.first)
        == ["clip", "tmux", "wl-copy", "xclip", "xsel"])
    #expect(Clipboard(environment: [:]).candidates.isEmpty)
  }

  @Test func `over SSH the display here is not the user's`() {
    let remote = ["DISPLAY": ":10", "SSH_CONNECTION": "192.0.2.1 1 192.0.2.2 22", "TMUX": "t"]
    #expect(Clipboard(environment: remote).candidates == [["tmux", "load-buffer", "-w", "-"]])
  }

  @Test(arguments: ["", "cs_test_a1", "日本\n", String(repeating: "0123456789", count: 50_000)])
  func `the user's program gets the text on its standard input`(text: String) async throws {
    try await withFile { file in
      let clipboard = Clipboard(command: ["tee", file], environment: path, limit: .seconds(60))
      #expect(await clipboard.copy(text) == .taken(by: "tee"))
      let written = try String(contentsOfFile: file, encoding: .utf8)
      #expect(written == text)
    }
  }

  @Test(arguments: [["false"], ["till-no-such-program"], ["sleep", "100"]])
  func `a program that fails, is missing or hangs is passed over`(command: [String]) async {
    let clipboard = Clipboard(
      command: command, environment: environment(["TERM": "xterm"]), limit: .milliseconds(20))
    #expect(await clipboard.copy("hi") == .forTerminal(Array("\u{1B}]52;c;aGk=\u{7}".utf8)))
  }

  @Test(arguments: ["", "dumb", "linux"])
  func `what no terminal takes must be shown`(type: String) async {
    #expect(await Clipboard(environment: ["TERM": type]).copy("x") == .mustBeShown)
  }

  @Test func `text that is too long for terminals must be shown`() async {
    let clipboard = Clipboard(environment: ["TERM": "xterm"])
    #expect(await clipboard.copy(String(repeating: "x", count: 56_244)) != .mustBeShown)
    #expect(await clipboard.copy(String(repeating: "x", count: 56_247)) == .mustBeShown)
  }

  @Test func `screen passes the sequence on in pieces that it can hold`() throws {
    let screen = OSC52(environment: ["TERM": "screen", "STY": "1.pts"])
    let text = String(repeating: "x", count: 2000)
    let bytes = try #require(screen.sequence(for: text))
    let wrapped = String(decoding: bytes, as: UTF8.self)
    let pieces = wrapped.components(separatedBy: "\u{1B}\\").dropLast()
    #expect(pieces.allSatisfy { $0.hasPrefix("\u{1B}P") && $0.utf8.count <= 702 })
    let plain = OSC52(environment: ["TERM": "xterm"]).sequence(for: text)
    #expect(Array(pieces.map { $0.dropFirst(2) }.joined().utf8) == plain)
  }

  @Test func `BROWSER may name several programs and a place for the link`() {
    let browser = Browser(environment: ["BROWSER": "lynx -cookies %s:firefox"])
    let url = "https://dashboard.stripe.com/"
    #expect(
      browser.candidates(for: url).prefix(2) == [["lynx", "-cookies", url], ["firefox", url]])
    #expect(
      Browser(environment: [:]).candidates(for: url) == [["xdg-open", url], ["wslview", url]])
  }

  @Test(
    arguments: [
      ("wslview --url=%s", ["wslview", "--url=URL"]),
      ("'/opt/My Browser/run' --new", ["/opt/My Browser/run", "--new", "URL"]),
      ("explorer.exe microsoft-edge:", ["explorer.exe", "microsoft-edge:", "URL"]),
    ] as [(String, [String])])
  func `BROWSER is split as a shell would`(value: String, words: [String]) {
    #expect(Browser(environment: ["BROWSER": value]).candidates(for: "URL").first == words)
  }

  @Test func `a path with blanks is one program`() async throws {
    try await withFile { folder in
      let program = folder + "/My Browser"
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true)
      try Data("#!/bin/sh\n".utf8).write(to: URL(filePath: program))
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)
      #expect(
        Browser(environment: ["BROWSER": program]).candidates(for: "URL").first
          == [program, "URL"])
    }
  }

  @Test func `a browser that keeps running has opened the link`() async {
    let browser = Browser(
      environment: environment(["BROWSER": "false:sleep 30 %s"]), limit: .seconds(8))
    let outcome = await browser.open("0")
    #expect(outcome == .opened(by: "sleep"), "\(outcome)")
  }
}
