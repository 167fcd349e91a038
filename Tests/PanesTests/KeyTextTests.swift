import Checkout
import Dashboard
import FoundationEssentials
import Panes
import Query
import Screen
import Support
import Testing

/// A text that says what to press takes the key from the keymap, so that it stays true when the
/// user has bound other keys.
@Suite("Texts that name keys")
struct KeyTextTests {
  // MARK: - On the screen

  /// Every command has another key than its standard one.
  private static let moved = Keymap.bound { index in
    ["alt-" + String(UnicodeScalar(UInt8(33 + index)))]
  }

  @Test(arguments: Situation.all.map(\.name))
  func `no screen and no message names a standard key that was moved`(name: String) throws {
    let situation = try #require(Situation.all.first { $0.name == name })
    var start = situation.state()
    // What was said before the keys were moved.
    start.message = nil
    start.keymap = Self.moved
    var seen: Set<String> = []
    func expectNoStandardKey(in texts: [String], _ place: String) {
      let found = texts.filter { seen.insert($0).inserted && !StandardKeys.named(in: $0).isEmpty }
      #expect(found.isEmpty, "\(place): \(found)")
    }
    expectNoStandardKey(in: screen(start) + reasons(start), name)
    for command in Command.all {
      var state = start
      state.press(try #require(Self.moved.keys(for: command.id).first))
      let message = state.message?.text ?? ""
      // What has been opened is closed: this can leave a message.
      state.press(.escape)
      expectNoStandardKey(
        in: screen(state) + [message, state.message?.text ?? ""], "\(name), \(command.id)")
    }
  }

  /// The panes, line by line; empty under an overlay, which has its own keys.
  private func screen(_ state: State) -> [String] {
    guard state.overlays.isEmpty else { return [] }
    return render(state).lines.flatMap { $0.split(separator: "│").map(String.init) }
  }

  /// Why commands cannot be used, and what they do.
  private func reasons(_ state: State) -> [String] {
    Command.all.compactMap { state.availability(of: $0).reason }
      + Help().lines(state).map { line in
        switch line {
        case .heading(let title): title
        case .command(let entry): entry.keys + "  " + entry.title
        }
      }
  }

  @Test func `the tour follows`() {
    var state = State.browsing(Size(width: 120, height: 40))
    state.keymap = Self.moved
    for step in Tour().steps(state) {
      #expect(StandardKeys.named(in: step.keys + " " + step.text).isEmpty, "\(step)")
    }
  }

  @Test func `a command without a key is named as the palette has it`() {
    var state = State.empty(Size(width: 80, height: 24))
    state.keymap = Keymap.bound { _ in [] }
    state.take()
    state.take(
      .stripe(.paged(.newest, .failure(Problem("There is no connection.")), generation: 0)),
      .cache(.rows(RowWindow(), anchor: .top, generation: 0)))
    let lines = state.pane(.list).lines.joined()
    #expect(lines.contains(":reload tries again."), "\(lines)")
  }

  /// What a command's key has opened, the same key closes, whichever it is.
  @Test(arguments: [Command.ID.help, .overview, .problems, .requests, .profile, .compare, .qrCode])
  func `the key that opens also closes`(id: Command.ID) throws {
    var state = State.reading(.make(), Size(width: 120, height: 40))
    state.profiles = ["acme", "other"].map { ProfileChoice(id: $0, source: "", isLive: false) }
    if id == .compare {
      state = State.browsing(Size(width: 120, height: 40))
      state.press(.character(" "), .character(" "))
    }
    state.keymap = Self.moved
    let key = try #require(state.keymap.keys(for: id).first)
    state.press(key)
    #expect(!state.overlays.isEmpty)
    if let standard = Command.named(id)?.keys.first, id != .help {
      state.press(standard)
      #expect(!state.overlays.isEmpty)
    }
    state.press(key)
    #expect(state.overlays.isEmpty)
  }

  // MARK: - In the source

  /// Texts of prompts and dialogs, whose keys cannot be bound, and of the rules for binding.
  private static let fixed: Set = [
    "writing… · Esc leaves it to itself", "with a byte-order mark (Tab)", "Tab: byte-order mark",
    "↵ writes", "Esc leaves", "looking for §… · Esc stops it", "§ · ↵ keeps · Esc clears",
    "↵ opens it · ↓ ↑ choose · q leaves · profile = §NAME§ in config.toml decides",
    "§ in the CSV that y copies",
    "Left, Right or Space", "terminals send Ctrl-I for Tab: write “tab”",
    "terminals send Ctrl-[ for Esc: write “esc”", "terminals send it for Enter: write “enter”",
  ]

  @Test(arguments: ["Dashboard", "Panes"])
  func `no text is written with a standard key in it`(target: String) throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Sources/" + target).path
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder)
      .filter { $0.hasSuffix(".swift") }
    #expect(files.count > 10)
    for file in files {
      let source = try String(contentsOf: URL(filePath: folder + "/" + file), encoding: .utf8)
      // A `KeyHint` names the keys of an overlay.
      for line in source.split(separator: "\n")
      where line.utf8.contains(UInt8(ascii: "\"")) && !line.contains("KeyHint(") {
        for text in SourceLine(line).texts where text.contains(" ") && !Self.fixed.contains(text) {
          #expect(StandardKeys.named(in: text).isEmpty, "\(file): \(text)")
        }
      }
    }
  }
}

/// Looks for standard keys in texts.
private enum StandardKeys {
  private static let names = Set(Command.all.flatMap(\.keys).map(\.name) + ["Enter"])

  /// A key is a word of its own. A sign can also be something else, so it needs a verb after it. A
  /// letter after a number is a unit, “a” is nearly always the article, and a digit a number.
  static func named(in text: some StringProtocol) -> [String] {
    let words = text.split(whereSeparator: \.isWhitespace).map { word -> Substring in
      let word = Substring(word)
      return word.count == 1 ? word : word.trimmed
    }
    return words.indices.compactMap { index in
      let word = String(words[index])
      guard names.contains(word), !["a", "A", "1", "2", "3"].contains(word) else { return nil }
      let before = index > 0 ? words[index - 1].last : nil
      if word.count > 1 { return word }
      if before?.isNumber == true || before == "§" { return nil }
      if word.allSatisfy(\.isLetter) { return word }
      let next = words.dropFirst(index + 1).first ?? ""
      let isBeforeVerb = next.count > 2 && next.allSatisfy(\.isLowercase)
      return isBeforeVerb && !";:?!=+-<>|→←".contains(word) ? word : nil
    }
  }
}

extension Substring {
  fileprivate var trimmed: Substring {
    var rest = self
    while let last = rest.last, ".,;:!?”’".contains(last) { rest = rest.dropLast() }
    if rest.first == "(", rest.last == ")" { rest = rest.dropFirst().dropLast() }
    return rest.first == "“" ? rest.dropFirst() : rest
  }
}

/// A line of Swift, and the texts that are written in it. What is filled in is a `§` each.
private struct SourceLine {
  private(set) var texts: [String] = []

  init(_ line: Substring) {
    guard !line.drop(while: \.isWhitespace).hasPrefix("//") else { return }
    // The texts that are open, innermost last, and the parentheses of what is filled into each.
    var open: [(text: String, depth: Int)] = []
    var isEscaped = false
    for character in line {
      guard let last = open.indices.last, open[last].depth == 0 else {
        switch character {
        case "\"": open.append(("", 0))
        case "(": if let last = open.indices.last { open[last].depth += 1 }
        case ")": if let last = open.indices.last { open[last].depth -= 1 }
        default: break
        }
        continue
      }
      switch character {
      case "(" where isEscaped: open[last] = (open[last].text + "§", 1)
      case _ where isEscaped: open[last].text += "§"
      case "\\": break
      case "\"": texts.append(open.removeLast().text)
      default: open[last].text.append(character)
      }
      isEscaped = character == "\\" && !isEscaped
    }
  }
}

extension Keymap {
  /// The keymap of a user who has bound every command, by its place in the table.
  static func bound(_ keys: (Int) -> [String]) -> Keymap {
    let table = KeyTable(
      Command.all.enumerated().map { index, command in
        KeyTable.Entry(
          command: KeyTable.Word(command.id.rawValue, line: index + 1, column: 1),
          keys: keys(index).map { KeyTable.Word($0, line: index + 1, column: 20) })
      })
    let (keymap, complaints) = table.keymap()
    #expect(complaints.isEmpty)
    return keymap
  }
}
