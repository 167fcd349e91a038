import Checkout
import Query
import Screen
import Support
import Testing
import Units
import Widgets

@testable import Dashboard

struct SavedViewTests {
  private static let unpaid = SavedView(
    name: "unpaid", tab: .complete, filter: "payment:unpaid", columns: ["created", "amount"])

  private func play(saved: [SavedView] = []) -> Play {
    var play = Play.with(sessions: 5)
    play.state.views = ViewShelf(declared: [Self.unpaid], saved: saved)
    return play
  }

  /// Sends the rows of the query, since keys for the list wait for them.
  private func answer(_ play: inout Play) {
    let rows = RowWindow(rows: SessionSummary.series(3))
    play.send(.cache(.rows(rows, anchor: .top, generation: play.state.list.generation)))
  }

  @Test func `t walks through the status tabs and the views, T back`() {
    var play = play(saved: [SavedView(name: "vip", filter: "email:vip")])
    play.type("tttt")
    #expect(play.state.views.current == Self.unpaid)
    #expect(play.state.list.filter == "payment:unpaid")
    #expect(play.state.list.query.filter.status == .complete)
    #expect(play.state.list.columns.names == ["created", "amount"])
    play.type("t")
    #expect(play.state.views.current?.name == "vip")
    play.type("t")
    #expect(play.state.views.current == nil && play.state.list.tab == .all)
    play.type("T")
    #expect(play.state.views.current?.name == "vip")
  }

  @Test func `one Esc goes back to the plain list as it was`() {
    var play = play()
    play.type("/jane")
    play.press(.enter)
    play.state.list.columns = ColumnChoice(names: ["amount"])
    play.type("T")
    #expect(play.state.views.current == Self.unpaid)
    play.press(.escape)
    #expect(play.state.views.current == nil)
    #expect(play.state.list.filter == "jane" && play.state.list.columns.names == ["amount"])
    #expect(play.state.list.tab == .all && play.state.list.query.query?.source == "jane")
  }

  @Test func `Esc takes back what was changed of a view before it leaves it`() {
    var play = play()
    play.type("T/ x")
    play.press(.enter)
    #expect(play.state.list.filter == "payment:unpaid x")
    #expect(Tab.all(of: play.state).last?.isChanged == true)
    play.press(.escape)
    #expect(play.state.views.current == Self.unpaid)
    #expect(play.state.list.filter == "payment:unpaid")
    play.type("/")
    play.press(.control("u"))
    play.press(.escape)
    #expect(play.state.list.filter == "payment:unpaid", "the filter of the view is its own")
  }

  @Test func `B saves what the list shows, in its order and columns`() {
    var play = play()
    play.type("t/jane")
    play.press(.enter)
    play.state.sort(by: .amount)
    play.type("Bvip")
    play.press(.tab, .character(" "), .enter)
    let vip = SavedView(
      name: "vip", tab: .open, filter: "jane", sort: SessionSort(.amount, descending: true),
      rings: true)
    #expect(play.state.views.saved == [vip])
    #expect(play.state.views.current == vip)
    #expect(play.state.remembered.views == [vip])
    #expect(play.state.message?.text == "saved as the tab vip")
  }

  @Test func `a view of a relative time is counted from each day on`() throws {
    var play = play()
    play.type("F")
    play.press(.down)
    play.type(">7d")
    play.press(.enter)
    let week = 7 * 86_400
    #expect(play.state.list.query.filter.created == CreatedRange(gte: 1_800_000_001 - week))
    #expect(play.state.listTitle.contains("8 Jan → now"))
    play.type("Brecent")
    #expect(
      play.state.list.narrowing.filterWords(.utc, now: 1_800_000_000) == ["created >7d"])
    play.press(.enter)
    let view = try #require(play.state.views.saved.first)
    #expect(view.isShown(by: play.state.list))
    #expect(view.created == ">7d")
    let later = 1_800_000_000 + 5 * 86_400
    #expect(
      view.query(now: later, zone: .utc)?.filter.created == CreatedRange(gte: later + 1 - week))
    play.press(.escape, .escape)
    #expect(play.state.list.query.filter.created == CreatedRange())
  }

  @Test func `Esc takes back what the form has narrowed`() {
    var play = play()
    play.type("F")
    play.press(.down)
    play.type("today")
    play.press(.enter)
    #expect(play.state.list.query.filter.created != CreatedRange())
    play.press(.escape)
    #expect(play.state.list.query.filter == SessionFilter())
  }

  @Test func `a name is refused with a reason, and the form stays`() throws {
    var play = play()
    for (name, reason) in [
      ("", "a view needs a name"), ("open", "there is a tab of that name already"),
      ("unpaid", "the configuration declares a view of that name"),
    ] {
      play.type("B" + name)
      play.press(.enter)
      let form = try #require(play.state.overlays.top(as: ViewForm.self))
      #expect(form.form.problem == reason)
      play.press(.escape)
    }
    #expect(play.state.views.saved.isEmpty)
  }

  @Test func `a saved view can be forgotten, one of the configuration cannot`() {
    var play = play(saved: [SavedView(name: "vip", filter: "email:vip")])
    let forget = Command.named(.forgetView)
    play.type("T")
    answer(&play)
    #expect(forget?.availability(play.state) == .enabled)
    play.type(":forget-view")
    play.press(.enter)
    #expect(play.state.views.saved.isEmpty && play.state.views.current == nil)
    play.type("T")
    #expect(
      forget?.availability(play.state) == .disabled("it stands in the configuration"))
  }

  @Test func `the palette finds a view by its name`() {
    var play = play()
    play.type(":unpaid")
    play.press(.enter)
    #expect(play.state.views.current == Self.unpaid)
  }

  @Test func `the view comes back with the next run, the plain list behind it`() {
    var play = play(saved: [SavedView(name: "vip", filter: "email:vip", rings: true)])
    play.type("ttTT")
    play.type("T")
    let remembered = play.state.remembered
    #expect(remembered.view == "vip" && remembered.filter == "")
    var other = Play()
    other.state.views = ViewShelf(declared: [Self.unpaid])
    other.state.restore(remembered)
    #expect(other.state.views.current?.name == "vip")
    #expect(other.state.list.filter == "email:vip")
    other.press(.escape)
    #expect(other.state.list.filter.isEmpty)
  }

  @Test func `what is shown again from the last run is said, the profile's own filter is not`() {
    var play = play()
    play.state.restore(RememberedView(filter: "jane"))
    play.state.noteRestored(besides: "jane")
    #expect(play.state.message == nil)
    play.state.noteRestored(besides: "status:open")
    #expect(
      play.state.message?.text == "the filter “jane” is that of the last time; Esc clears it")
    play.state.restore(RememberedView(view: "unpaid"))
    play.state.noteRestored(besides: "")
    #expect(
      play.state.message?.text == "the view unpaid is that of the last time; Esc leaves it")
  }

  @Test func `a look-up leaves the view where it was`() {
    var play = play()
    play.type("T")
    play.state.show(
      FoundList(lookup: .text("jane"), answer: FoundSessions(ids: ["cs_test_0001"])))
    #expect(Tab.all(of: play.state).last?.isCurrent == false)
    play.press(.escape)
    #expect(play.state.list.filter == "payment:unpaid")
    #expect(Tab.all(of: play.state).last?.isCurrent == true)
  }
}

struct TabCountTests {
  private func question(_ effects: [Effect]) -> TabQuestion? {
    for case .cache(.countTabs(let question)) in effects { return question }
    return nil
  }

  @Test func `tabs are counted once, and again when something has changed`() throws {
    var play = Play.with(sessions: 5)
    play.state.views = ViewShelf(declared: [SavedView(name: "vip", filter: "jane")])
    play.send(.cache(.tabs(TabTally(statuses: [.all: 5]))))
    let keys = play.type("jjkt/jane")
    #expect(question(keys) == nil, "no key counts")
    play.press(.escape)
    let page = PageReport(Changes(received: 1, added: 1), hasMore: false)
    play.send(.stripe(.paged(.newest, .success(page), generation: play.state.list.generation)))
    let rows = RowWindow(rows: SessionSummary.series(6))
    let asked = try #require(
      question(
        play.send(
          .cache(.rows(rows, anchor: .top, generation: play.state.list.generation)))))
    #expect(asked.views["vip"]?.query?.source == "jane")
    #expect(asked.hours.count == 24 && asked.hours[23] <= play.state.clock.unix)
    play.send(.cache(.tabs(TabTally(statuses: [.all: 6], views: ["vip": 2]))))
    let tabs = Tab.all(of: play.state)
    #expect(tabs.map(\.count) == [6, nil, nil, nil, 2])
  }

  @Test func `a view whose filter is not understood is not counted`() {
    let views = [SavedView(name: "odd", filter: "amount>>"), SavedView(name: "vip", filter: "x")]
    #expect(TabQuestion(views, now: 0, zone: .utc).views.keys.map(\.self) == ["vip"])
  }
}

struct TabBarTests {
  private func bar(_ views: Int, width: Int, current: Int = 0) -> TabBar {
    var state = State(
      size: Size(width: 120, height: 40), clock: Clock(unix: 0, uptime: 0),
      account: Account(name: "acme", isLive: false), seed: 1)
    state.views = ViewShelf(declared: (0..<views).map { SavedView(name: "view number \($0)") })
    for _ in 0..<current { _ = Tab.walk(1, &state) }
    return TabBar(Tab.all(of: state), width: width)
  }

  @Test func `tabs that do not fit are left out, the current one never`() {
    for width in [20, 40, 60, 100] {
      for current in 0..<12 {
        let bar = bar(8, width: width, current: current)
        #expect(bar.places.contains { $0.tab.isCurrent })
        #expect(bar.end <= max(width, 24))
        #expect(bar.goesOn.left == (bar.places.first?.tab.title != "All"))
        #expect(bar.goesOn.right == (bar.places.last?.tab.title != "view number 7"))
      }
    }
  }

  @Test func `tabs stand side by side, a line before another sort`() {
    let bar = bar(2, width: 120)
    for (one, next) in zip(bar.places, bar.places.dropFirst()) {
      #expect(
        next.span.lowerBound - one.span.upperBound == (next.tab.beginsSort ? TabBar.gap : 0))
    }
  }
}
