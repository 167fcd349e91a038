import Checkout
import Query
import Dashboard
import Screen
import Testing
import Units
import Widgets

@Suite("Finding sessions by what was pasted")
struct FindTests {
  private let email = "ada@example.com"

  @Test func `f asks for a pasted e-mail, and the answer becomes the list`() {
    var play = Play.with(sessions: 5)
    play.type("jj")
    play.type("f")
    play.press(.paste(" ada@example.com\n"))
    #expect(play.press(.enter) == [.stripe(.find(.email(email)))])
    let query = RecordQuery(source: "", terms: [.init(.text("  ada@example.com"))])
    var answer = FoundSessions(
      ids: ["cs_test_1"], requests: 1, asked: "customer_details[email]=…")
    answer.query = query
    let effects = play.send(.stripe(.found(.email(email), .success(answer))))
    #expect(play.state.overlays.isEmpty)
    #expect(
      play.state.list.title(.utc, now: play.state.clock.unix).prefix(3) == [
        "Sessions", "found 1", "asked Stripe, 1 request",
      ])
    // In every field that can contain an address.
    #expect(
      effects.contains(
        .cache(.readRows(ListQuery(query: query), .top, limit: 300, generation: 2))))
  }

  @Test func `the words beside an address are looked for where it finds nothing`() {
    var play = Play.with(sessions: 5)
    play.type("f")
    play.press(.paste("Ada L. <ada@example.com>"))
    #expect(play.press(.enter) == [.stripe(.find(.email(email), beside: "Ada L."))])
    var answer = FoundSessions(ids: ["cs_test_1"], requests: 1, asked: "…")
    answer.part = "Ada L."
    answer.query = SessionQuery(words: "Ada L.")
    play.send(.stripe(.found(.email(email), .success(answer))))
    #expect(play.state.list.query.query?.terms == answer.query?.terms)
    #expect(
      play.state.list.title(.utc, now: play.state.clock.unix).contains {
        $0.hasPrefix("found 1 by “Ada L.” alone")
      })
  }

  @Test func `a condition beside an id is said not to be compared`() {
    var play = Play.with(sessions: 5)
    play.type("f")
    play.press(.paste("cs_test_a1B2 status:open"))
    #expect(play.press(.enter) == [.stripe(.find(.session("cs_test_a1B2")))])
    #expect(play.state.message?.text == "“status:open” is not compared beside an id")
  }

  @Test func `an error behind what the cache has found does not deny it`() {
    var play = Play.with(sessions: 5)
    play.type("f")
    play.press(.paste(email))
    play.press(.enter)
    var kept = FoundSessions(ids: ["cs_test_1"])
    kept.isFinal = false
    play.send(
      .stripe(.found(.email(email), .success(kept))),
      .stripe(.found(.email(email), .failure(Problem("no connection")))))
    #expect(play.state.list.found?.answer.ids == ["cs_test_1"])
    #expect(play.state.message?.text.hasPrefix("Stripe gave no answer: ") == true)
  }

  @Test(arguments: [true, false])
  func `text without a hit ends in an answer that says what was not looked at`(isWhole: Bool) {
    var play = Play.with(sessions: 5)
    play.find("zzqqxx", FoundSessions(ids: []))
    let facts = ListFacts(
      matching: 0, loaded: 5, cached: 5, coverage: isWhole ? .whole : .newestPageOnly)
    let found = play.state.list.found
    let lines = found?.emptyLines(facts, .utc, now: 60, .standard).joined(separator: " ") ?? ""
    #expect(lines.hasPrefix("Nothing was found for “zzqqxx” in 5 cached of "))
    let missing =
      isWhole ? "what is newer, or has changed since. R asks" : "sessions that are not cached. ]"
    #expect(lines.contains("Not looked at: \(missing)"))
  }

  @Test func `the list of a text is all that has its words, with the count of the cache`() {
    var play = Play.with(sessions: 5)
    let ids = SessionSummary.series(100).map(\.id)
    play.find("jane DOE", FoundSessions(ids: ids, hasMore: true))
    let query = play.state.list.query
    #expect(query.query?.terms == SessionQuery(words: "jane DOE").terms)
    #expect(play.type("*") == [.cache(.readMarks(query, generation: play.state.list.generation))])
    play.count(327, of: 20_000)
    #expect(
      play.state.list.title(.utc, now: play.state.clock.unix).prefix(3) == [
        "Sessions", "found 327 in 20,000 cached of 21 Sep 2026 → now", "from the cache",
      ])
    play.type("/smith")
    play.count(2, of: 20_000)
    #expect(play.state.list.title(.utc, now: play.state.clock.unix)[1].hasPrefix("found 327 in"))
    #expect(play.state.list.title(.utc, now: play.state.clock.unix).last == "2 in what was found")
  }

  @Test func `what Stripe has found is counted as soon as all of it is loaded`() {
    var play = Play.with(sessions: 5)
    let ids = SessionSummary.series(100).map(\.id)
    play.find(email, FoundSessions(ids: ids, requests: 1, asked: "…", hasMore: true))
    play.count(100, of: 100, .newestPageOnly)
    #expect(play.state.list.title(.utc, now: play.state.clock.unix)[1] == "found more than 100")
    play.count(240, of: 240)
    #expect(play.state.list.title(.utc, now: play.state.clock.unix)[1] == "found 240")
  }

  @Test func `Esc goes back to the list as it was, and asks for what changed meanwhile`() {
    var play = Play.with(sessions: 5)
    play.type("jj")
    play.find(email, FoundSessions(ids: []))
    let effects = play.press(.escape)
    #expect(play.state.selected?.id == "cs_test_0002")
    #expect(play.state.list.found == nil)
    #expect(
      effects.contains { effect in
        if case .cache(.readRows(ListQuery(), _, _, _)) = effect { true } else { false }
      })
  }

  @Test(arguments: [
    ("status:open", 3, ""), ("status:open", 0, "status:open"), (":open", 3, ""),
    ("ada@example.com", 3, "ada@example.com"), ("jane", 0, ""),
  ])
  func `f takes over an address, or conditions that found nothing`(
    _ filter: String, _ matching: Int, _ text: String
  ) {
    var play = Play.with(sessions: 5)
    play.type("/" + filter)
    play.press(.enter)
    play.count(matching, of: 5)
    play.type("f")
    #expect(play.state.overlays.top(as: FindPrompt.self)?.field.text == text)
  }

  @Test func `sessions that were named by id are shown as just these`() {
    var play = Play.with(sessions: 5)
    play.find("pi_1234567890", FoundSessions(ids: ["cs_test_a", "cs_test_b"]))
    let ids = [SessionQuery.Condition.begins(.id, "cs_test_a"), .begins(.id, "cs_test_b")]
    #expect(play.state.list.query.query?.terms == [SessionQuery.Term(.any(ids))])
    play.type("/")
    play.type("jane")
    #expect(play.state.list.query.query?.terms.count == 2)
    play.press(.escape, .escape)
    #expect(play.state.list.query == ListQuery())
  }

  @Test func `an id of the other mode is explained before any request`() {
    var play = Play.with(sessions: 5)
    play.type("f")
    play.press(.paste("https://checkout.stripe.com/c/pay/cs_live_a1b2c3d4e5#fid"))
    #expect(play.press(.enter).isEmpty)
    #expect(play.state.message?.text.contains("is a live session") == true)
  }

  @Test func `what looks like a key is not looked up, and does not stay`() {
    var play = Play.with(sessions: 5)
    play.press(.paste("sk_live_abcdefghij1234"))
    #expect(play.press(.enter).isEmpty)
    guard let prompt = play.state.overlays.top(as: FindPrompt.self) else {
      Issue.record("the prompt is gone")
      return
    }
    #expect(prompt.field.text.isEmpty)
    #expect(play.state.message?.text == "this looks like a key: nothing was searched or kept")
    #expect(play.send(.lookUp("rk_test_abcdefghij1234")).isEmpty)
  }

  @Test func `a filter that looks like a key is neither applied nor kept in the history`() {
    var play = Play.with(sessions: 5)
    play.type("/")
    play.press(.paste("whsec_abcdefghij1234"))
    #expect(play.state.list.filter.isEmpty)
    play.press(.enter)
    #expect(play.state.message?.text == "this looks like a key: nothing was searched or kept")
    play.press(.up)
    guard let field = play.state.overlays.top(as: FilterPrompt.self)?.field else {
      Issue.record("the prompt is gone")
      return
    }
    #expect(field.text.isEmpty)
  }

  @Test func `near spellings and what cannot be followed are said where nothing was found`() {
    var play = Play.with(sessions: 5)
    var found = FoundSessions(ids: [], requests: 1, asked: "x")
    found.near = ["gudrun2731@example.is"]
    found.reason = "till cannot follow gcus_"
    play.find("gudrun2713@example.is", found)
    let lines =
      play.state.list.found?.emptyLines(ListFacts(), .utc, now: 0, .standard).joined() ?? ""
    #expect(lines.contains("Did you mean gudrun2731@example.is?"))
    #expect(lines.contains("till cannot follow gcus_."))
    play.send(
      .cache(.rows(RowWindow(), anchor: .top, generation: play.state.list.generation)))
    #expect(play.press(.enter) == [.stripe(.find(.email("gudrun2731@example.is")))])
  }

  @Test func `a query with a mistake is said to be searched as text only`() {
    var play = Play.with(sessions: 5)
    var found = FoundSessions()
    found.mistake = QueryError("status: open, complete, expired", 7..<11)
    found.reason = found.mistake?.message
    play.find("status:opne", found)
    let lines =
      play.state.list.found?.emptyLines(ListFacts(), .utc, now: 0, .standard).joined() ?? ""
    #expect(lines.hasPrefix("“status:opne” is not understood. As a text, it was not found in "))
  }

  @Test func `four digits are named as what they may be`() {
    #expect(Lookup("4242")?.explanation.contains("the end of a card's number") == true)
    #expect(Lookup("42422")?.explanation.contains("card") == false)
  }

  @Test func `an answer that comes after Esc changes nothing`() {
    var play = Play.with(sessions: 5)
    play.type("f")
    play.press(.paste(email), .enter, .escape)
    play.send(
      .stripe(.found(.email(email), .success(FoundSessions(ids: ["cs_test_1"], requests: 1)))))
    #expect(play.state.list.found == nil)
    #expect(play.state.list.rows.count == 5)
  }

  @Test(arguments: [
    Lookup.email("ada@example.com"), .customer("cus_123456789"), .paymentLink("plink_123456789"),
  ])
  func `the list shows what the answer has found, not what else the text occurs in`(
    lookup: Lookup
  ) {
    let whole = SessionQuery(source: "", terms: [.init(.any([.begins(.id, "cs_test_1")]))])
    let parts = SessionQuery(source: "", terms: [.init(.begins(.customer, "cus_123456789"))])
    for query in [nil, parts] {
      var play = Play.with(sessions: 5)
      play.send(.lookUp(lookup.value))
      var answer = FoundSessions(ids: ["cs_test_1"])
      answer.query = query
      play.send(.stripe(.found(lookup, .success(answer))))
      let isByFilter = query == nil && lookup.value != email
      #expect(
        play.state.list.query.query?.terms == (isByFilter ? nil : (query ?? whole).terms))
      #expect((play.state.list.query.filter == SessionFilter()) == !isByFilter)
    }
  }

  @Test(arguments: [false, true])
  func `what Stripe adds to a list does not move the cursor`(isBuyer: Bool) {
    var play = Play.with(sessions: 5)
    func rows(_ rows: [SessionSummary]) {
      play.send(
        .cache(
          .rows(RowWindow(rows: rows), anchor: .top, generation: play.state.list.generation)))
    }
    let sessions = SessionSummary.series(3)
    if isBuyer {
      play.type("b")
    } else {
      var known = FoundSessions(ids: [sessions[1].id])
      known.isFinal = false
      play.find(email, known)
    }
    rows([sessions[1]])
    #expect(play.state.selected?.id == sessions[1].id)
    if isBuyer {
      let report = PageReport(Changes(received: 3, added: 2), hasMore: false)
      play.send(
        .stripe(.paged(.newest, .success(report), generation: play.state.list.generation)))
    } else {
      let answer = FoundSessions(ids: sessions.map(\.id), requests: 1)
      play.send(.stripe(.found(.email(email), .success(answer))))
    }
    rows(sessions)
    #expect(play.state.list.rows.count == 3)
    #expect(play.state.selected?.id == sessions[1].id)
  }

  @Test func `keys for a row wait for what is found`() {
    var play = Play.with(sessions: 5)
    play.type("f")
    play.press(.paste(email), .enter)
    let found = SessionSummary.series(7)
    play.type("jx")
    #expect(play.state.selected?.id == "cs_test_0000")
    #expect(play.state.overlays.find(ExpireDialog.self, "cs_test_0000") == nil)
    play.send(
      .stripe(.found(.email(email), .success(FoundSessions(ids: [found[5].id, found[6].id])))))
    #expect(play.state.overlays.isEmpty)
    play.send(
      .cache(
        .rows(
          RowWindow(rows: Array(found[5...]), reachesTop: true, reachesBottom: true),
          anchor: .top, generation: play.state.list.generation)))
    #expect(play.state.selected?.id == "cs_test_0006")
    #expect(play.state.overlays.find(ExpireDialog.self, "cs_test_0006") != nil)
  }

  @Test func `another look-up is typed while one goes on`() {
    var play = Play.with(sessions: 5)
    play.send(.lookUp(email))
    play.type("fjane xyz")
    let prompt = play.state.overlays.top(as: FindPrompt.self)
    #expect(prompt?.field.text == "jane xyz")
    #expect(play.state.queue.isEmpty)
    #expect(play.press(.enter) == [.stripe(.find(.text("jane xyz")))])
  }

  @Test func `Enter once more means nothing while a look-up goes on`() {
    var play = Play.with(sessions: 5)
    play.send(.lookUp(email))
    play.press(.enter)
    #expect(play.state.queue.isEmpty)
    #expect(play.state.overlays.top(as: FindPrompt.self) != nil)
    #expect(play.state.finding.asked == .email(email))
  }

  @Test func `Esc stops a look-up at once, and the keys that waited for it are forgotten`() {
    var play = Play.with(sessions: 5)
    play.send(.lookUp(email))
    play.type("jjy")
    play.press(.escape)
    #expect(play.state.finding == .idle)
    #expect(play.state.overlays.isEmpty)
    #expect(play.state.queue.isEmpty)
    play.type("j")
    #expect(play.state.selected?.id == "cs_test_0001")
  }

  @Test func `a failed look-up forgets the keys that waited for it`() {
    var play = Play.with(sessions: 5)
    play.send(.lookUp(email))
    play.type("jjc")
    let effects = play.send(.stripe(.found(.email(email), .failure(Problem("no connection")))))
    #expect(!effects.contains { if case .system(.copy) = $0 { true } else { false } })
    #expect(play.state.queue.isEmpty)
    #expect(play.state.selected?.id == "cs_test_0000")
  }

  @Test func `the answer waits for what lies over the list`() {
    var play = Play.with(sessions: 5)
    play.type("f")
    play.press(.paste(email), .enter)
    let answer = Event.stripe(
      .found(.email(email), .success(FoundSessions(ids: ["cs_test_1"], requests: 1))))
    play.type("?")
    #expect(play.state.finding.title == ["looking for ada@example.com…"])
    play.send(answer)
    #expect(play.state.list.found == nil, "it waits for what lies over the list")
    play.press(.escape)
    #expect(play.state.list.found?.answer.ids == ["cs_test_1"])
    #expect(play.state.finding.title.isEmpty)
  }

  @Test func `Esc stops a look-up whose prompt is closed, and another look-up takes its place`() {
    var play = Play.with(sessions: 5)
    let answer = Event.stripe(
      .found(.email(email), .success(FoundSessions(ids: ["cs_test_1"], requests: 1))))
    play.send(.lookUp(email))
    play.type("?")
    play.press(.escape)
    #expect(play.state.overlays.isEmpty)
    var other = play
    play.press(.escape)
    play.send(answer)
    #expect(play.state.list.found == nil)
    other.type("f")
    other.press(.paste("cus_123456789"), .enter)
    other.send(answer)
    #expect(other.state.list.found == nil, "it is the answer to an earlier one")
    let later = FoundSessions(ids: ["cs_test_2"], requests: 1)
    other.send(.stripe(.found(.customer("cus_123456789"), .success(later))))
    #expect(other.state.list.found?.answer.ids == ["cs_test_2"])
  }

  @Test func `a look-up that fails after its prompt was closed is said, and opens nothing`() {
    var play = Play.with(sessions: 5)
    play.send(.lookUp(email))
    play.type("?")
    play.press(.escape)
    play.send(.stripe(.found(.email(email), .failure(Problem("no connection")))))
    #expect(play.state.message?.text == "not found: no connection")
    #expect(play.state.overlays.isEmpty)
  }

  @Test func `what went wrong is said, and the prompt stays`() {
    var play = Play.with(sessions: 5)
    play.type("f")
    play.press(.paste(email), .enter)
    play.send(.stripe(.found(.email(email), .failure(Problem("no connection")))))
    #expect(play.state.message?.text == "not found: no connection")
    #expect(play.state.problems.entries.map(\.problem.sentence) == ["no connection"])
    #expect(!play.press(.enter).isEmpty)
  }

  @Test func `what the cache knows shows at once, and Stripe's answer joins it`() {
    var play = Play.with(sessions: 5)
    play.send(.lookUp(email))
    var known = FoundSessions(ids: ["cs_test_1"])
    known.isFinal = false
    play.send(.stripe(.found(.email(email), .success(known))))
    #expect(play.state.overlays.isEmpty)
    #expect(play.state.list.found?.answer.ids == ["cs_test_1"])
    let title = play.state.list.title(.utc, now: play.state.clock.unix)
    #expect(title.contains("from the cache, asking Stripe…"))
    let both = FoundSessions(ids: ["cs_test_1", "cs_test_2"], requests: 1, asked: "email")
    play.send(.stripe(.found(.email(email), .success(both))))
    #expect(play.state.list.found?.answer == both)
    play.press(.escape)
    #expect(play.state.list.found == nil)
  }

  @Test func `a list that was left is not opened again by Stripe's answer`() {
    var play = Play.with(sessions: 5)
    play.send(.lookUp(email))
    var known = FoundSessions(ids: ["cs_test_1"])
    known.isFinal = false
    play.send(.stripe(.found(.email(email), .success(known))))
    play.press(.escape)
    play.send(.stripe(.found(.email(email), .success(FoundSessions(ids: ["cs_test_2"])))))
    #expect(play.state.list.found == nil)
  }

  @Test func `where Stripe does not answer, what the cache knows stays`() {
    var play = Play.with(sessions: 5)
    play.send(.lookUp(email))
    var known = FoundSessions(ids: ["cs_test_1"])
    known.isFinal = false
    play.send(.stripe(.found(.email(email), .success(known))))
    play.send(.stripe(.found(.email(email), .failure(Problem("no connection")))))
    #expect(play.state.list.found?.answer.ids == ["cs_test_1"])
    #expect(play.state.list.found?.answer.isFinal == true)
    #expect(play.state.message?.text == "Stripe gave no answer: no connection")
  }

  @Test func `of several ids that were pasted one is chosen`() {
    let ids = ["B", "C"].map { "cs_test_a1" + String(repeating: $0, count: 56) }
    var play = Play.with(sessions: 5)
    play.type("f")
    play.press(.paste(ids.joined(separator: "\n")))
    #expect(play.press(.enter).isEmpty)
    guard let menu = play.state.overlays.top as? LookupMenu else {
      Issue.record("no choice is offered")
      return
    }
    #expect(menu.items(play.state).map(\.preview) == ids)
    #expect(play.type("2") == [.stripe(.find(.session(ids[1])))])
    play.send(.stripe(.found(.session(ids[1]), .success(FoundSessions(ids: [ids[1]])))))
    #expect(play.state.overlays.isEmpty)
    #expect(play.state.list.found?.answer.ids == [ids[1]])
  }

  @Test func `of many ids that were pasted each has a key, but none has that which closes`() {
    let ids = (100..<150).map { "cus_123456\($0)" }
    var play = Play.with(sessions: 5)
    play.type("f")
    play.press(.paste(ids.joined(separator: "\n")), .enter)
    let items = play.state.overlays.top(as: LookupMenu.self)?.items(play.state) ?? []
    #expect(String(items.map(\.key)) == "123456789abcdefghijklmnoprstuvwxyz")
  }

  @Test func `a refresh by itself asks Stripe also while a look-up is shown`() {
    var play = Play.with(sessions: 5)
    play.find(email, FoundSessions(ids: ["cs_test_1"], requests: 1))
    let generation = play.state.list.generation
    #expect(
      play.type("W").contains(.stripe(.fetch(.newest, SessionFilter(), generation: generation))))
  }

  @Test func `pasted text outside a field is offered to be looked up`() {
    var play = Play.with(sessions: 5)
    play.press(.paste("cus_123456789"))
    #expect(play.press(.enter) == [.stripe(.find(.customer("cus_123456789")))])
  }

  @Test func `what was given on the command line is looked up at once`() {
    var play = Play.with(sessions: 5)
    #expect(play.send(.lookUp(email)).contains(.stripe(.find(.email(email)))))
  }
}

extension Play {
  /// The cache's count for the list.
  fileprivate mutating func count(
    _ matching: Int, of loaded: Int, _ coverage: Coverage = .whole
  ) {
    let generation = state.list.generation
    send(
      .cache(.rows(RowWindow(), anchor: .top, generation: generation)),
      .cache(
        .facts(
          ListFacts(matching: matching, loaded: loaded, cached: loaded, coverage: coverage),
          generation: generation)))
  }

  mutating func find(_ text: String, _ answer: FoundSessions) {
    guard let lookup = Lookup(text) else {
      Issue.record("“\(text)” is no look-up")
      return
    }
    send(.lookUp(text))
    send(.stripe(.found(lookup, .success(answer))))
  }
}
