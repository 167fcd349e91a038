import Checkout
import Dashboard
import Screen
import Support
import Testing

@testable import Panes

struct TabBarPictureTests {
  private static let views = [
    SavedView(name: "unpaid-today", tab: .complete, filter: "payment:unpaid created:today"),
    SavedView(name: "vip", filter: "email:vip"),
  ]

  private static func state(_ width: Int) -> State {
    var state = State.browsing(Size(width: width, height: 40))
    state.views = ViewShelf(declared: views)
    let tally = TabTally(
      statuses: [.all: 20_423, .open: 1095, .complete: 12_948, .expired: 6380],
      views: ["unpaid-today": 12, "vip": 3],
      hours: [
        .complete: (0..<24).map { $0 * 3 % 17 }, .open: (0..<24).map { $0 / 3 },
        .expired: (0..<24).map { $0 == 4 ? 2 : 0 },
      ])
    _ = update(&state, [.cache(.tabs(tally))])
    return state
  }

  /// The bar alone.
  private func bar(_ state: State) -> Surface {
    var surface = Surface(size: Size(width: state.layout.tabs.width, height: 1))
    surface.drawTabs(state)
    return surface
  }

  @Test(arguments: [160, 120, 80, 60]) func `status tabs, views and the last day`(width: Int) {
    expectSnapshot(of: bar(Self.state(width)), named: "tabs-\(width)")
  }

  @Test func `a view that shows, and that was changed`() {
    var state = Self.state(120)
    state.press(.character("T"), .character("T"))
    state.press(.character("/"), .character("x"), .enter)
    expectSnapshot(of: bar(state), named: "tabs-view")
  }

  @Test func `a day of which not everything is cached has a question mark`() {
    var state = Self.state(120)
    var tally = state.list.tabCounts.known
    #expect(bar(state).lines.joined().contains("24 h"))
    tally.hoursAreWhole = false
    _ = update(&state, [.cache(.tabs(tally))])
    #expect(bar(state).lines.joined().contains("24h?"))
  }

  @Test func `in ASCII`() {
    expectSnapshot(of: bar(Self.state(160)).asciiOnly, named: "tabs-ascii")
  }

  @Test func `low terminals name the tab in the title`() {
    var state = Self.state(80)
    _ = update(&state, [.resize(Size(width: 80, height: 18))])
    #expect(state.layout.tabs.isEmpty)
    state.press(.character("t"))
    #expect(state.listTitle.contains("open"))
    state.press(.character("T"), .character("T"))
    #expect(state.listTitle.first == "vip")
  }

  @Test func `the form that saves a view`() {
    var state = Self.state(120)
    state.press(.character("t"), .character("B"))
    expectSnapshot(of: state.topOverlay, named: "view-form")
  }
}
