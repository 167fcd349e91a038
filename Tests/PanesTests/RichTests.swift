import Checkout
import Query
import Dashboard
import Panes
import Screen
import Support
import Testing
import JSON

@Suite("Sessions with much to show")
struct RichTests {
  private static let stories: [(Session, Size)] = Session.rich.flatMap { session in
    sizes.map { (session, $0) }
  }

  @Test(arguments: stories)
  func `every story in the detail pane, everything unfolded`(session: Session, size: Size) {
    var state = State.reading(session, size)
    state.press(.character("z"), .character("L"))
    expectSnapshot(
      of: state.pane(.detail), named: "rich-\(session.id.dropFirst(8))-\(size.name)")
  }

  /// A narrow pane leaves the day out only if all of the story is of today. A time that is not exact
  /// has its mark in each.
  @Test(arguments: sizes, [0, 10])
  func `a story, told today and ten days later`(size: Size, days: Int) {
    let created = State.now - 7200 - days * 86_400
    let session = Session.make(
      created: created, status: "expired",
      changes: ["url": nil, "expires_at": .int(created + 3600)])
    let state = State.reading(
      session, size, story: StorySources(session, readAt: State.now))
    expectSnapshot(of: state.pane(.detail), named: "story-\(days)-days-\(size.name)")
  }

  @Test(arguments: [Session.order, .subscription])
  func `all that there is to know`(session: Session) {
    var state = State.reading(session, Size(width: 90, height: 190))
    state.press(.character("z"), .character("L"))
    expectSnapshot(of: state.pane(.detail), named: "rich-\(session.id.dropFirst(8))-whole")
  }

  @Test(arguments: sizes)
  func `an order beside the list, folded as it comes`(size: Size) {
    let state = State.reading(.order, size, items: LineItem.order)
    expectSnapshot(of: state.pane(.detail), named: "order-\(size.name)")
  }

  @Test(arguments: sizes)
  func `what a search finds is marked`(size: Size) {
    var state = State.reading(.order, size)
    state.press(.character("/"))
    state.type("jana")
    expectSnapshot(of: state.pane(.detail), named: "search-\(size.name)")
    state.press(.enter, .character("v"), .character("n"))
    expectSnapshot(of: state.pane(.detail), named: "search-json-\(size.name)")
  }

  @Test(arguments: sizes)
  func `line items with their details, the sum and two currencies`(size: Size) {
    var state = State.reading(.order, size, items: LineItem.rich)
    state.press(.character("3"), .character("z"))
    state.press(.character("G"))
    for _ in LineItem.rich { state.press(.character("l"), .character("k")) }
    expectSnapshot(of: state.pane(.lineItems), named: "line-items-open-\(size.name)")
  }

  @Test(arguments: sizes)
  func `the copy menu`(size: Size) {
    var state = State.reading(.order, size)
    state.press(.character("Y"), .down)
    expectSnapshot(of: state.topOverlay, named: "copy-menu-\(size.name)")
  }
}

@Suite("Objects around a session")
struct RelatedObjectTests {
  private func following(_ size: Size, _ key: Character = "p") -> State {
    var state = State.reading(.order, size)
    state.press(.character("g"), .character(key))
    return state
  }

  @Test(arguments: sizes)
  func `a payment intent in the place of its session`(size: Size) throws {
    var state = following(size)
    let id = try #require(state.detail.related?.id)
    let json = try #require(Session.order.json["payment_intent"])
    state.take(.cache(.object(StoredObject(json, fetchedAt: State.now - 30), id: id)))
    expectSnapshot(of: state.pane(.detail), named: "related-\(size.name)")
  }

  @Test(arguments: sizes)
  func `a missing permission is said in place`(size: Size) throws {
    var state = following(size)
    let id = try #require(state.detail.related?.id)
    state.take(
      .cache(.object(nil, id: id)),
      .stripe(
        .fetchedObject(
          .failure(
            Problem(
              "The key may not do this. A restricted key needs the permission "
                + "rak_payment_intent_read. (req_till0001)")), id: id)))
    expectSnapshot(of: state.pane(.detail), named: "related-forbidden-\(size.name)")
  }

  @Test func `a deleted customer`() throws {
    var state = following(Size(width: 80, height: 24), "c")
    let id = try #require(state.detail.related?.id)
    let json = JSON.make([
      "id": .string(id.text), "object": "customer", "deleted": true,
    ])
    state.take(.cache(.object(StoredObject(json, fetchedAt: State.now), id: id)))
    expectSnapshot(of: state.pane(.detail), named: "related-deleted")
  }
}

@Suite("Forms that change something")
struct FormTests {
  @Test(arguments: sizes)
  func `the form for a new session, and its review`(size: Size) {
    var state = State.browsing(size)
    state.press(.character("a"), .tab)
    expectSnapshot(of: state.topOverlay, named: "create-\(size.name)")
    state.press(.enter)
    expectSnapshot(of: state.topOverlay, named: "create-review-\(size.name)")
  }

  @Test func `a form that Stripe would refuse says why`() {
    var state = State.browsing(Size(width: 80, height: 24))
    state.press(.character("a"), .tab, .control("u"))
    state.type("free")
    state.press(.enter)
    expectSnapshot(of: state.topOverlay, named: "create-refused")
  }

  @Test func `another like this one`() {
    var state = State.reading(.order, Size(width: 80, height: 24))
    state.press(.character("A"))
    expectSnapshot(of: state.topOverlay, named: "create-another")
  }

  @Test(arguments: sizes)
  func `an entry of metadata, old and new`(size: Size) {
    var state = State.reading(.order, size)
    state.press(.character("/"))
    state.type("warehouse")
    state.press(.enter, .enter, .backspace)
    expectSnapshot(of: state.topOverlay, named: "metadata-\(size.name)")
    state.press(.enter)
    expectSnapshot(of: state.topOverlay, named: "metadata-review-\(size.name)")
  }

  @Test func `in live mode the word LIVE stands over the button`() {
    var state = State.reading(.order, Size(width: 80, height: 24))
    state.account.isLive = true
    state.press(.character("a"))
    state.press(.enter)
    expectSnapshot(of: state.topOverlay, named: "create-review-live")
  }
}

extension State {
  /// A dashboard with this session only, which is read, with the detail pane focused.
  static func reading(
    _ session: Session, _ size: Size, items: [LineItem] = [.make()], isLive: Bool = false,
    story: StorySources? = nil
  ) -> State {
    var state = empty(size, isLive: isLive)
    state.take()
    state.take(
      .cache(.facts(ListFacts(matching: 1, loaded: 1, cached: 1), generation: 0)),
      .cache(
        .rows(
          RowWindow(rows: [SessionSummary(session, position: 1, fetchedAt: now)]), anchor: .top,
          generation: 0)))
    state.take(
      .cache(
        .detail(
          SessionDetail(
            stored: StoredSession(session, fetchedAt: now),
            lineItems: StoredLineItems(items: items, isComplete: true, fetchedAt: now), story: story
          ),
          id: session.id)))
    state.press(.character("2"))
    state.clock.uptime += 1000
    return state
  }

  mutating func type(_ text: String) {
    for character in text { press(.character(character)) }
  }
}

extension LineItem {
  /// One of each kind of price.
  static let rich: [LineItem] = [
    .make(
      description: "Assam tea, 1 kg", quantity: 2, unitAmount: 4000, discount: 500, tax: 1198,
      currency: "eur",
      changes: [
        "adjustable_quantity": ["enabled": true, "maximum": 10, "minimum": 1],
        "discounts": [["amount": 500, "discount": ["id": "di_1", "coupon": ["name": "SUMMER"]]]],
        "taxes": [
          [
            "amount": 1198,
            "rate": ["display_name": "VAT", "inclusive": false, "percentage": 19],
          ]
        ],
      ]),
    .make(
      id: "li_plan", description: "Tea of the quarter", quantity: 1, unitAmount: 2000,
      currency: "eur",
      price: [
        "type": "recurring",
        "recurring": ["interval": "month", "interval_count": 3, "usage_type": "licensed"],
      ]),
    .make(
      id: "li_usage", description: "Water, by the litre", quantity: nil, unitAmount: 0,
      currency: "eur",
      price: [
        "billing_scheme": "tiered", "tiers_mode": "graduated", "unit_amount": nil,
        "recurring": ["interval": "month", "interval_count": 1, "usage_type": "metered"],
        "tiers": [
          ["up_to": 10, "unit_amount": 5, "flat_amount": nil],
          ["up_to": nil, "unit_amount": 4, "flat_amount": 100],
        ],
      ]),
    .make(
      id: "li_gift", description: "Donation", quantity: 1, unitAmount: 0, currency: "eur",
      price: [
        "unit_amount": nil, "custom_unit_amount": ["maximum": nil, "minimum": 500, "preset": 1000],
      ]),
    .make(
      id: "li_gone", description: nil, quantity: 1, unitAmount: 100, currency: "eur",
      changes: ["price": nil]),
  ]
}
