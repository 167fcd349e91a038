import Dashboard
import Screen
import Testing
import Widgets

@Suite("The palette")
struct PaletteTests {
  private func entries(_ play: Play) -> [Palette.Entry] {
    play.state.overlays.top(as: Palette.self)?.entries(play.state) ?? []
  }

  @Test func `a few letters find a command, the beginnings of words first`() {
    var play = Play.with(sessions: 3)
    play.type(":cpu")
    #expect(entries(play).first?.name == "copy-url")
  }

  @Test(arguments: [("quit", "quit"), ("q", "quit")])
  func `a command's own name and its alias come first`(text: String, name: String) {
    var play = Play.with(sessions: 3)
    play.type(":" + text)
    #expect(entries(play).first?.name == name)
  }

  @Test func `Enter runs the command, as its key would`() {
    var play = Play.with(sessions: 3)
    play.type(":q")
    #expect(play.press(.enter) == [.loop(.quit)])
    #expect(play.state.overlays.isEmpty)
  }

  @Test func `the arrows choose, and Esc leaves everything as it was`() {
    var play = Play.with(sessions: 3)
    play.press(.control("p"))
    let second = entries(play)[1].name
    play.press(.down)
    let palette = play.state.overlays.top(as: Palette.self)
    #expect(palette.map { entries(play)[$0.picker.scroll.cursor].name } == second)
    let before = play.state.list
    #expect(play.press(.escape).isEmpty)
    #expect(play.state.list == before && play.state.overlays.isEmpty)
  }

  @Test func `a command of another pane says which, for its key and in the palette`() {
    var play = Play.with(sessions: 3)
    play.press(.tab)
    #expect(play.type("]").isEmpty)
    #expect(play.state.message?.text == "load older sessions: only in the sessions pane")
    play.type(":older")
    #expect(entries(play).first?.reason == "only in the sessions pane")
  }

  @Test func `a command that cannot be used says why, and is not run`() {
    var play = Play.with(sessions: 0)
    play.type(":expire")
    #expect(entries(play).first?.reason == "no session is selected")
    #expect(play.press(.enter).isEmpty)
    #expect(play.state.message?.text.hasSuffix(": no session is selected") == true)
  }

  @Test func `a word that means nothing is answered with the nearest`() {
    var play = Play.with(sessions: 3)
    play.type(":relaod")
    #expect(entries(play).isEmpty)
    play.press(.enter)
    #expect(
      play.state.message?.text == "there is no command “relaod”: did you mean “reload”?")
  }

  @Test func `every command but the palette itself is in it`() {
    var play = Play.with(sessions: 3)
    play.type(":")
    #expect(entries(play).count == Command.all.count - 1)
  }
}

@Suite("Themes")
struct ThemeChoiceTests {
  @Test func `a theme shows while the palette points at it, and goes with Esc`() {
    var play = Play.with(sessions: 3)
    play.type(":theme")
    #expect(play.press(.enter).isEmpty)
    #expect(play.press(.down) == [.loop(.setTheme(.light))])
    #expect(play.press(.down) == [.loop(.setTheme(.highContrast))])
    #expect(play.press(.escape) == [.loop(.setTheme(.default))])
    #expect(play.state.preferences.theme == .default)
  }

  @Test func `Enter keeps it, and it is remembered`() {
    var play = Play.with(sessions: 3)
    #expect(play.type(":theme li").contains(.loop(.setTheme(.light))))
    #expect(play.press(.enter).isEmpty)
    #expect(play.state.preferences.theme == .light)
    #expect(play.state.remembered.theme == "light")
  }

  @Test func `the user's own themes come first, and replace built-in ones of their name`() {
    let mine = Theme("dark", basedOn: .light)
    let preferences = Preferences(themes: [mine])
    #expect(preferences.themes.map(\.name) == ["dark", "light", "high-contrast", "terminal"])
    #expect(preferences.themes.first == mine)
  }
}
