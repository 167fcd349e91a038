import Checkout
import Query
import Dashboard
import Screen
import Support
import Testing
import Widgets

@Suite("Arranging the screen")
struct ArrangementTests {
  @Test func `+ and - move the line in favour of the focused pane, within bounds`() {
    var play = Play.with(sessions: 3)
    play.type("+")
    #expect(play.state.arrangement.listShare == 57)
    play.press(.tab)
    play.type("+")
    #expect(play.state.arrangement.listShare == 52)
    play.type("--------------------")
    #expect(play.state.arrangement.listShare == 80)
    play.type("+++++++++++++++++++++")
    #expect(play.state.arrangement.listShare == 20)
  }

  @Test func `p leaves the list alone on the screen; Enter still opens a session`() {
    var play = Play.with(sessions: 3)
    play.type("p")
    #expect(play.state.layout.frames.keys.map(\.self) == [.list])
    play.press(.enter)
    #expect(play.state.layout.frames.keys.map(\.self) == [.detail])
    play.press(.escape)
    #expect(play.state.layout.frames.keys.map(\.self) == [.list])
    play.type("p")
    #expect(play.state.layout.frames.count == 3)
  }

  @Test func `with one pane there is no line to move, and the message says so`() {
    var play = Play.with(sessions: 3)
    play.type("z+")
    #expect(play.state.message?.text.contains("only one pane is shown") == true)
  }

  @Test func `what is remembered comes back; a theme that is no more does not`() {
    var play = Play.with(sessions: 3)
    play.type("t+")
    play.type("/jane")
    play.press(.enter, .tab)
    var view = play.state.remembered
    view.theme = "gone"
    var other = Play()
    other.state.restore(view)
    view.theme = Theme.default.name
    #expect(other.state.remembered == view)
    #expect(other.state.arrangement.listShare == 57)
    #expect(other.state.list.tab == .open)
    #expect(other.state.arrangement.focus == .list, "the next run begins in the list")
  }

  @Test func `where nothing is kept the filter is not, either`() {
    let view = RememberedView(filter: "jane@example.com", tab: .open)
    #expect(view.without(RememberedView(filter: "")).filter == "jane@example.com")
    let kept = view.without(RememberedView(filter: "", keepsFilter: false))
    #expect(kept == RememberedView(tab: .open))
  }

  @Test func `another profile begins without what was searched for`() {
    let view = RememberedView(
      profile: "one", filter: "jane", tab: .open, columns: ["id"], theme: "light", view: "vip")
    #expect(view.of(profile: "one") == view)
    let other = RememberedView(profile: "big", columns: ["id"], theme: "light")
    #expect(view.of(profile: "big") == other)
    #expect(view.of(profile: nil).filter == nil)
  }
}

@Suite("What happens by itself")
struct ByItselfTests {
  @Test func `a watched session is read every five seconds until it ends; then the bell rings`() {
    var play = Play.with(sessions: 3)
    play.type("w")
    let id = "cs_test_0000"
    #expect(play.wait(milliseconds: 5000).contains(.stripe(.refresh(id: id))))
    #expect(!play.wait(milliseconds: 5000).contains(.stripe(.refresh(id: id))))
    let open = Session.make(id: id, created: 1_800_000_000)
    play.send(.stripe(.refreshed(id: id, .success(StoredSession(open, fetchedAt: 1_800_000_005)))))
    #expect(play.wait(milliseconds: 5000).contains(.stripe(.refresh(id: id))))
    let paid = Session.make(
      id: id, created: 1_800_000_000, status: "complete", paymentStatus: "paid")
    let effects = play.send(
      .stripe(.refreshed(id: id, .success(StoredSession(paid, fetchedAt: 1_800_000_010)))))
    #expect(effects.contains(.loop(.bell)))
    #expect(play.state.message?.text == "cs_test_0000 has ended: paid")
    #expect(play.state.watch == nil)
  }

  @Test func `w again stops watching; an ended session cannot be watched`() {
    var play = Play.with(sessions: 3)
    play.type("ww")
    #expect(play.state.watch == nil)
    #expect(!play.wait(milliseconds: 5000).contains(.stripe(.refresh(id: "cs_test_0000"))))
  }
}

@Suite("The mouse")
struct MouseTests {
  private func click(_ x: Int, _ y: Int) -> Key { .mouse(MouseEvent(.press, x: x, y: y)) }

  @Test func `M switches it on and off`() {
    var play = Play.with(sessions: 3)
    #expect(play.type("M").contains(.loop(.setMouse(true))))
    #expect(play.type("M").contains(.loop(.setMouse(false))))
  }

  @Test func `a click on a row selects it, a double click opens it`() {
    var play = Play.with(sessions: 20)
    play.press(click(5, 8))
    #expect(play.state.selected?.id == "cs_test_0004")
    play.press(.mouse(MouseEvent(.doubleClick, x: 5, y: 9)))
    #expect(play.state.selected?.id == "cs_test_0005")
    #expect(play.state.arrangement.focus == .detail)
  }

  @Test
  func `a click on a pane or its title focuses it; without a bar of tabs it changes the tab`() {
    var play = Play.with(sessions: 20)
    play.press(click(80, 10))
    #expect(play.state.arrangement.focus == .detail)
    play.press(click(5, 2))
    #expect(play.state.arrangement.focus == .list)
    play.press(click(5, 2))
    #expect(play.state.list.tab == .all)
    play.send(.resize(Size(width: 80, height: 19)))
    play.press(click(5, 1))
    #expect(play.state.list.tab == .open)
  }

  @Test func `a click on a tab chooses it`() throws {
    var play = Play.with(sessions: 20)
    let place = try #require(TabBar(play.state).places.first { $0.tab.title == "Expired" })
    play.press(click(place.span.lowerBound + 1, 1))
    #expect(play.state.list.tab == .expired)
    play.press(click(118, 1))
    #expect(play.state.list.tab == .expired)
  }

  @Test func `a click on a hint does what its key does`() throws {
    var play = Play.with(sessions: 20)
    let hint = try #require(Hint.footer(play.state).first { $0.command == .help })
    play.press(click(hint.span.lowerBound, 39))
    #expect(play.state.overlays.top(as: Help.self) != nil)
  }

  @Test func `a click on a head sorts by its column, a second one the other way round`() {
    var play = Play.with(sessions: 20)
    play.press(click(30, 3))
    #expect(play.state.list.query.sort == SessionSort(.amount, descending: true))
    play.press(click(30, 3))
    #expect(play.state.list.query.sort == SessionSort(.amount, descending: false))
  }

  @Test func `the wheel scrolls what is under it, and the selection stays while it is visible`() {
    var play = Play.with(sessions: 200)
    play.type("9j")
    play.press(.mouse(MouseEvent(.scrollDown, x: 5, y: 7)))
    #expect(play.state.list.scroll.top == 3)
    #expect(play.state.selected?.id == "cs_test_0009")
    for _ in 0..<5 { play.press(.mouse(MouseEvent(.scrollDown, x: 5, y: 7))) }
    #expect(play.state.list.scroll.top == 18)
    #expect(play.state.selected?.id == "cs_test_0018")
    #expect(play.state.arrangement.focus == .list)
  }

  @Test func `under a dialog a click does nothing`() {
    var play = Play.with(sessions: 20)
    play.type("x")
    let before = play.state
    play.press(click(5, 7))
    #expect(play.state.overlays == before.overlays && play.state.list == before.list)
  }
}

@Suite("The tour of the demo")
struct TourTests {
  @Test func `the tour goes with any key, which still does what it does`() {
    var play = Play.with(sessions: 20)
    play.state.overlays.push(Tour())
    #expect(play.press(.enter).isEmpty)
    #expect(play.state.overlays.isEmpty && play.state.arrangement.focus == .list)
    play.state.overlays.push(Tour())
    play.type("j")
    #expect(play.state.overlays.isEmpty && play.state.selected?.id == "cs_test_0001")
  }
}
