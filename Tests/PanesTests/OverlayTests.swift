import Checkout
import Dashboard
import Panes
import Screen
import Support
import Testing

@Suite("What lies over the panes")
struct OverlayTests {
  @Test(arguments: sizes)
  func `the dialog before a session is expired`(size: Size) {
    var state = State.browsing(size)
    state.askToExpire()
    expectSnapshot(of: state.topOverlay, named: "expire-\(size.name)")
  }

  @Test func `in live mode the dialog wants the end of the id typed`() {
    var state = State.browsing(Size(width: 80, height: 24), isLive: true)
    state.account.readOnlyReason = nil
    state.askToExpire()
    state.press(.character("S"), .character("2"))
    expectSnapshot(of: state.topOverlay, named: "expire-live")
  }

  @Test(arguments: sizes)
  func `the keys of the list`(size: Size) {
    var state = State.browsing(size)
    state.press(.character("?"))
    expectSnapshot(of: state.topOverlay, named: "help-\(size.name)")
  }

  @Test func `help narrows to what is typed`() {
    var state = State.browsing(Size(width: 80, height: 24))
    state.press(.character("?"), .character("c"), .character("o"), .character("p"))
    expectSnapshot(of: state.topOverlay, named: "help-filtered")
  }

  @Test(arguments: sizes)
  func `the filter while it is typed`(size: Size) {
    var state = State.browsing(size)
    state.press(.character("/"), .character("j"), .character("a"), .character("日"))
    expectSnapshot(of: state.topOverlay, named: "filter-\(size.name)")
  }

  @Test func `what g waits for`() {
    var state = State.browsing(Size(width: 80, height: 24))
    state.press(.character("g"))
    expectSnapshot(of: state.topOverlay, named: "go-to")
  }

  @Test func `text that no clipboard took is shown`() {
    var state = State.browsing(Size(width: 80, height: 24))
    state.take(
      .system(
        .copied(
          label: "URL of cs_test_a1",
          .shown(
            "https://checkout.stripe.com/c/pay/cs_test_a1#" + String(repeating: "x", count: 90))))
    )
    expectSnapshot(of: state.topOverlay, named: "shown")
  }
}

extension State {
  mutating func take(_ events: Event...) { _ = update(&self, events) }

  mutating func press(_ keys: Key...) {
    for key in keys { _ = update(&self, [.key(key)]) }
  }

  /// Opens the dialog for the selection, which is still open at Stripe.
  mutating func askToExpire() {
    press(.character("x"))
    guard let id = selected?.id else {
      Issue.record("no session is selected")
      return
    }
    take(
      .stripe(
        .refreshed(
          id: id,
          .success(StoredSession(.make(id: id, created: State.now - 120), fetchedAt: State.now)))))
    clock.uptime += 1000
  }
}
