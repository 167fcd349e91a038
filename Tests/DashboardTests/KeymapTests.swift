import Dashboard
import Screen
import Testing

@Suite("Keys of the user's own")
struct KeymapTests {
  private func table(_ entries: [(String, [String])]) -> KeyTable {
    KeyTable(
      entries.enumerated().map { index, entry in
        KeyTable.Entry(
          command: KeyTable.Word(entry.0, line: index + 2, column: 1),
          keys: entry.1.map { KeyTable.Word($0, line: index + 2, column: 20) })
      })
  }

  @Test func `a command takes its new keys, and gives up the old ones`() {
    let (keymap, complaints) = table([("refresh", ["f6", "ctrl-t"])]).keymap()
    #expect(complaints.isEmpty)
    #expect(keymap.keys(for: .refresh) == [.function(6), .control("t")])
    #expect(keymap.command(for: .character("r")) == nil)
  }

  @Test func `characters with Alt are those of all keys, also of the user's own commands`() {
    let (keymap, _) = table([("zoom", ["z", "alt-p"])]).keymap()
    #expect(Keymap.altCharacters(of: keymap.allKeys + [.alt("o"), .character("q")]) == ["p", "o"])
  }

  @Test func `a key is taken from the command that had it by default`() {
    let (keymap, complaints) = table([("quit", ["x"])]).keymap()
    #expect(complaints.isEmpty)
    #expect(keymap.command(for: .character("x"))?.id == .quit)
    #expect(keymap.keys(for: .expire).isEmpty)
  }

  @Test func `two commands can swap their keys`() {
    let (keymap, complaints) = table([("copy-url", ["c"]), ("copy-id", ["y"])]).keymap()
    #expect(complaints.isEmpty)
    #expect(keymap.command(for: .character("c"))?.id == .copyURL)
    #expect(keymap.command(for: .character("y"))?.id == .copyID)
  }

  @Test(arguments: [["none"], []])
  func `none and an empty list take all keys away`(keys: [String]) {
    let (keymap, complaints) = table([("mouse", keys)]).keymap()
    #expect(complaints.isEmpty)
    #expect(keymap.keys(for: .mouse).isEmpty)
    #expect(keymap.label(for: .mouse) == ":mouse")
  }

  @Test func `a key for two commands is an error that names both and their lines`() {
    let (_, complaints) = table([("refresh", ["f6"]), ("reload", ["F6"])]).keymap()
    #expect(
      complaints.map(\.text) == [
        "“F6” is bound twice: to refresh in line 2 and to reload in line 3"
      ])
    #expect(complaints.first?.isError == true && complaints.first?.line == 3)
  }

  @Test func `the key that confirms an expire opens nothing, and so not the expire itself`() {
    let (keymap, complaints) = table([("expire", ["x", "X"])]).keymap()
    #expect(
      complaints.map(\.text) == [
        "“X” cannot be bound: it confirms in the dialog of expire, so it opens nothing"
      ])
    #expect(keymap.keys(for: .expire) == [.character("x")])
  }

  @Test func `a command that does not exist is a warning that names the nearest`() {
    let (_, complaints) = table([("refesh", ["f6"])]).keymap()
    #expect(complaints.map(\.text) == ["there is no command “refesh”: did you mean “refresh”?"])
    #expect(complaints.first?.isError == false)
  }

  @Test(arguments: ["ctrl-i", "ctrl-m", "ctrl-h", "ctrl-[", "5", "ctrl-1", "hyper-x", "f13", "xx"])
  func `keys that no terminal tells apart, or that mean something else, are refused`(key: String) {
    let (keymap, complaints) = table([("refresh", [key])]).keymap()
    #expect(complaints.count == 1 && complaints.first?.isError == true)
    #expect(keymap.keys(for: .refresh).isEmpty)
  }

  @Test func `every standard key has a name that a configuration can write`() {
    for command in Command.all {
      for key in command.keys {
        #expect(key.refusal == nil || key.name.count == 1, "\(command.id)")
        #expect(!key.name.isEmpty)
      }
    }
    #expect(Key(named: "Ctrl-D") == .control("d"))
    #expect(Key(named: "PgDn") == .pageDown)
    #expect(Key(named: "space") == .character(" "))
    #expect(Key(named: "ü") == .character("ü"))
  }

  @Test func `nothing is bound to what terminals and multiplexers take`() {
    let taken = "sqbahjmki\\@".map { Key.control($0) } + [.delete, .backspace, .function(10)]
    for command in Command.all {
      #expect(Set(command.keys).isDisjoint(with: taken), "\(command.id)")
      #expect(!command.keys.contains { if case .alt = $0 { true } else { false } })
    }
  }

  @Test func `help and footer follow`() {
    var play = Play.with(sessions: 3)
    play.state.keymap = table([("refresh", ["f6"]), ("help", [])]).keymap().0
    #expect(Hint.footer(play.state).first { $0.command == .refresh }?.key == "F6")
    #expect(!Hint.footer(play.state).contains { $0.command == .help })
    let keys = Help().lines(play.state).map { line in
      if case .command(let entry) = line { entry.keys } else { "" }
    }
    #expect(keys.contains("F6"))
  }

  @Test(arguments: Pane.allCases)
  func `help is among the keys of the footer at every width`(pane: Pane) {
    var play = Play.with(sessions: 3)
    play.state.arrangement.focus = pane
    for width in 20...120 {
      play.send(.resize(Size(width: width, height: 24)))
      #expect(
        Hint.footer(play.state).contains { $0.command == .help && $0.span.upperBound < width })
    }
  }
}
