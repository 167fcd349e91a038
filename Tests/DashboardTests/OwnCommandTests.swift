import Checkout
import JSON
import Query
import Screen
import Support
import Testing
import Widgets

@testable import Dashboard

struct OwnCommandTests {
  static func command(
    _ words: [String], when condition: String = "", confirms: Bool = false, onlyReads: Bool = false
  ) throws -> OwnCommand {
    OwnCommand(
      name: "order", .run(try words.map { try Template($0) }), keys: [.alt("o")],
      condition: condition, confirms: confirms, onlyReads: onlyReads)
  }

  /// A session with this order number, selected and read.
  private func play(
    _ order: JSONLiteral = "A-1", command: OwnCommand, readOnly: String? = nil
  ) -> Play {
    var play = Play(readOnly: readOnly)
    let session = Session.make(id: "cs_test_1", metadata: ["order_id": order])
    play.open(with: RowWindow(rows: [SessionSummary(session, position: 1, fetchedAt: 1)]))
    _ = play.wait(milliseconds: 500)
    play.send(
      .cache(
        .detail(
          SessionDetail(stored: StoredSession(session, fetchedAt: 1)), id: "cs_test_1")))
    play.state.ownCommands = [command]
    return play
  }

  private func runs(_ effects: [Effect]) -> [OwnRun] {
    effects.compactMap { if case .system(.run(let run)) = $0 { run } else { nil } }
  }

  @Test func `its key runs it with the fields of the session, each in one word`() throws {
    var play = play(
      "A 1; rm -rf /", command: try Self.command(["show-order", "{id}", "no={metadata.order_id}"]))
    let run = runs(play.press(.alt("o")))
    #expect(run.map(\.arguments) == [["show-order", "cs_test_1", "no=A 1; rm -rf /"]])
    #expect(run.first?.passesKey == false && run.first?.input.isEmpty == true)
  }

  @Test(arguments: [
    ("--output=/etc/x", "metadata.order_id begins with “-”"), ("-rf", "begins with “-”"),
    ("a\nb", "holds a control character"), ("\u{1B}[31mred", "holds a control character"),
    ("\u{9B}31m", "holds a control character"), ("\0", "holds a control character"),
    ("", "the session has no metadata.order_id"),
  ])
  func `hostile metadata runs nothing, and says why`(value: String, reason: String) throws {
    var play = play(.string(value), command: try Self.command(["show", "{metadata.order_id}"]))
    #expect(runs(play.press(.alt("o"))).isEmpty)
    #expect(play.state.message?.text.contains(reason) == true, "\(play.state.message?.text ?? "")")
  }

  @Test(arguments: ["$(id)", "`id`", "| sh", "a'b\"c", "*", "~root", "{id}"])
  func `what means something to a shell is a word like others`(value: String) throws {
    var play = play(.string(value), command: try Self.command(["show", "{metadata.order_id}"]))
    #expect(runs(play.press(.alt("o"))).map(\.arguments) == [["show", value]])
  }

  @Test func `after -- a value may begin with a minus`() throws {
    var play = play(
      "--output=/etc/x", command: try Self.command(["show", "--", "{metadata.order_id}"]))
    #expect(
      runs(play.press(.alt("o"))).map(\.arguments) == [["show", "--", "--output=/etc/x"]])
  }

  @Test func `in an address every sign of a value is encoded`() throws {
    let command = OwnCommand(
      name: "page", .open(try Template("https://a.example/o/{metadata.order_id}?x={id}")),
      keys: [.alt("o")])
    var hostile = play("../x?a=b&c#d é", command: command)
    #expect(
      hostile.press(.alt("o")).contains(
        .system(
          .browse(url: "https://a.example/o/..%2Fx%3Fa%3Db%26c%23d%20%C3%A9?x=cs_test_1"))))
    var climbing = play("..", command: command)
    #expect(
      !climbing.press(.alt("o")).contains { if case .system(.browse) = $0 { true } else { false } })
  }

  @Test func `masked and read-only it is off, unless it only reads`() throws {
    var masked = play(command: try Self.command(["show", "{id}"]))
    masked.state.mask(true)
    #expect(runs(masked.press(.alt("o"))).isEmpty)
    var reader = play(
      command: try Self.command(["show", "{id}"]), readOnly: "a live key only reads")
    #expect(runs(reader.press(.alt("o"))).isEmpty)
    #expect(reader.state.message?.text.contains("a live key only reads") == true)
    let harmless = try Self.command(["show", "{id}"], onlyReads: true)
    var allowed = play(command: harmless, readOnly: "a live key only reads")
    allowed.state.mask(true)
    #expect(runs(allowed.press(.alt("o"))).count == 1)
  }

  @Test func `when says which sessions it is for`() throws {
    var other = play(command: try Self.command(["show", "{id}"], when: "status:expired"))
    #expect(runs(other.press(.alt("o"))).isEmpty)
    #expect(other.state.message?.text.contains("it is for status:expired") == true)
    var this = play(command: try Self.command(["show", "{id}"], when: "meta.order_id:A-1"))
    #expect(runs(this.press(.alt("o"))).count == 1)
  }

  @Test func `confirm asks with a key of its own, and runs what was shown`() throws {
    var play = play(command: try Self.command(["show", "{metadata.order_id}"], confirms: true))
    #expect(runs(play.press(.alt("o"))).isEmpty)
    #expect(runs(play.press(.character("X"))).isEmpty, "it was typed ahead")
    #expect(play.state.overlays.top?.hints(play.state).first == KeyHint("X", "run"))
    _ = play.wait(milliseconds: 300)
    #expect(runs(play.press(.character("X"))).map(\.arguments) == [["show", "A-1"]])
    play.press(.alt("o"))
    #expect(runs(play.press(.enter)).isEmpty)
    #expect(play.state.message?.text == "nothing was run")
  }

  @Test func `it stands in the menu, the palette, the help and the footer`() throws {
    var play = play(command: try Self.command(["show", "{id}"]))
    #expect(Hint.footer(play.state).contains { $0.label == "order" && $0.key == "Alt-o" })
    play.type(";")
    let menu = try #require(play.state.overlays.top(as: OwnMenu.self))
    #expect(menu.items(play.state).map(\.preview) == ["show cs_test_1"])
    #expect(runs(play.press(.enter)).count == 1)
    play.type(":order")
    #expect(runs(play.press(.enter)).count == 1)
    play.type("?")
    let help = try #require(play.state.overlays.top(as: Help.self))
    #expect(
      help.lines(play.state).contains {
        if case .command(let entry) = $0 { entry.title == "order" } else { false }
      })
  }

  @Test func `what it prints is a message or a text for the pager, cleaned`() throws {
    func finish(_ output: OwnCommand.Output, _ text: String) -> (Play, [Effect]) {
      var play = Play.with(sessions: 1)
      let run = OwnRun(
        name: "order", arguments: ["x"], input: "", output: output, passesKey: false)
      play.state.message = Message("order runs…")
      let effects = play.send(.system(.ran(run, .success(text))))
      return (play, effects)
    }
    #expect(
      finish(.message, "\n\u{1B}[31mpaid\nmore\n").0.state.message?.text == "order: ␛[31mpaid")
    #expect(
      finish(.pager, "a\u{1B}]0;x\u{7}\nb\n").1
        .contains(.loop(.show(text: "a␛]0;x␇\nb\n", name: "order", .pager))))
    #expect(finish(.pager, "text").0.state.message == nil)
    #expect(finish(.none, "text").0.state.message?.text == "order is done")
  }

  @Test(arguments: ["{", "{metadata.order_id", "{nmae}", "{}"])
  func `a template that means nothing is refused`(text: String) {
    #expect(throws: Template.Problem.self) { try Template(text) }
  }
}
