import Checkout
import Query
import Dashboard
import Panes
import Screen
import Support
import Testing
import JSON

@Suite("Panes in their states")
struct PaneTests {
  private let narrow = Size(width: 80, height: 24)

  @Test(arguments: sizes)
  func `LIVE is a word, a colour, and read-only`(size: Size) {
    let state = State.browsing(size, isLive: true)
    expectSnapshot(of: state.headerLine, named: "live-\(size.name)")
    expectSnapshot(of: state.part(state.layout.footer), named: "live-footer-\(size.name)")
  }

  @Test(arguments: sizes)
  func `the detail pane alone, with a group unfolded`(size: Size) {
    var state = State.browsing(size)
    state.press(.character("2"), .character("z"))
    state.clock.uptime += 1000
    state.press(.character("G"), .character("h"))
    expectSnapshot(of: state.pane(.detail), named: "detail-\(size.name)")
  }

  @Test func `an empty list that is narrowed by a time alone says so`() {
    var state = State.browsing(narrow)
    state.press(.character("F"), .down, .paste("2020-01-01"), .enter)
    state.take(
      .cache(.rows(RowWindow(), anchor: .top, generation: state.list.generation)),
      .cache(
        .facts(
          ListFacts(matching: 0, loaded: 0, cached: 7, coverage: Coverage()),
          generation: state.list.generation)))
    let page = PageReport(Changes(received: 0, added: 0), hasMore: false)
    for direction in [PageDirection.newest, .older] {
      state.take(.stripe(.paged(direction, .success(page), generation: state.list.generation)))
      state.take(.cache(.rows(RowWindow(), anchor: .top, generation: state.list.generation)))
    }
    let lines = state.pane(.list).lines.joined()
    #expect(lines.contains("with these filters"), "\(lines)")
  }

  /// The first line of the card of a session of ₩2,425,800, read 22 seconds ago.
  private func cardLine(width: Int, isASCII: Bool, email: String?) -> String {
    var state = State.browsing(Size(width: width, height: 20))
    state.preferences.signs = isASCII ? .ascii : .all
    let id = Session.assorted[0].id
    let session = Session.make(
      id: id, created: State.now - 120, amountTotal: 2_425_800, currency: "krw", email: email,
      name: nil)
    state.take(
      .cache(
        .detail(SessionDetail(stored: StoredSession(session, fetchedAt: State.now - 22)), id: id)))
    state.press(.character("2"), .character("z"))
    return state.pane(.detail).lines[1]
  }

  @Test(arguments: [true, false], [nil, "maria.antonia@example.com"])
  func `the card gives up the age and the customer before a digit of the amount`(
    isASCII: Bool, email: String?
  ) {
    let amount = isASCII ? "KRW 2,425,800" : "₩2,425,800"
    for width in 30...90 {
      let line = cardLine(width: width, isASCII: isASCII, email: email)
      #expect(line.contains(amount + " "), "\(width): \(line)")
      #expect(!line.contains("as of") || line.contains("  as of 22 seconds ago"), "\(line)")
    }
    #expect(cardLine(width: 60, isASCII: isASCII, email: email).contains("as of"))
  }

  @Test func `amounts below the line items are spelled before lines are broken`() {
    var state = State.browsing(Size(width: 40, height: 20))
    let id = Session.assorted[0].id
    let session = Session.make(
      id: id, created: State.now - 120, amountTotal: 2_425_800, currency: "krw",
      changes: [
        "total_details": ["amount_discount": 0, "amount_shipping": 20_100, "amount_tax": 218_700],
        "amount_subtotal": 2_187_000,
      ])
    state.take(
      .cache(
        .detail(
          SessionDetail(
            stored: StoredSession(session, fetchedAt: State.now),
            lineItems: StoredLineItems(
              items: [.make(quantity: 1, unitAmount: 2_187_000, currency: "krw")],
              isComplete: true, fetchedAt: State.now)), id: id)))
    state.take(.system(.signs(.ascii)))
    state.press(.character("3"), .character("z"))
    let words = state.pane(.lineItems).lines.joined().split { " │".contains($0) }
    #expect(words.joined(separator: " ").contains("total KRW 2,425,800"), "\(words)")
  }

  @Test(arguments: sizes)
  func `the raw JSON`(size: Size) {
    var state = State.browsing(size)
    state.press(.character("v"))
    expectSnapshot(of: state.pane(.detail), named: "json-\(size.name)")
  }

  @Test(arguments: sizes)
  func `the line items alone`(size: Size) {
    var state = State.browsing(size)
    state.press(.character("3"), .character("z"))
    expectSnapshot(of: state.pane(.lineItems), named: "line-items-\(size.name)")
  }

  @Test func `line items that Stripe did not give`() throws {
    var state = State.browsing(narrow)
    state.press(.character("j"))
    let id = try #require(state.selected?.id)
    state.take(
      .cache(.detail(nil, id: id)),
      .stripe(.lineItems(id: id, .failure(Problem("The answer did not come in time. Try again.")))))
    expectSnapshot(of: state.pane(.lineItems), named: "line-items-problem")
  }

  @Test func `a gap in the list, being loaded`() {
    var state = State.browsing(narrow)
    let now = State.now
    state.take(
      .cache(
        .facts(
          ListFacts(
            matching: 7, loaded: 7, cached: 7,
            coverage: Coverage(
              spans: [
                Coverage.Span(newest: now, oldest: now - 3600),
                Coverage.Span(newest: now - 3 * 3600, oldest: now - 14 * 86_400),
              ], reachesBeginning: true, refreshedAt: now)), generation: 0)))
    expectSnapshot(of: state.pane(.list), named: "gap")
    state.press(.character("j"), .character("j"), .character("j"), .enter)
    expectSnapshot(of: state.pane(.list), named: "gap-loading")
  }

  @Test(arguments: [(120, "watching cs_test_"), (70, "watching")])
  func `that a session is watched stays in the header`(width: Int, sign: String) {
    var state = State.browsing(Size(width: width, height: 24))
    let open = state.list.rows.firstIndex { $0.session?.status == .open } ?? 0
    for _ in 0..<open { state.press(.character("j")) }
    state.press(.character("w"), .character("j"), .character("j"))
    let header = picture(of: state.part(state.layout.header)).split(separator: "\n")[2]
    #expect(header.contains(sign))
  }

  @Test func `a long filter is cut rather than the number of its hits`() {
    var state = State.browsing(Size(width: 80, height: 24))
    for key in "/smith is:paid created:2026-11-01..2026-11-26 currency:eur" {
      state.take(.key(.character(key)))
    }
    state.take(.key(.enter))
    let facts = ListFacts(matching: 5, loaded: 20_000, cached: 20_000, coverage: Coverage())
    state.take(.cache(.facts(facts, generation: state.list.generation)))
    let title = picture(of: state.pane(.list)).split(separator: "\n")[2]
    #expect(title.contains("/smith is:paid"))
    #expect(title.contains(" · 5 in "))
  }

  @Test func `a filter without a hit says what was not looked at`() {
    var state = State.browsing(narrow)
    state.press(.character("/"), .character("z"), .character("q"), .enter)
    state.take(
      .cache(.rows(RowWindow(), anchor: .top, generation: state.list.generation)),
      .cache(.rows(RowWindow(), anchor: .around(id: "cs"), generation: state.list.generation)),
      .cache(
        .facts(
          ListFacts(
            matching: 0, loaded: 412, cached: 10_432,
            coverage: Coverage(spans: [Coverage.Span(newest: State.now, oldest: 0)])),
          generation: state.list.generation)))
    expectSnapshot(of: state.pane(.list), named: "empty-filter")
  }

  @Test func `a filter by an id of the other mode sends nobody to Stripe`() {
    var state = State.browsing(narrow)
    state.press(.character("/"), .paste("cs_live_a1B2c3D4e5F6"), .enter)
    state.take(
      .cache(.rows(RowWindow(), anchor: .top, generation: state.list.generation)),
      .cache(
        .facts(
          ListFacts(matching: 0, loaded: 412, cached: 412, coverage: .init()),
          generation: state.list.generation)))
    let lines = state.pane(.list).lines.joined()
    #expect(lines.contains("cs_live_a1B2c3D4… is a live session, and the key is for test mode."))
    #expect(!lines.contains("asks Stripe"), "\(lines)")
  }

  @Test func `Stripe cannot be reached: what is cached stays, and the reason is said`() {
    var state = State.browsing(narrow)
    state.take(
      .stripe(
        .paged(
          .newest, .failure(Problem("There is no connection to the server. Check the network.")),
          generation: 0)),
      .http(
        .activity(RequestActivity(running: 1, waiting: "no connection, waiting 2 s, try 2 of 3"))))
    expectSnapshot(of: state.headerLine, named: "unreachable")
    expectSnapshot(of: state.part(state.layout.message), named: "unreachable-message")
    #expect(!state.list.rows.isEmpty)
  }

  @Test(arguments: sizes)
  func `the last line item stands above the sum, never behind it`(size: Size) throws {
    var state = State.browsing(size)
    let id = try #require(state.detail.id)
    let items = (1...60).map {
      LineItem.make(id: "li_\($0)", description: "Item \($0).", quantity: 1)
    }
    state.take(
      .stripe(
        .lineItems(
          id: id,
          .success(StoredLineItems(items: items, isComplete: true, fetchedAt: State.now)))))
    state.press(.character("3"))
    state.clock.uptime += 1000
    state.press(.character("G"))
    #expect(picture(of: render(state)).contains("Item 60."))
  }

  /// Stripe's filter of a tab has a coverage of its own, which is not how far the cache reaches.
  @Test func `the header does not count all sessions with the reach of a filter`() {
    var state = State.browsing(Size(width: 120, height: 24))
    #expect(render(state).lines[0].contains("10,432 cached  1 Jan → now"))
    state.press(.character("t"))
    #expect(state.list.tab != .all)
    #expect(render(state).lines[0].contains("10,432 cached  as of"))
  }

  @Test(arguments: ["at rest", "syncing", "rate-limited"], [80, 120])
  func `the header keeps the account, the count, the gap and the age, whatever is under way`(
    situation: String, width: Int
  ) {
    var state = State.browsing(Size(width: width, height: 24))
    state.account.name = "STRIPE_API_KEY"
    state.account.profile = nil
    let now = State.now
    state.take(
      .cache(
        .facts(
          ListFacts(
            matching: 7, loaded: 7, cached: 10_432,
            coverage: Coverage(
              spans: [
                Coverage.Span(newest: now, oldest: now - 3600),
                Coverage.Span(newest: now - 3 * 3600, oldest: now - 14 * 86_400),
              ], reachesBeginning: true, refreshedAt: now - 12)), generation: 0)))
    switch situation {
    case "syncing":
      state.press(.character("s"), .character("W"))
      state.take(
        .stripe(.syncing(SyncReport(Changes(received: 12_300), fraction: 0.42, secondsLeft: 8))),
        .http(.activity(RequestActivity(running: 9, rate: 142, limit: nil))))
    case "rate-limited":
      state.press(.character("s"))
      state.take(
        .http(
          .activity(RequestActivity(running: 1, waiting: "rate-limited, waiting 2 s, try 2 of 3"))))
    default: break
    }
    let line = render(state).lines[0]
    for fact in ["TEST", "10,432 cached", "1 gap", "as of 07:59 UTC"] {
      #expect(line.contains(fact))
    }
    expectSnapshot(
      ofText: line, named: "header-\(situation.replacing(" ", with: "-"))-\(width)")
  }
}
