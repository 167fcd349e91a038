import Checkout
import Query
import Dashboard
import Screen
import Support
import Testing
import JSON
import Widgets

/// A dashboard that has selected and read one of the rich sessions, with the detail pane focused.
extension Play {
  static func reading(
    _ session: Session, items: [LineItem] = [.make()], readOnly: String? = nil,
    size: Size = Size(width: 120, height: 40)
  ) -> Play {
    var play = Play(size: size, readOnly: readOnly)
    play.open(
      with: RowWindow(rows: [SessionSummary(session, position: 9, fetchedAt: 1_800_000_000)]))
    play.send(
      .cache(
        .detail(
          SessionDetail(
            stored: StoredSession(session, fetchedAt: 1_800_000_000),
            lineItems: StoredLineItems(items: items, isComplete: true, fetchedAt: 1_800_000_000)),
          id: session.id)))
    play.type("2")
    _ = play.wait(milliseconds: 1000)
    return play
  }

  /// The label of the field under the cursor, or the title of the group.
  var lineUnderCursor: String {
    let index = state.detail.scroll.cursor - state.detail.cardLines
    guard state.detail.lines.indices.contains(index) else { return "" }
    return switch state.detail.lines[index] {
    case .group(let kind, _, _): kind.rawValue
    case .field(let field, _, _): field.label
    }
  }

  mutating func search(_ text: String) {
    type("/")
    type(text)
    press(.enter)
  }
}

@Suite("Folding and searching the detail pane")
struct DetailReadingTests {
  @Test func `H folds every group, L opens all that has something in it`() {
    var play = Play.reading(.order)
    play.type("H")
    #expect(play.state.detail.lines.allSatisfy { $0.field == nil })
    play.type("L")
    let open = play.state.detail.lines.count
    #expect(play.state.detail.lines.contains { $0.field?.label == "Latest charge" })
    play.type("L")
    #expect(play.state.detail.lines.count == open)
  }

  @Test func `a search finds what is folded away and opens the way to it`() {
    var play = Play.reading(.order)
    play.type("H")
    play.search("amount refunded")
    #expect(play.lineUnderCursor == "Amount refunded")
    #expect(play.state.message?.text == "“amount refunded”: 1 of 1")
  }

  @Test func `n and N go round the matches, and say so at the ends`() {
    var play = Play.reading(.order)
    play.search("consent")
    let first = play.state.detail.scroll.cursor
    play.type("n")
    #expect(play.state.detail.scroll.cursor > first)
    play.type("NN")
    #expect(play.state.message?.text.contains("from the end again") == true)
    play.type("n")
    #expect(play.state.message?.text.contains("from the top again") == true)
    #expect(play.state.detail.scroll.cursor == first)
  }

  @Test func `Esc in the search goes back to where the pane stood`() {
    var play = Play.reading(.order)
    play.type("jjj/metadata")
    #expect(play.state.detail.scroll.cursor != 3)
    play.press(.escape)
    #expect(play.state.detail.scroll.cursor == 3)
    #expect(play.state.detail.search == nil)
  }

  @Test func `a search without a hit, and n without a search, say why`() {
    var play = Play.reading(.order)
    play.type("n")
    #expect(play.state.message?.text.hasSuffix("/ searches the pane first") == true)
    play.search("zebra")
    #expect(play.state.message?.text == "“zebra” is not here")
    play.type("N")
    #expect(play.state.message?.text.hasSuffix("“zebra” is not here") == true)
  }

  @Test func `accents and case make no difference to a search, in the fields and in the JSON`() {
    var play = Play.reading(.order)
    for mode in ["", "v"] {
      play.type(mode)
      for text in ["koln", "KÖLN", "Dorfler-unlu"] {
        play.search(text)
        #expect(play.state.message?.text.hasPrefix("“\(text)”: ") == true)
      }
    }
  }

  @Test func `the JSON folds with h and l and all at once, and is searched by line`() throws {
    var play = Play.reading(.order)
    play.type("v")
    let all = try #require(play.state.detail.json).rows.count
    play.type("H")
    #expect(try #require(play.state.detail.json).rows.count < all)
    play.search("receipt_url")
    let json = try #require(play.state.detail.json)
    #expect(json[play.state.detail.scroll.cursor].text.contains("receipt_url"))
    play.type("h")
    #expect(
      try #require(play.state.detail.json)[play.state.detail.scroll.cursor].text
        .contains("latest_charge"))
    play.type("l")
    play.type("L")
    #expect(try #require(play.state.detail.json).rows.count == all)
  }

  @Test func `secrets are in no line of the JSON`() throws {
    var play = Play.reading(.order)
    play.type("v")
    let json = try #require(play.state.detail.json)
    #expect(json.rows.indices.allSatisfy { !json[$0].text.contains("_secret_") })
  }

  @Test func `U turns times to UTC and back, and says which`() {
    var play = Play.reading(.order)
    play.type("U")
    #expect(play.state.showsUTC)
    #expect(play.state.message?.text == "times are in UTC")
    play.type("U")
    #expect(play.state.message?.text == "times are in local time")
  }

  @Test func `details of the last line item open where they can be seen`() {
    var play = Play.reading(
      .make(), items: (0..<30).map { .make(id: "li_\($0)") }, size: Size(width: 80, height: 24))
    play.type("3G")
    let folded = play.state.lineItems
    play.press(.enter)
    let items = play.state.lineItems
    let added = items.lines.count - folded.lines.count
    #expect(added > 0)
    #expect(items.scroll.top == min(items.scroll.cursor, folded.scroll.top + added))
    #expect(items.scroll.cursor < items.lines.count - 1, "the cursor stays on the item")
  }

  @Test func `details of a line item open and fold with l, h and Enter`() {
    var play = Play.reading(.order)
    play.type("3")
    _ = play.wait(milliseconds: 1000)
    play.type("l")
    #expect(play.state.lineItems.lines.count > 1)
    play.type("jh")
    #expect(play.state.lineItems.lines.count == 1)
    play.press(.enter)
    #expect(play.state.lineItems.lines.contains(.detail("price_till0001 · prod_till0001")))
  }
}

@Suite("The card of the detail pane")
struct CardTests {
  private static let small = Size(width: 80, height: 24)

  /// Its verdict ends with words from outside.
  private static func failed(_ reason: String) -> Session {
    .make(
      id: "cs_test_failed", status: "complete", paymentStatus: "unpaid",
      changes: [
        "payment_intent": [
          "id": "pi_till0001", "object": "payment_intent", "status": "requires_payment_method",
          "last_payment_error": ["message": .string(reason)],
        ]
      ])
  }

  private static let long = failed(
    "The bank asks the customer to call, to name the shop and the amount, and to try again after "
      + "that with the same card.")

  @Test func `it has the lines that the verdict needs, two at least and six at most`() throws {
    for (session, size, lines) in [
      (Session.order, Self.small, 2), (Self.long, Self.small, 4),
      (Self.long, Size(width: 120, height: 40), 3),
      (Self.failed(String(repeating: "no. ", count: 500)), Self.small, 6),
    ] {
      let play = Play.reading(session, size: size)
      #expect(play.state.detail.page.verdictLines == lines)
      let width = play.state.layout.content(of: .detail).width - 2
      let verdict = try #require(CardVerdict(play.state)).lines(width: width)
      #expect(verdict.count == lines || verdict.count < 2 || verdict.count > 6)
    }
  }

  @Test func `the cursor stays on its field when the card gets another height`() {
    var play = Play.reading(Self.long, size: Self.small)
    play.search("payment status")
    for width in [120, 200, 80] {
      play.send(.resize(Size(width: width, height: 24)))
      #expect(play.lineUnderCursor == "Payment status")
    }
    #expect(play.state.detail.page.verdictLines == 4)
    let newer = StoredSession(.make(id: "cs_test_failed", status: "open"), fetchedAt: 1_800_000_001)
    play.send(.cache(.detail(SessionDetail(stored: newer), id: "cs_test_failed")))
    #expect(play.state.detail.page.verdictLines == 2)
    #expect(play.lineUnderCursor == "Payment status")
  }

  @Test(arguments: [0, 4]) func `the way back leads to the same line`(row: Int) {
    var play = Play.reading(Self.long, size: Self.small)
    if row > 0 { play.search("payment status") }
    let scroll = play.state.detail.scroll
    play.type("gp")
    #expect(play.state.detail.related != nil && play.state.detail.page.verdictLines == 2)
    play.type("<")
    #expect(play.state.detail.related == nil && play.state.detail.scroll == scroll)
  }

  @Test func `a click, an edit and a fold reach the line that is under them`() {
    var play = Play.reading(Self.long, size: Size(width: 80, height: 40))
    let content = play.state.layout.content(of: .detail)
    let row = play.state.detail.cardLines
    play.send(.key(.mouse(MouseEvent(.press, x: content.x + 4, y: content.y + row))))
    #expect(play.lineUnderCursor == "Summary")
    play.type("h")
    #expect(play.lineUnderCursor == "Summary" && play.state.detail.lines[1].field == nil)
    play.search("metadata")
    play.press(.enter)
    #expect(play.state.overlays.top is MetadataEditor)
  }
}

@Suite("Copying and opening")
struct CopyMenuTests {
  private func copied(_ key: String, _ prepare: (inout Play) -> Void = { _ in }) -> Effect? {
    var play = Play.reading(.order)
    prepare(&play)
    play.type("Y")
    return play.type(key).first
  }

  @Test(arguments: [
    ("i", "cs_test_order", "id cs_test_order"),
    ("e", "jana.dörfler@example.com", "e-mail of cs_test_order"),
    ("c", "cus_till0001", "customer of cs_test_order"),
    ("p", "pi_till0001", "payment intent of cs_test_order"),
    ("r", "cart-6735", "client reference of cs_test_order"),
    (
      "s", "stripe checkout sessions retrieve cs_test_order",
      "request as stripe … of cs_test_order"
    ),
  ])
  func `each entry of the menu copies what it says`(key: String, text: String, label: String) {
    #expect(copied(key) == .system(.copy(text: text, label: label)))
  }

  @Test func `JSON and case card keep their lines; no secret and no key is in anything`() {
    for key in ["j", "m", "a"] {
      guard case .system(.copy(let text, _))? = copied(key) else {
        Issue.record("\(key) copied nothing")
        continue
      }
      #expect(!text.contains("_secret_"))
      #expect(!text.contains("sk_"))
      #expect(key == "a" || text.contains("\n"))
    }
  }

  @Test func `the value under the cursor is copied, from the fields and from the JSON`() {
    #expect(
      copied("v") { $0.search("order_id") }
        == .system(.copy(text: "6735", label: "this field's value of cs_test_order")))
    #expect(
      copied("v") { play in
        play.type("v")
        play.search("warehouse")
      } == .system(.copy(text: "Köln", label: "this field's value of cs_test_order")))
  }

  @Test func `what another program shows is masked like the screen`() {
    var play = Play.reading(.order)
    play.type("m")
    guard case .loop(.show(let text, _, _))? = play.type("|").first else {
      Issue.record("nothing is shown")
      return
    }
    #expect(text.contains("cs_test_order") && !text.contains("jana.dörfler@example.com"))
  }

  @Test func `a value of one line has no end of line, and one of several says how many`() {
    for (value, text, label) in [
      ("https://a.example/\n", "https://a.example/", "this field's value"),
      ("one\nrm -rf x\n", "one\nrm -rf x", "this field's value, 2 lines,"),
    ] {
      var play = Play.reading(.make(id: "cs_test_lines", metadata: ["note": .string(value)]))
      play.search("note")
      #expect(
        play.type("Yv").contains(
          .system(.copy(text: text, label: "\(label) of cs_test_lines"))))
    }
  }

  @Test func `what cannot be copied says why`() {
    func reasons(_ play: Play) -> [String: String] {
      var play = play
      play.type("Y")
      guard let menu = play.state.overlays.top(as: CopyMenu.self) else { return [:] }
      return Dictionary(
        uniqueKeysWithValues: menu.items(play.state).compactMap { item in
          item.reason.map { (String(item.key), $0) }
        })
    }
    let open = Session.make(
      email: nil, changes: ["customer_email": nil, "client_secret": "cs_test_secret_x"])
    var play = Play.reading(open)
    #expect(
      reasons(play) == [
        "c": "this session has no customer", "e": "no e-mail address is known",
        "p": "none while the session is open", "r": "this session has no client reference",
        "v": "the cursor of the detail pane is on no field",
      ])
    play.search("client secret")
    #expect(reasons(play)["v"] == "secrets are never copied")
    play.search("cancel_url")
    play.search("line items")
    #expect(reasons(play)["v"] == "Line items has no value")
    play.type("v")
    play.search("client_secret")
    #expect(reasons(play)["v"] == "secrets are never copied")
    let paid = Session.make(status: "complete", paymentStatus: "paid")
    #expect(reasons(.reading(paid))["u"] == "a complete session has no URL any more")
    #expect(reasons(.reading(paid))["p"] == "this session has no payment intent")
    #expect(reasons(.with(sessions: 1))["j"] == "the session is being read")
  }

  /// An automatic refresh changes rows; the card must not keep showing the old state.
  @Test func `a row that says something newer has its session read again`() {
    var play = Play.reading(.make())
    let rows = { (at: Int) in
      RowWindow(rows: [SessionSummary(.make(status: "expired"), position: 9, fetchedAt: at)])
    }
    let question = Effect.cache(.readDetail(id: "cs_test_till0001"))
    let same = play.send(.cache(.rows(rows(1_800_000_000), anchor: .top, generation: 0)))
    #expect(!same.contains(question))
    let newer = play.send(.cache(.rows(rows(1_800_000_030), anchor: .top, generation: 0)))
    #expect(newer.contains(question))
  }

  @Test func `of an expired session the recovery link is copied, where there is one`() {
    let link = "https://buy.stripe.com/r/test_abc"
    var play = Play.reading(
      .make(
        status: "expired",
        changes: [
          "url": nil, "after_expiration": ["recovery": ["enabled": true, "url": "\(link)"]],
        ]))
    #expect(
      play.type("y") == [
        .system(.copy(text: link, label: "recovery link of cs_test_till0001"))
      ])
    #expect(
      play.type("Yu") == [
        .system(.copy(text: link, label: "recovery link of cs_test_till0001"))
      ])
    play = Play.reading(.make(status: "expired", changes: ["url": nil]))
    #expect(play.type("y").isEmpty)
    #expect(play.state.message?.text == "copy URL: an expired session has no URL any more")
  }

  /// All keys come in one read over a slow connection.
  @Test func `a copy between two motions copies what the first led to`() {
    var play = Play.with(sessions: 3)
    let first = play.send(
      .key(.character("j")), .key(.character("y")), .key(.character("j")))
    #expect(first.contains(.cache(.readDetail(id: "cs_test_0001"))))
    #expect(play.state.selected?.id == "cs_test_0001", "the second motion waits")
    let stored = StoredSession(
      .make(id: "cs_test_0001", changes: ["url": "https://x.example/1"]), fetchedAt: 1)
    let effects = play.send(
      .cache(.detail(SessionDetail(stored: stored), id: "cs_test_0001")))
    #expect(
      effects.contains(
        .system(.copy(text: "https://x.example/1", label: "URL of cs_test_0001"))))
    #expect(play.state.selected?.id == "cs_test_0002")
  }

  @Test func `a copy of a session that cannot be read says why`() {
    var play = Play.with(sessions: 3)
    play.send(.key(.character("j")), .key(.character("y")))
    play.send(.cache(.failed(.readDetail(id: "cs_test_0001"), Problem("The disk is full."))))
    #expect(play.state.message?.text == "copy URL: The disk is full.")
    play.type("j")
    #expect(play.state.selected?.id == "cs_test_0002", "nothing waits any more")
  }

  @Test func `arrows and Enter choose; a reason keeps the menu open; Esc and q close it`() {
    var play = Play.reading(.make())
    play.type("Y")
    play.press(.down, .up)
    #expect(
      play.press(.enter) == [.system(.copy(text: "cs_test_till0001", label: "id cs_test_till0001"))]
    )
    play.type("Yc")
    #expect(play.state.message?.text == "customer: this session has no customer")
    #expect(play.state.overlays.count == 1)
    play.type("q")
    #expect(play.state.overlays.isEmpty)
    play.type("Y")
    play.press(.escape)
    #expect(play.state.overlays.isEmpty)
  }

  @Test func `o opens the Dashboard of the right mode, O the page; nothing else is opened`() {
    var play = Play.reading(.order)
    #expect(
      play.type("o") == [
        .system(.browse(url: "https://dashboard.stripe.com/test/payments/pi_till0001"))
      ])
    #expect(play.type("O").isEmpty)
    play = .reading(.make())
    #expect(
      play.type("o")
        == [
          .system(.browse(url: "https://dashboard.stripe.com/test/search?query=cs_test_till0001"))
        ])
    #expect(
      play.type("O")
        == [.system(.browse(url: "https://checkout.stripe.com/c/pay/cs_test_till0001#fid"))])
    play = .reading(.make(changes: ["url": "https://pay.example.com/x"]))
    #expect(play.type("O").isEmpty)
    #expect(
      play.state.message?.text
        == "only https pages of Stripe and of the profile's checkout_hosts are opened; y copies "
        + "this one")
    play.state.account.checkoutHosts = ["pay.example.com"]
    #expect(play.type("O").isEmpty, "the host is named first")
    #expect((play.state.overlays.top as? HostMenu)?.title == "Open pay.example.com?")
    #expect(play.type("o") == [.system(.browse(url: "https://pay.example.com/x"))])
    play = .reading(.make(changes: ["url": "https://pay.example.com.evil.example/x"]))
    play.state.account.checkoutHosts = ["pay.example.com"]
    #expect(play.type("O").isEmpty && play.state.overlays.isEmpty)
    play.state.account.isSandbox = true
    play.type("o")
    #expect(play.state.message?.text.hasSuffix("has no Dashboard on the web") == true)
    play = .reading(.make(changes: ["url": "http://127.0.0.1:4242/c/pay/cs_test_till0001"]))
    #expect(play.type("O").isEmpty)
    play.state.account.apiBase = "http://127.0.0.1:4242"
    #expect(
      play.type("O")
        == [.system(.browse(url: "http://127.0.0.1:4242/c/pay/cs_test_till0001"))])
  }

  @Test func `a link that no browser took is offered for copying`() {
    var play = Play.reading(.order)
    play.send(.system(.browsed(url: "https://dashboard.stripe.com/x", program: "xdg-open")))
    #expect(play.state.message?.text == "opened dashboard.stripe.com with xdg-open")
    play.send(.system(.browsed(url: "https://dashboard.stripe.com/x", program: nil)))
    #expect(
      play.type("y") == [.system(.copy(text: "https://dashboard.stripe.com/x", label: "link"))])
  }
}
