import Checkout
import Dashboard
import Screen
import Support
import Testing
import Widgets

@Suite("What lies over the panes")
struct OverlayTests {
  private static let first = "cs_test_0000"

  /// Lists that are empty here: nothing can be moved in them.
  private static let empty: Set<Command.ID> = [.overview]

  @Test(arguments: Command.all.filter { !$0.keys.isEmpty && !empty.contains($0.id) }.map(\.id))
  func `a key in the footer of an overlay does something`(id: Command.ID) throws {
    var play = Play.with(sessions: 30)
    play.rest()
    play.press(try #require(play.state.keymap.keys(for: id).first))
    #expect(play.idleHints.isEmpty)
  }

  private func expires(_ effects: [Effect]) -> Int {
    effects.count { effect in if case .stripe(.expire) = effect { true } else { false } }
  }

  private func reread(_ play: inout Play, _ id: String = first) {
    play.send(
      .stripe(.refreshed(id: id, .success(StoredSession(.make(id: id), fetchedAt: 1)))))
  }

  @Test func `an answer finds its dialog under what has come on top`() {
    var play = Play.with(sessions: 3)
    play.type("x")
    play.state.overlays.push(Tour())
    reread(&play)
    play.press(.escape)
    _ = play.wait(milliseconds: 1000)
    #expect(expires(play.type("X")) == 1)
  }

  @Test func `what comes by itself lies below the dialog that was opened meanwhile`() {
    var play = Play.with(sessions: 3)
    play.type("x")
    play.send(
      .system(
        .copied(label: "URL", .shown("https://checkout.stripe.com/c/pay/cs_test_0000"))),
      .system(.browsed(url: "https://dashboard.stripe.com/", program: nil)))
    reread(&play)
    _ = play.wait(milliseconds: 1000)
    #expect(expires(play.type("X")) == 1)
    play.send(.stripe(.expired(id: Self.first, .failure(Problem("no connection")))))
    #expect(play.state.overlays.count == 2)
    play.press(.escape, .escape)
    #expect(play.state.overlays.isEmpty)
  }

  @Test func `an answer for one session does not land in the dialog of another`() {
    var play = Play.with(sessions: 3)
    play.type("x")
    play.press(.escape)
    play.type("jx")
    reread(&play)
    _ = play.wait(milliseconds: 1000)
    #expect(expires(play.type("X")) == 0)
    reread(&play, "cs_test_0001")
    _ = play.wait(milliseconds: 1000)
    #expect(expires(play.type("X")) == 1)
  }

  @Test(arguments: [Key.escape, .enter, .character("n"), .character("q"), .control("c")])
  func `a dialog can be left from its first moment`(key: Key) {
    var play = Play.with(sessions: 3)
    play.send(.key(.character("x")), .key(key))
    #expect(play.state.overlays.isEmpty)
    #expect(play.state.message?.text == "kept: nothing was expired")
  }

  @Test func `the confirming key is deaf after a slow answer, and says so`() {
    var play = Play.with(sessions: 3)
    play.type("x")
    _ = play.wait(milliseconds: 5000)
    reread(&play)
    _ = play.wait(milliseconds: 10)
    #expect(expires(play.type("X")) == 0)
    #expect(play.state.message?.text.contains("too early") == true)
    _ = play.wait(milliseconds: 240)
    #expect(expires(play.type("X")) == 1)
  }

  @Test func `a dialog that is not drawn whole takes Esc alone`() {
    for size in [
      Size(width: 30, height: 24), Size(width: 80, height: 6), Size(width: 5, height: 3),
    ] {
      var play = Play.with(sessions: 3)
      play.type("x")
      reread(&play)
      play.send(.resize(size))
      _ = play.wait(milliseconds: 1000)
      #expect(expires(play.press(.character("X"), .enter, .character("q"))) == 0)
      #expect(play.state.overlays.count == 1)
      play.press(.escape)
      #expect(play.state.overlays.isEmpty)
    }
  }

  @Test func `why nothing was expired is not said over by what Stripe's answer was`() {
    var play = Play.with(sessions: 3)
    play.type("x")
    play.send(
      .stripe(.refreshed(id: Self.first, .failure(Problem("There is no connection.")))))
    #expect(play.state.message?.text == "nothing was expired: There is no connection.")
  }

  @Test func `help takes every letter, and its view moves with the first key`() {
    var play = Play.with(sessions: 3)
    play.send(.resize(Size(width: 80, height: 24)))
    play.type("?")
    play.press(.down)
    #expect(play.state.overlays.top(as: Help.self)?.top == 1)
    play.type("quit")
    #expect(play.state.overlays.top(as: Help.self)?.filter.text == "quit")
    #expect(play.state.sync == nil)
    play.press(.escape)
    #expect(play.state.overlays.isEmpty)
  }

  @Test func `help has every command of the pane under one heading`() {
    var play = Play.with(sessions: 3)
    play.type("?")
    let lines = play.state.overlays.top(as: Help.self)?.lines(play.state) ?? []
    let headings = lines.compactMap { line in
      if case .heading(let title) = line { title } else { nil }
    }
    #expect(headings == ["Find", "Act", "Copy", "View", "Move"])
    #expect(lines.count - 5 == Command.all.count { $0.panes.contains(.list) })
  }

  @Test func `the palette opens on what can be done`() {
    var play = Play.with(sessions: 3)
    play.type(":")
    let entries = play.state.overlays.top(as: Palette.self)?.entries(play.state) ?? []
    #expect(entries.prefix(2).map(\.name) == ["expire", "refresh"])
    #expect(entries.last?.name != "expire")
  }

  @Test func `what was typed into a form is there again after Esc, and gone once it is applied`() {
    var play = Play.with(sessions: 3)
    play.type("F")
    play.press(.tab, .tab, .paste("ada@example.com"), .escape)
    play.type("F")
    #expect(play.state.overlays.top(as: ServerForm.self)?.form[.email] == "ada@example.com")
    play.press(.enter)
    #expect(play.state.list.server.email == "ada@example.com")
    play.press(.escape)
    play.type("F")
    #expect(play.state.overlays.top(as: ServerForm.self)?.form[.email] == "")
    play.press(.escape)
    play.type("a")
    play.press(.tab, .paste("9"), .escape)
    play.type("a")
    #expect(play.state.overlays.top(as: CreateDialog.self)?.form[.price] == "10.99 usd9")
  }

  @Test func `Enter in a form does what the button says, wherever the cursor is`() {
    var play = Play.with(sessions: 3)
    play.type("a")
    play.press(.tab, .tab, .enter)
    #expect(play.state.overlays.top(as: CreateDialog.self)?.review != nil)
    play.press(.escape)
    #expect(play.state.overlays.top(as: CreateDialog.self)?.review == nil)
  }

  @Test func `a screen that is too small takes the keys that quit, and no other`() {
    var play = Play.with(sessions: 3)
    play.send(.resize(Size(width: 10, height: 3)))
    #expect(play.press(.character("x"), .character("/"), .character("j"), .enter).isEmpty)
    #expect(play.state.overlays.isEmpty)
    #expect(play.type("q") == [.loop(.quit)])
  }

  @Test func `no more of a paste is looked at than a field holds`() {
    var play = Play.with(sessions: 3)
    play.press(.paste(String(repeating: "cs_test_a1b2c3 ", count: 70_000)))
    let text = play.state.overlays.top(as: FindPrompt.self)?.field.text ?? ""
    #expect(text.count <= TextField.capacity && text.hasPrefix("cs_test_a1b2c3"))
  }

  @Test func `an overlay of the same id takes the place of the one before`() {
    var play = Play.with(sessions: 3)
    for label in ["one", "two"] { play.send(.system(.copied(label: label, .shown(label)))) }
    #expect(play.state.overlays.count == 1)
    play.press(.escape)
    play.type(":theme")
    play.press(.enter)
    #expect(play.state.overlays.top(as: Palette.self)?.picker.text == "theme ")
  }
}
