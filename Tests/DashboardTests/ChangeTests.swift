import Checkout
import Query
import Dashboard
import Screen
import Support
import Testing
import Widgets

@Suite("Creating sessions")
struct CreateTests {
  private func posts(_ effects: [Effect]) -> [Effect] {
    effects.filter { effect in
      switch effect {
      case .stripe(.create), .stripe(.update): true
      default: false
      }
    }
  }

  /// Confirms the review. Returns the key of the request.
  private func send(_ play: inout Play) -> String {
    guard case .stripe(.create(_, let key))? = posts(play.type("C")).first else {
      Issue.record("no request was sent")
      return ""
    }
    return key
  }

  /// Goes to the review of an open form.
  private func review(_ play: inout Play) {
    play.press(.enter)
    _ = play.wait(milliseconds: 1000)
  }

  @Test func `a, the form, the review, C: one request with its own key`() throws {
    var play = Play.with(sessions: 1)
    play.type("a")
    review(&play)
    #expect(play.state.overlays.top?.hints(play.state).first == KeyHint("C", "create"))
    let sent = posts(play.type("C"))
    #expect(posts(play.type("C")).isEmpty, "a second C while it is under way sends nothing")
    guard case .stripe(.create(let parameters, let key))? = sent.first, sent.count == 1 else {
      Issue.record("no request was sent")
      return
    }
    #expect(key.count == 37)
    #expect(parameters.first == FormParameter("mode", "payment"))
    #expect(
      parameters.contains(FormParameter("line_items[0][price_data][unit_amount]", "1099")))
  }

  @Test func `typed ahead, pasted, or any other key: nothing is created`() {
    var play = Play.with(sessions: 1)
    play.type("a")
    #expect(play.send(.key(.enter), .key(.character("C"))).isEmpty)
    #expect(posts(play.type("CCC")).isEmpty)
    _ = play.wait(milliseconds: 1000)
    for key in [Key.paste("C"), .character("c"), .character("y"), .character("a"), .tab] {
      #expect(posts(play.press(key)).isEmpty)
    }
    play.press(.escape, .escape)
    #expect(play.state.message?.text == "nothing was created")
    #expect(play.state.overlays.isEmpty)
  }

  @Test(arguments: [
    ("nonsense", "the price is an id like price_…, or an amount like 10.99 usd"),
    ("10.999 usd", "the price is an id like price_…, or an amount like 10.99 usd"),
  ])
  func `what Stripe would refuse is said, and not sent`(price: String, reason: String) {
    var play = Play.with(sessions: 1)
    play.type("a")
    play.press(.tab, .control("u"))
    play.type(price)
    play.press(.backTab)
    review(&play)
    #expect(posts(play.type("C")).isEmpty)
    let dialog = play.state.overlays.top(as: CreateDialog.self)
    #expect(dialog?.form.problem?.hasPrefix(reason) == true && dialog?.review == nil)
  }

  @Test func `quantity and metadata are checked too`() {
    var play = Play.with(sessions: 1)
    play.type("a")
    play.press(.tab, .tab, .tab, .control("u"))
    play.type("0")
    play.press(.backTab, .backTab, .backTab, .up)
    play.type("x")
    let problems = play.state.overlays.top(as: CreateDialog.self)?.request(at: 0).problems ?? []
    #expect(problems.contains("the quantity is a number from 1"))
    #expect(problems.contains("metadata is written name=value, name=value"))
  }

  @Test func `a session that may have been created is sent again with the same key`() {
    var play = Play.with(sessions: 2)
    play.type("a")
    let lost = Problem("The answer was lost.", mayHaveHappened: true)
    review(&play)
    let first = send(&play)
    let effects = play.send(.stripe(.created(.failure(lost), idempotencyKey: first)))
    #expect(
      effects.contains { if case .stripe(.fetch(.newest, _, _)) = $0 { true } else { false } },
      "the list says whether it was")
    review(&play)
    let again = send(&play)
    #expect(again == first)
    play.send(.stripe(.created(.failure(Problem("No.")), idempotencyKey: again)))
    review(&play)
    #expect(send(&play) != first, "a refusal was none")
  }

  @Test func `A copies the shape of the session, and its metadata untouched`() {
    let source = Session.make(metadata: ["note": "a, b=c", "order": "1"])
    var play = Play.reading(source)
    play.type("A")
    review(&play)
    guard case .stripe(.create(let parameters, _))? = posts(play.type("C")).first else {
      Issue.record("no request was sent")
      return
    }
    #expect(parameters.contains(FormParameter("metadata[note]", "a, b=c")))
    #expect(parameters.contains(FormParameter("line_items[0][price]", "price_till0001")))
    #expect(parameters.contains(FormParameter("success_url", "https://shop.example/thanks")))
  }

  @Test func `the new session is shown, and selected when its row comes`() {
    var play = Play.with(sessions: 2)
    play.type("a")
    review(&play)
    let key = send(&play)
    let new = Session.make(id: "cs_test_new")
    #expect(
      play.send(.stripe(.created(.success(StoredSession(new, fetchedAt: 1)), idempotencyKey: key)))
        .contains(.cache(.readDetail(id: "cs_test_new"))))
    #expect(play.state.overlays.isEmpty)
    #expect(
      play.state.message?.text == "created cs_test_new; it is shown, y copies its URL")
    let row = SessionSummary(new, position: 2_000_000, fetchedAt: 1)
    play.send(
      .cache(.rows(RowWindow(rows: [row] + SessionSummary.series(2)), anchor: .top, generation: 0)))
    #expect(play.state.list.selectedSession?.id == "cs_test_new")
  }

  /// The list may never have a row for it.
  @Test(arguments: [0, 1])
  func `in a narrowed list the new session has the focus, and only then`(rows: Int) {
    var play = Play.with(sessions: 2)
    play.type("/open")
    play.press(.enter)
    play.send(
      .cache(
        .rows(
          RowWindow(rows: SessionSummary.series(rows)), anchor: .top,
          generation: play.state.list.generation)))
    play.type("a")
    review(&play)
    let key = send(&play)
    let new = StoredSession(.make(id: "cs_test_new"), fetchedAt: 1)
    play.send(.stripe(.created(.success(new), idempotencyKey: key)))
    play.send(.cache(.detail(SessionDetail(stored: new), id: "cs_test_new")))
    #expect(play.state.selected?.id == "cs_test_new")
    play.type("1")
    #expect(play.state.selected?.id == SessionSummary.series(rows).first?.id)
  }

  @Test func `a list that is narrowed before the new row comes has its commands back`() throws {
    var play = Play.with(sessions: 2)
    play.rest()
    let row = try #require(play.state.selected?.id)
    play.type("a")
    review(&play)
    let key = send(&play)
    let new = StoredSession(.make(id: "cs_test_new"), fetchedAt: 1)
    play.send(.stripe(.created(.success(new), idempotencyKey: key)))
    play.send(.cache(.detail(SessionDetail(stored: new), id: "cs_test_new")))
    #expect(play.state.selected?.id == "cs_test_new")
    play.type("/open")
    play.press(.enter)
    #expect(play.state.selected?.id == row)
  }

  @Test func `a refusal leads back to the form, with what was typed`() {
    var play = Play.with(sessions: 1)
    play.type("a")
    review(&play)
    let key = send(&play)
    play.send(.stripe(.created(.failure(Problem("No such price.")), idempotencyKey: key)))
    #expect(play.state.message?.text == "not created: No such price.")
    #expect(play.state.overlays.count == 1)
  }

  @Test func `an answer goes to the form that asked, not to one that was opened since`() {
    var play = Play.with(sessions: 1)
    play.type("a")
    review(&play)
    let first = send(&play)
    play.press(.escape)
    play.type("a")
    review(&play)
    _ = send(&play)
    play.send(.stripe(.created(.failure(Problem("No such price.")), idempotencyKey: first)))
    let dialog = play.state.overlays.top(as: CreateDialog.self)
    #expect(dialog?.review != nil)
  }

  @Test func `closing while the request is under way says that it is`() {
    var play = Play.with(sessions: 1)
    play.type("a")
    review(&play)
    let key = send(&play)
    play.press(.escape)
    #expect(
      play.state.message?.text
        == "it goes on, and its outcome will be shown here; Ctrl-C stops it")
    play.send(.stripe(.created(.failure(Problem("no connection")), idempotencyKey: key)))
    #expect(play.state.message?.text == "not created: no connection")
  }

  @Test func `read-only opens nothing and says why; so does what is not loaded`() {
    var play = Play.reading(.make(), readOnly: "a live key only reads")
    play.type("a")
    #expect(play.state.message?.text == "create a session…: a live key only reads")
    play.type("A")
    #expect(play.state.message?.text == "create another like this one…: a live key only reads")
    play.search("metadata")
    play.press(.enter)
    #expect(play.state.message?.text == "edit metadata: a live key only reads")
    #expect(play.state.overlays.isEmpty)
    play = .with(sessions: 1)
    play.type("A")
    #expect(play.state.message?.text.hasSuffix("the session is being read") == true)
    let stored = StoredSession(.make(id: "cs_test_0000"), fetchedAt: 1)
    play.send(.cache(.detail(SessionDetail(stored: stored), id: "cs_test_0000")))
    play.type("A")
    #expect(play.state.message?.text.hasSuffix("its line items are not loaded yet") == true)
    play = .with(sessions: 0)
    play.type("A")
    #expect(play.state.message?.text.hasSuffix("no session is selected") == true)
  }
}

@Suite("Editing metadata")
struct MetadataTests {
  private func editing(_ name: String = "order_id") -> Play {
    var play = Play.reading(.order)
    play.search(name)
    play.press(.enter)
    return play
  }

  @Test func `Enter, the new value, Enter, S: one request that changes this entry`() {
    var play = editing()
    play.press(.control("u"))
    play.type("42")
    play.press(.enter)
    _ = play.wait(milliseconds: 1000)
    guard case .stripe(.update("cs_test_order", let parameters, let key))? = play.type("S").first
    else {
      Issue.record("no request was sent")
      return
    }
    #expect(parameters == [FormParameter("metadata[order_id]", "42")])
    #expect(key.count == 37)
    #expect(play.type("S").isEmpty)
    let stored = StoredSession(.make(id: "cs_test_order"), fetchedAt: 1)
    #expect(
      play.send(.stripe(.updated(id: "cs_test_order", .success(stored), idempotencyKey: key)))
        .contains(.cache(.readDetail(id: "cs_test_order"))))
    #expect(play.state.message?.text == "changed the metadata of cs_test_order")
    #expect(play.state.overlays.isEmpty)
  }

  @Test func `an empty value takes the entry away`() {
    var play = editing()
    play.press(.control("u"), .enter)
    _ = play.wait(milliseconds: 1000)
    guard case .stripe(.update(_, let parameters, _))? = play.type("S").first else {
      Issue.record("no request was sent")
      return
    }
    #expect(parameters == [FormParameter("metadata[order_id]", "")])
  }

  @Test func `on the group's title a new entry is typed`() {
    var play = Play.reading(.make(id: "cs_test_order"))
    play.search("Metadata")
    play.press(.enter)
    guard let editor = play.state.overlays.top(as: MetadataEditor.self) else {
      Issue.record("no editor is open on \(play.lineUnderCursor)")
      return
    }
    #expect(editor.isNew)
    play.type("vip = yes")
    play.press(.enter)
    _ = play.wait(milliseconds: 1000)
    let effects = play.type("S")
    guard case .stripe(.update(_, let parameters, _))? = effects.first else {
      Issue.record("nothing was sent: \(effects)")
      return
    }
    #expect(parameters == [FormParameter("metadata[vip]", "yes")])
  }

  @Test func `:metadata types a new entry from anywhere, or edits the one under the cursor`() {
    var play = Play.reading(.order)
    play.type("1:metadata")
    play.press(.enter)
    guard let editor = play.state.overlays.top(as: MetadataEditor.self) else {
      Issue.record("no editor is open")
      return
    }
    #expect(editor.isNew)
    play.press(.escape)
    play.type("2")
    play.search("order_id")
    play.type(":metadata")
    play.press(.enter)
    let title = play.state.overlays.top(as: MetadataEditor.self)?.title
    #expect(title == "Metadata: order_id")
  }

  @Test func `what makes no sense is said`() {
    func problem(_ play: Play) -> String? {
      play.state.overlays.top(as: MetadataEditor.self)?.form.problem
    }
    var play = editing()
    play.press(.enter)
    #expect(problem(play) == "that is what it is already")
    play.press(.paste(String(repeating: "x", count: 501)), .enter)
    #expect(problem(play) == "a value has at most 500 characters")
    play = Play.reading(.make())
    play.search("Metadata")
    play.press(.enter, .enter)
    #expect(problem(play) == "write it as name=value")
    play.type("a[b]=c")
    play.press(.enter)
    #expect(problem(play) == "a name has no square brackets")
    play.press(.control("u"))
    play.type(String(repeating: "n", count: 41) + "=v")
    play.press(.enter)
    #expect(problem(play) == "a name has at most 40 characters")
  }

  @Test func `keys typed ahead do not save; Esc goes back, then leaves`() {
    var play = editing()
    play.type("9")
    #expect(play.send(.key(.enter), .key(.character("S"))).isEmpty)
    _ = play.wait(milliseconds: 1000)
    #expect(play.press(.enter).isEmpty)
    play.press(.enter)
    play.press(.paste("S"))
    _ = play.wait(milliseconds: 1000)
    #expect(play.press(.paste("S"), .character("s"), .character("y")).isEmpty)
    play.press(.escape, .escape)
    #expect(play.state.message?.text == "nothing was changed")
  }

  @Test func `Ctrl-C in the review stops the request, and the dialog shows what became of it`() {
    var play = editing()
    play.type("9")
    play.press(.enter)
    _ = play.wait(milliseconds: 1000)
    guard case .stripe(.update(_, _, let key))? = play.type("S").first else {
      Issue.record("no request was sent")
      return
    }
    #expect(play.press(.control("c")).contains(.system(.cancelRequests)))
    #expect(play.state.overlays.count == 1)
    play.send(
      .stripe(.updated(id: "cs_test_order", .failure(Problem("Stopped.")), idempotencyKey: key)))
    #expect(play.state.message?.text == "metadata of cs_test_order not changed: Stopped.")
    play.press(.enter)
    _ = play.wait(milliseconds: 1000)
    guard case .stripe(.update(_, _, let other))? = play.type("S").first else {
      Issue.record("no request was sent")
      return
    }
    let lost = Problem("The answer was lost.", mayHaveHappened: true)
    play.send(.stripe(.updated(id: "cs_test_order", .failure(lost), idempotencyKey: other)))
    #expect(
      play.state.message?.text
        == "whether the metadata of cs_test_order was changed is not known: The answer was lost.")
  }

  @Test func `a refusal leads back to the line; closing early is no end of the request`() {
    var play = editing()
    play.type("9")
    play.press(.enter)
    _ = play.wait(milliseconds: 1000)
    guard case .stripe(.update(_, _, let key))? = play.type("S").first else {
      Issue.record("no request was sent")
      return
    }
    play.send(
      .stripe(.updated(id: "cs_test_order", .failure(Problem("No.")), idempotencyKey: key)))
    #expect(play.state.message?.text == "metadata of cs_test_order not changed: No.")
    #expect(play.state.overlays.count == 1)
    play.press(.enter)
    _ = play.wait(milliseconds: 1000)
    play.type("S")
    play.press(.escape)
    #expect(
      play.state.message?.text
        == "it goes on, and its outcome will be shown here; Ctrl-C stops it")
  }
}
