import Checkout
import Dashboard
import Panes
import Screen
import Support
import Testing
import JSON

@Suite("What keeps hands safe")
struct SafetyTests {
  private static func marked(_ size: Size, isLive: Bool = false) -> State {
    var state = State.browsing(size, isLive: isLive)
    state.account.readOnlyReason = nil
    state.press(
      .character(" "), .character(" "), .character("j"), .character(" "), .character("x"))
    state.take(.cache(.summaries(Session.summaries)))
    state.clock.uptime += 1000
    return state
  }

  @Test(arguments: sizes)
  func `the plan of a bulk expire`(size: Size) {
    expectSnapshot(of: Self.marked(size).topOverlay, named: "bulk-plan-\(size.name)")
  }

  @Test func `amounts of a plan are whole where signs of currencies are words`() throws {
    var state = Self.marked(Size(width: 100, height: 24))
    state.take(.system(.signs(.ascii)))
    let place = try #require(state.overlays.top?.place(in: state))
    let lines = state.part(place).lines.joined()
    #expect(lines.contains("JPY 4,200 "), "\(lines)")
  }

  @Test func `in live mode the plan wants the number typed`() {
    var state = Self.marked(Size(width: 80, height: 24), isLive: true)
    state.take(.cache(.summaries([])))
    expectSnapshot(of: state.topOverlay, named: "bulk-plan-live")
  }

  @Test(arguments: sizes)
  func `marked rows`(size: Size) {
    var state = Self.marked(size)
    state.press(.escape)
    expectSnapshot(of: state.pane(.list), named: "marks-\(size.name)")
  }

  @Test(arguments: sizes)
  func `a range that is being selected, beside a marked row`(size: Size) {
    var state = State.browsing(size)
    state.press(.character(" "), .character("j"), .character("V"), .character("j"), .character("j"))
    expectSnapshot(of: state.pane(.list), named: "range-\(size.name)")
  }

  @Test(arguments: sizes)
  func `a bulk expire under way, and ended`(size: Size) {
    var state = Self.marked(size)
    state.press(.character("X"))
    expectSnapshot(of: state.topOverlay, named: "bulk-run-\(size.name)")
    state.take(
      .stripe(
        .rowExpired(
          id: Session.assorted[0].id,
          .failure(Problem("There is no connection to the server. Check the network.")))))
    expectSnapshot(of: state.topOverlay, named: "bulk-done-\(size.name)")
    state.press(.character("r"))
    expectSnapshot(of: state.topOverlay, named: "bulk-again-\(size.name)")
  }

  @Test func `a bulk expire says that Stripe limits the rate while it waits`() throws {
    var state = Self.marked(Size(width: 80, height: 24))
    state.press(.character("X"))
    let waiting = "rate-limited, waiting 2 s, try 2 of 3"
    state.take(.http(.activity(RequestActivity(running: 0, waiting: waiting))))
    let place = try #require(state.overlays.top?.place(in: state))
    let lines = state.part(place).lines.joined()
    #expect(lines.contains(waiting), "\(lines)")
  }

  @Test func `leaving while sessions are being expired is asked about`() {
    var state = Self.marked(Size(width: 80, height: 24))
    state.press(.character("X"), .escape, .character("q"))
    expectSnapshot(of: state.topOverlay, named: "leaving")
  }

  @Test(arguments: sizes)
  func `errors so far, repeated ones counted`(size: Size) {
    var state = State.browsing(size)
    for id in ["req_1", "req_2", "req_3"] {
      state.take(
        .stripe(
          .refreshed(
            id: "cs_test_1",
            .failure(Problem("Stripe has a problem of its own (500). (\(id))", requestID: id)))))
    }
    state.take(
      .stripe(.paged(.newest, .failure(Problem("The answer did not come in time.")), generation: 0))
    )
    state.press(.character("!"))
    expectSnapshot(of: state.topOverlay, named: "problems-\(size.name)")
  }

  @Test(arguments: sizes)
  func `requests so far, newest first`(size: Size) {
    var state = State.browsing(size)
    state.take(
      .http(
        .ended(
          RequestRecord(
            started: State.now * 1000 + 42, "GET /v1/checkout/sessions?limit=100", "200",
            milliseconds: 87, "402750 B req_1"))),
      .http(
        .ended(
          RequestRecord(
            started: State.now * 1000 + 1900,
            "POST /v1/checkout/sessions/\(Session.assorted[0].id)/expire", "timeout",
            milliseconds: 80001, "0 B try 2", isFailure: true))))
    state.press(.character("@"))
    expectSnapshot(of: state.topOverlay, named: "requests-\(size.name)")
  }

  @Test func `the keys of errors and requests lead from one to the other`() {
    var state = State.browsing(Size(width: 80, height: 24))
    state.press(.character("!"), .character("@"))
    #expect(state.overlays.count == 1)
    #expect(state.topOverlay.lines.first?.contains("Requests") == true)
    state.press(.character("!"))
    #expect(state.topOverlay.lines.first?.contains("Errors so far") == true)
    state.press(.character("!"))
    #expect(state.overlays.isEmpty)
  }

  @Test func `the footer of a question names the key that confirms once it works`() {
    var state = State.browsing(Size(width: 80, height: 24))
    state.press(.character("x"))
    func footer() -> String { state.part(state.layout.footer).lines.joined() }
    #expect(footer().contains("Esc keep") && !footer().contains("X expire"))
    state.take(
      .stripe(
        .refreshed(
          id: Session.assorted[0].id,
          .success(
            StoredSession(Session.assorted[0], fetchedAt: State.now)))))
    #expect(footer().contains("X expire"))
  }

  @Test func `the copy menu masks what is on the screen, not what is copied`() {
    var state = State.browsing(Size(width: 120, height: 40))
    state.press(.character("m"), .character("Y"))
    let menu = state.topOverlay.lines.joined()
    #expect(menu.contains("j…@e….com") && !menu.contains("jane@example.com"))
    state.press(.escape, .character("2"))
    for key in "jv" {
      if key == "v" { state.press(.character("v")) }
      for _ in 0..<90 {
        state.press(.character("j"), .character("Y"))
        #expect(!state.topOverlay.lines.joined().contains("Jane Doe"))
        state.press(.escape)
      }
    }
  }

  @Test func `a reference that stands for the customer is masked, too`() {
    var state = State.browsing(Size(width: 120, height: 40))
    let row = SessionSummary.make(
      email: nil, customerName: nil, clientReferenceID: "selfhosted:zoe@example.org")
    #expect(state.shown(row).customerText == "selfhosted:zoe@example.org")
    state.press(.character("m"))
    #expect(state.shown(row).customerText == "selfhosted:z…@e….org")
  }

  @Test(arguments: sizes)
  func `profiles to choose from`(size: Size) {
    var state = State.browsing(size)
    state.profiles = [
      ProfileChoice(id: "acme", source: "profile “acme”, sk_test_…abcd", isLive: false),
      ProfileChoice(id: "real", source: "Stripe CLI profile “real”", isLive: true),
      ProfileChoice(
        id: "broken", source: "profile “broken”", isLive: nil, problem: "This key is redacted."),
    ]
    state.press(.character("P"))
    expectSnapshot(of: state.topOverlay, named: "profiles-\(size.name)")
  }

  @Test(arguments: sizes)
  func `a key of the environment stands under its variable, in header and profiles`(size: Size) {
    var state = State.browsing(size)
    state.account.name = "STRIPE_API_KEY"
    state.account.profile = nil
    state.profiles = [
      ProfileChoice(
        id: "STRIPE_API_KEY", source: "the environment, sk_test_…wxyz", isLive: false),
      ProfileChoice(id: "default", source: "profile “default”, sk_test_…abcd", isLive: false),
    ]
    state.press(.character("P"))
    expectSnapshot(of: state.headerLine, named: "environment-key-header-\(size.name)")
    expectSnapshot(of: state.topOverlay, named: "environment-key-\(size.name)")
  }

  @Test(arguments: sizes)
  func `the privacy mask`(size: Size) {
    var state = State.browsing(size)
    state.press(.character("m"))
    expectSnapshot(of: state.pane(.list), named: "masked-\(size.name)")
    expectSnapshot(of: state.pane(.detail), named: "masked-detail-\(size.name)")
  }

  @Test func `no mask leaves an address on the screen, in fields or in JSON`() {
    var state = State.browsing(Size(width: 160, height: 60))
    state.press(.character("m"))
    #expect(!picture(of: render(state)).contains("jane@example.com"))
    #expect(!picture(of: render(state)).contains("Jane Doe"))
    state.press(.character("v"), .character("2"), .character("z"))
    for _ in 0..<10 {
      #expect(!picture(of: render(state)).contains("jane@example.com"))
      #expect(!picture(of: render(state)).contains("Jane Doe"))
      state.press(.pageDown)
    }
  }
}

extension Session {
  /// The cache's summaries of them.
  static var summaries: [SessionSummary] {
    assorted.enumerated().map { index, session in
      SessionSummary(session, position: Int64(1000 - index), fetchedAt: State.now)
    }
  }
}
