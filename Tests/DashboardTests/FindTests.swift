import Checkout
import Dashboard
import Screen
import Testing

@Suite("Finding sessions by what was pasted")
struct FindTests {
  private let email = "ada@example.com"

  @Test("f asks for a pasted e-mail, and the answer becomes the list")
  func byEmail() {
    var play = Play.with(sessions: 5)
    play.type("jj")
    play.type("f")
    play.press(.paste(" ada@example.com\n"))
    #expect(play.press(.enter) == [.find(.email(email))])
    let effects = play.send(
      .found(
        .email(email),
        .success(
          FoundSessions(ids: ["cs_test_1"], requests: 1, asked: "customer_details[email]=…"))))
    #expect(play.state.overlays.isEmpty)
    #expect(
      play.state.list.title(.utc).prefix(3) == ["Sessions", "found 1", "asked Stripe, 1 request"])
    var filter = SessionFilter()
    filter.email = email
    #expect(effects.contains(.readRows(ListQuery(filter: filter), .top, limit: 300, generation: 2)))
  }

  @Test(
    "text without a hit ends in an answer that says what was not looked at",
    arguments: [true, false])
  func nothing(isWhole: Bool) {
    var play = Play.with(sessions: 5)
    play.find("zzqqxx", FoundSessions(ids: []))
    #expect(play.state.list.query.query?.terms == [SessionQuery.Term(.any([]))])
    let facts = ListFacts(
      matching: 0, loaded: 5, cached: 5, coverage: isWhole ? .whole : .newestPageOnly)
    let lines = play.state.list.found?.emptyLines(facts, .utc).joined(separator: " ") ?? ""
    #expect(lines.hasPrefix("Nothing was found for “zzqqxx” in 5 cached sessions."))
    #expect(lines.contains("Not looked at: sessions that are not cached. s loads all") == !isWhole)
  }

  @Test("Esc goes back to the list as it was, and asks for what changed meanwhile")
  func back() {
    var play = Play.with(sessions: 5)
    play.type("jj")
    play.find(email, FoundSessions(ids: []))
    let effects = play.press(.escape)
    #expect(play.state.selected?.id == "cs_test_0002")
    #expect(play.state.list.found == nil)
    #expect(
      effects.contains { effect in
        if case .readRows(ListQuery(), _, _, _) = effect { true } else { false }
      })
  }

  @Test("sessions that were named by id are shown as just these")
  func ids() {
    var play = Play.with(sessions: 5)
    play.find("pi_1234567890", FoundSessions(ids: ["cs_test_a", "cs_test_b"]))
    let ids = [SessionQuery.Condition.id(.session, "cs_test_a"), .id(.session, "cs_test_b")]
    #expect(play.state.list.query.query?.terms == [SessionQuery.Term(.any(ids))])
    play.type("/")
    play.type("jane")
    #expect(play.state.list.query.query?.terms.count == 2)
    play.press(.escape, .escape)
    #expect(play.state.list.query == ListQuery())
  }

  @Test("an id of the other mode is explained before any request")
  func mismatch() {
    var play = Play.with(sessions: 5)
    play.type("f")
    play.press(.paste("https://checkout.stripe.com/c/pay/cs_live_a1b2c3d4e5#fid"))
    #expect(play.press(.enter).isEmpty)
    #expect(play.state.message?.text.contains("is a live session") == true)
  }

  @Test("what looks like a key is not looked up, and does not stay")
  func secretKey() {
    var play = Play.with(sessions: 5)
    play.press(.paste("sk_live_abcdefghij1234"))
    #expect(play.press(.enter).isEmpty)
    guard case .list(.find(let prompt)) = play.state.overlays.last else {
      Issue.record("the prompt is gone")
      return
    }
    #expect(prompt.field.text.isEmpty)
    #expect(play.state.message?.text == "this looks like a key: nothing was searched or kept")
    #expect(play.send(.lookUp("rk_test_abcdefghij1234")).isEmpty)
  }

  @Test("a filter that looks like a key is neither applied nor kept in the history")
  func secretFilter() {
    var play = Play.with(sessions: 5)
    play.type("/")
    play.press(.paste("whsec_abcdefghij1234"))
    #expect(play.state.list.filter.isEmpty)
    play.press(.enter)
    #expect(play.state.message?.text == "this looks like a key: nothing was searched or kept")
    play.press(.up)
    guard case .filter(let field) = play.state.overlays.last else {
      Issue.record("the prompt is gone")
      return
    }
    #expect(field.text.isEmpty)
  }

  @Test("an answer that comes after Esc changes nothing")
  func late() {
    var play = Play.with(sessions: 5)
    play.type("f")
    play.press(.paste(email), .enter, .escape)
    play.send(.found(.email(email), .success(FoundSessions(ids: ["cs_test_1"], requests: 1))))
    #expect(play.state.list.found == nil)
    #expect(play.state.list.rows.count == 5)
  }

  @Test("what went wrong is said, and the prompt stays")
  func failure() {
    var play = Play.with(sessions: 5)
    play.type("f")
    play.press(.paste(email), .enter)
    play.send(.found(.email(email), .failure(Problem("no connection"))))
    #expect(play.state.message?.text == "not found: no connection")
    #expect(!play.press(.enter).isEmpty)
  }

  @Test("pasted text outside a field is offered to be looked up")
  func paste() {
    var play = Play.with(sessions: 5)
    play.press(.paste("cus_123456789"))
    #expect(play.press(.enter) == [.find(.customer("cus_123456789"))])
  }

  @Test("what was given on the command line is looked up at once")
  func commandLine() {
    var play = Play.with(sessions: 5)
    #expect(play.send(.lookUp(email)).contains(.find(.email(email))))
  }
}

extension Play {
  mutating func find(_ text: String, _ answer: FoundSessions) {
    guard let lookup = Lookup(text) else { return }
    send(.lookUp(text))
    send(.found(lookup, .success(answer)))
  }
}
