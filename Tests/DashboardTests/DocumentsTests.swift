import Checkout
import JSON
import Query
import Screen
import Support
import Testing

@testable import Dashboard

@Suite("Documents in the dashboard")
struct DocumentsTests {
  /// A dashboard whose documents are kept, with the tab open.
  private func opened(_ rows: [DocumentRow]? = nil, isLive: Bool = false) -> Play {
    var play = Play.with(sessions: 3)
    play.state.documents = DocumentsState(isThere: true)
    play.type("d")
    play.send(.firestore(.opened(.success(1_799_999_000))))
    play.answer(rows ?? DocumentRow.rows(of: CheckoutDocument.assorted()))
    return play
  }

  private func names(_ play: Play) -> [String] {
    play.state.documents.list.rows.map(\.documentID)
  }

  private func path(_ name: String, _ user: String) -> String {
    "customers/\(user)/checkout_sessions/\(name)"
  }

  @Test func `help and palette say what a key does to documents`() {
    var play = opened()
    play.type("?")
    let titles = (play.state.overlays.top(as: Help.self)?.lines(play.state) ?? []).compactMap {
      if case .command(let entry) = $0 { entry.title } else { nil }
    }
    for title in [
      "read the document again", "copy the document's path", "all documents of this user",
      "read all documents again…", "back to the sessions",
    ] { #expect(titles.contains(title), "\(title)") }
    play.press(.escape)
    play.type(":document's path")
    let entries = play.state.overlays.top(as: Palette.self)?.entries(play.state) ?? []
    #expect(entries.first?.title == "copy the document's path")
  }

  // MARK: - Reading

  @Test func `nothing is read before somebody has agreed to what it costs`() {
    var play = Play.with(sessions: 3)
    play.state.documents = DocumentsState(isThere: true)
    #expect(play.type("d").contains(.firestore(.open)))
    #expect(play.send(.firestore(.opened(.success(nil)))).contains(.firestore(.count)))
    play.send(.firestore(.counted(.success(12_000))))
    #expect(play.state.documents.reading.phase == .offered(count: 12_000))
    #expect(play.press(.enter).contains(.firestore(.readAll)))
    play.send(.firestore(.reading(received: 500)))
    #expect(play.state.documents.reading.phase == .reading(received: 500, of: 12_000))
    let effects = play.send(
      .firestore(.ended(.success(DocumentReading(received: 12_000, leftOut: 2)))))
    #expect(play.state.documents.reading.readAt == 1_800_000_000)
    #expect(effects.contains { if case .firestore(.readRows) = $0 { true } else { false } })
  }

  @Test func `what is kept shows at once, and costs nothing`() {
    let play = opened()
    #expect(names(play) == ["waits", "made", "again", "fails", "never", "phone"])
    #expect(play.state.documents.reading.phase == .resting)
  }

  @Test func `R offers to read them again, Esc declines that`() {
    var play = opened()
    #expect(play.type("R").contains(.firestore(.count)))
    play.send(.firestore(.counted(.success(6))))
    play.press(.escape)
    #expect(play.state.documents.reading.phase == .resting)
    #expect(play.state.documents.isShown)
  }

  @Test func `a profile without Firestore has no documents`() {
    var play = Play.with(sessions: 3)
    #expect(play.type("d").isEmpty)
    #expect(!play.state.documents.isShown)
  }

  @Test func `what cannot be read says why`() {
    var play = Play.with(sessions: 3)
    let problem = Problem("There are no credentials.")
    play.state.documents = DocumentsState(problem: problem)
    play.type("d")
    #expect(play.state.documents.isShown)
    #expect(play.state.documents.reading.phase == .unreadable(problem))
    #expect(play.type("R").isEmpty, "nothing would answer")
    #expect(play.state.documents.reading.phase == .unreadable(problem))
    #expect(play.state.message?.text.contains(problem.sentence) == true)
  }

  // MARK: - The list

  @Test func `what is typed becomes a query of the cache, and rows of another one are dropped`() {
    var play = opened()
    let effects = play.type("/user:ada")
    let list = play.state.documents.list
    #expect(list.query.query?.terms == [RecordQuery.Term(.contains(.user, "  ada"))])
    #expect(
      effects.contains(
        .firestore(.readRows(list.query, .top, limit: 300, generation: list.generation))))
    play.send(
      .firestore(.rows(RecordWindow(rows: []), anchor: .top, generation: list.generation - 1)))
    #expect(names(play).count == 6)
    play.answer(Array(DocumentRow.rows(of: CheckoutDocument.assorted())[1...2]))
    #expect(names(play) == ["made", "again"])
    play.press(.enter)
    play.press(.escape)
    #expect(play.state.documents.list.filter.isEmpty && play.state.documents.isShown)
  }

  @Test func `a filter that is not understood says so, and leaves the rows`() {
    var play = opened()
    play.type("/state:gone")
    #expect(play.state.documents.list.error != nil)
    #expect(names(play).count == 6)
  }

  @Test func `t walks through the states`() {
    var play = opened()
    var seen: [DocumentState?] = []
    for _ in 0...DocumentState.allCases.count {
      play.type("t")
      seen.append(play.state.documents.list.tab)
    }
    #expect(seen == DocumentState.allCases.map(Optional.some) + [nil])
    play.type("T")
    #expect(play.state.documents.list.tab == .mobile)
  }

  @Test func `waiting and unanswered are told apart by their age`() throws {
    let now = 1_800_000_000
    let waiting = try RecordQuery(documents: "state:waiting", now: now).terms
    let unanswered = try RecordQuery(documents: "is:unanswered", now: now).terms
    #expect(waiting == [RecordQuery.Term(.document(in: .waiting, at: now))])
    #expect(unanswered == [RecordQuery.Term(.document(in: .unanswered, at: now))])
    #expect(waiting != unanswered)
  }

  @Test func `the cursor stays on its document when rows come again`() {
    var play = opened()
    play.type("jjj")
    #expect(play.state.documents.list.selected?.documentID == "fails")
    play.send(.firestore(.ended(.success(DocumentReading(received: 6, leftOut: 0)))))
    play.answer(Array(DocumentRow.rows(of: CheckoutDocument.assorted()).dropFirst()))
    #expect(play.state.documents.list.selected?.documentID == "fails")
  }

  @Test func `G reads as far as the last document`() {
    var play = opened()
    let rows = DocumentRow.rows(of: CheckoutDocument.assorted())
    play.send(.firestore(.ended(.success(DocumentReading(received: 6, leftOut: 0)))))
    play.answer(Array(rows.prefix(3)), reachesBottom: false)
    play.type("G")
    #expect(play.state.documents.list.reading.awaitsRows)
    play.answer(Array(rows.dropFirst(3)), anchor: .after(position: 998))
    #expect(play.state.documents.list.selected?.documentID == "phone")
  }

  @Test func `columns are chosen, and their texts asked for`() {
    var play = opened()
    play.type("C")
    play.send(.firestore(.fieldNames([JSONPath([.name("metadata"), .name("order")])])))
    play.type("meta")
    let effects = play.press(.character(" "), .enter)
    let order = DocumentColumn.path(JSONPath([.name("metadata"), .name("order")]))
    #expect(play.state.documents.list.columns.all.contains(order))
    let ids = play.state.documents.list.rows.map(\.id)
    #expect(
      effects.contains(
        .firestore(.readTexts([JSONPath([.name("metadata"), .name("order")])], ids: ids))))
  }

  @Test func `every field of the table with a head is a column, under its name`() {
    for field in CheckoutDocument.fieldTable.fields where field.head != nil {
      let column = DocumentColumn(named: field.label)
      #expect(column == .field(field.name))
      #expect(column?.head == field.head && column?.width == field.width)
    }
    #expect(DocumentColumn(named: "result") == .result)
  }

  @Test(
    arguments: [
      ("created", nil), ("line_items.price", nil), ("anything", nil),
      ("res-ult", "there is no column “res-ult”: did you mean “result”?"),
    ] as [(String, String?)])
  func `a name that cannot be a column is complained about`(name: String, complaint: String?) {
    #expect(DocumentColumn.complaint(about: name) == complaint)
    #expect(DocumentColumn.complaint(about: "a b c d e")?.contains("cart.ref") == true)
  }

  /// Apps choose these names: any text can be one.
  @Test func `a field of any name is a column, and an order, after a restart`() throws {
    let names = [
      "order-id", "größe", "x.y", "x", "user", "result", "meta", "a\"b\\", "a b", "😀", "",
    ]
    let paths =
      names.map { [$0] } + names.map { ["metadata", $0] } + names.map { ["meta", $0] }
      + names.map { ["cart", $0, "ref"] } + names.map { ["metadata", $0, "ref"] }
      + [["metadata", "\"a\".b"], ["x", "y"], ["metadata", "a.b"], ["metadata", "a", "b"]]
    let columns = paths.filter { $0 != ["metadata", ""] }.map { path in
      DocumentColumn.path(JSONPath(path.map { .name($0) }))
    }
    #expect(Set(columns.map(\.name)).count == columns.count)
    let chosen = DocumentColumns(names: columns.map(\.name))
    for (column, again) in zip(columns, chosen.all) {
      #expect(again == column, "\(column.name)")
      let sort = RecordSort(try #require(column.sort), descending: true)
      let stored = RecordSort(named: sort.name, in: CheckoutDocument.fieldTable)
      #expect(stored == sort, "\(sort.name)")
    }
    #expect(chosen.names == columns.map(\.name))
    // As older versions stored them.
    for name in ["metadata.a.b", "metadata.order-id", "cart.order_id", "quantity"] {
      #expect(DocumentColumn(named: name)?.name == name)
    }
  }

  @Test func `S sorts by a column, and turns it round`() {
    var play = opened()
    play.type("Sstate")
    play.press(.enter)
    #expect(
      play.state.documents.list.query.sort == RecordSort(.field(.state), descending: false))
    play.type("SS")
    #expect(play.state.documents.list.query.sort == RecordSort(.field(.state), descending: true))
  }

  @Test func `E writes the documents of the list, and asks before it overwrites a file`() {
    var play = opened()
    play.type("/state:failed")
    play.press(.enter)
    play.type("E")
    let wish = ExportWish(
      play.state.documents.list.query, to: "documents.csv", .documents(.csv))
    #expect(play.press(.enter) == [.system(.export(wish))])
    play.send(.system(.exported(wish, .exists(path: "/home/ada/documents.csv"))))
    let again = ExportWish(wish.query, to: wish.path, wish.content, overwrites: true)
    #expect(play.press(.control("o")) == [.system(.export(again))])
    play.send(.system(.exported(again, .written(1, path: "/home/ada/documents.csv"))))
    #expect(play.state.overlays.isEmpty)
    #expect(play.state.message?.text == "wrote 1 document to /home/ada/documents.csv")
  }

  @Test func `E writes no documents before they were read`() {
    var play = Play.with(sessions: 3)
    play.state.documents = DocumentsState(isThere: true)
    play.type("d")
    play.send(.firestore(.opened(.success(nil))))
    let unread = "write the list to a file…: no documents were read yet; R reads them"
    play.type("E")
    #expect(play.state.overlays.isEmpty && play.state.message?.text == unread)
    play.send(.firestore(.counted(.success(6))))
    play.press(.enter)
    play.type("E")
    #expect(play.state.overlays.isEmpty)
    #expect(
      play.state.message?.text == "write the list to a file…: the documents are still being read")
    play.send(.firestore(.ended(.success(DocumentReading(received: 6, leftOut: 0)))))
    play.type("E")
    #expect(!play.state.overlays.isEmpty)
  }

  @Test func `what is about sessions alone says so`() {
    var play = opened()
    play.type("x")
    #expect(play.state.overlays.isEmpty)
    #expect(
      play.state.message?.text == "expire: only among the sessions; d leads back to them")
  }

  // MARK: - The detail

  private func looking(at name: String, of user: String, rows down: Int) throws -> Play {
    var play = opened()
    for _ in 0..<down { play.type("j") }
    _ = play.wait(milliseconds: 200)
    let document = try #require(
      CheckoutDocument.assorted().first { $0.documentID == name })
    play.send(
      .firestore(
        .document(
          .success(ReadDocument(document, readAt: 1_799_999_000)), id: path(name, user))))
    return play
  }

  @Test func `the detail follows the selection`() throws {
    let play = try looking(at: "fails", of: "bob", rows: 3)
    #expect(play.state.documents.detail.document?.error == "No such price: 'p'")
    #expect(play.state.documents.detail.title == "fails")
    #expect(play.state.documents.items.rows.map(\.description) == ["price_1"])
  }

  @Test func `the copied JSON ends without an end of line`() throws {
    var play = try looking(at: "fails", of: "bob", rows: 3)
    play.type("Y")
    guard case .system(.copy(let text, _))? = play.type("j").first else {
      Issue.record("nothing is copied")
      return
    }
    #expect(text.hasPrefix("{\n") && text.hasSuffix("}"))
  }

  @Test func `a look closer reads the user once, and tells whose session it is`() throws {
    var play = try looking(at: "made", of: "ada", rows: 1)
    #expect(play.press(.enter).contains(.firestore(.user(id: "ada"))))
    #expect(!play.press(.enter).contains(.firestore(.user(id: "ada"))))
    let user = UserDocument(
      json: .make([:]), path: "customers/ada", customer: "cus_ada", email: "ada@b.example",
      readAt: 1_800_000_000)
    let session = Session.make(id: "cs_test_a1", changes: ["customer": "cus_other"])
    play.send(
      .firestore(.user(.success(user), id: "ada")),
      .firestore(
        .sessions([
          "cs_test_a1": .success(
            JoinedSession(StoredSession(session, fetchedAt: 1_800_000_000), items: nil))
        ])))
    let document = try #require(play.state.documents.detail.document)
    let facts = play.state.documents.facts(of: document, isLive: false, now: 1_800_000_000)
    #expect(facts.trust == .another(customer: "cus_other"))
  }

  @Test func `sessions of the rows on the screen are asked for in one batch, once`() {
    var play = opened()
    let effects = play.wait(milliseconds: 200)
    let asked = (effects + play.send()).filter { $0 == .firestore(.sessions(["cs_test_a1"])) }
    #expect(asked.count <= 1)
    #expect(!play.send().contains(.firestore(.sessions(["cs_test_a1"]))))
  }

  @Test func `a session of the other mode is not asked for`() throws {
    let rows = DocumentRow.rows(of: CheckoutDocument.assorted())
    #expect(rows[1].readableSession(isLive: false) == "cs_test_a1")
    #expect(rows[1].readableSession(isLive: true) == nil)
    #expect(rows[3].readableSession(isLive: false) == nil)
  }

  @Test func `g s leads to the session, g d to all that the user has begun`() throws {
    var play = try looking(at: "made", of: "ada", rows: 1)
    play.type("gs")
    #expect(!play.state.documents.isShown)
    #expect(play.state.overlays.top(as: FindPrompt.self) != nil)

    play = try looking(at: "made", of: "ada", rows: 1)
    play.type("gd")
    #expect(play.state.documents.list.filter == "user=ada")
  }

  @Test func `g u shows the user's own document, and Esc leads back`() throws {
    var play = try looking(at: "made", of: "ada", rows: 1)
    #expect(play.type("gu").contains(.firestore(.user(id: "ada"))))
    let json = JSON.make([
      "name": "projects/shop/databases/(default)/documents/customers/ada",
      "fields": ["stripeId": ["stringValue": "cus_ada"]],
    ])
    let user = UserDocument(
      json: json, path: "customers/ada", customer: "cus_ada", email: nil, readAt: 0)
    play.send(.firestore(.user(.success(user), id: "ada")))
    #expect(play.state.documents.detail.user == user)
    #expect(play.state.documents.detail.title == "customers/ada")
    play.press(.escape)
    #expect(play.state.documents.detail.user == nil && play.state.documents.isShown)
  }

  @Test func `the URL and the path are copied`() throws {
    var play = try looking(at: "made", of: "ada", rows: 1)
    #expect(
      play.type("y") == [
        .system(.copy(text: "https://checkout.stripe.com/c/pay/cs_test_a1", label: "URL of made"))
      ])
    #expect(
      play.type("c") == [
        .system(.copy(text: "customers/ada/checkout_sessions/made", label: "path of made"))
      ])
  }

  @Test func `r reads the document again, once at a time`() throws {
    var play = try looking(at: "made", of: "ada", rows: 1)
    let request = Effect.firestore(.refresh(id: path("made", "ada")))
    #expect(play.type("r").contains(request))
    #expect(!play.type("r").contains(request))
  }

  // MARK: - What is shown of old data

  private func joined(
    _ id: String = "cs_test_a1", readAt: Int = 1_799_990_000, _ changes: JSONLiteral = [:]
  ) -> Event {
    let session = StoredSession(.make(id: id, changes: changes), fetchedAt: readAt)
    return .firestore(.sessions([id: .success(JoinedSession(session, items: nil))]))
  }

  @Test func `the age is that of the oldest part of what is told`() throws {
    var play = try looking(at: "made", of: "ada", rows: 1)
    #expect(play.state.documents.readAt == 1_799_999_000)
    play.send(joined(readAt: 1_799_990_000))
    #expect(play.state.documents.readAt == 1_799_990_000)
  }

  @Test func `r reads the session again from Stripe, and the old one stays until then`() throws {
    var play = try looking(at: "made", of: "ada", rows: 1)
    play.send(joined())
    #expect(play.type("r").contains(.firestore(.refreshSession("cs_test_a1"))))
    #expect(play.state.documents.joins.session("cs_test_a1") != nil)
    play.send(joined(readAt: 1_800_000_000))
    #expect(
      play.state.documents.joins.session("cs_test_a1")?.stored.fetchedAt == 1_800_000_000)
  }

  @Test func `a session that cannot be read again stays, and that is said`() throws {
    var play = try looking(at: "made", of: "ada", rows: 1)
    play.send(joined())
    play.type("r")
    play.send(.firestore(.sessions(["cs_test_a1": .failure(Problem("No connection."))])))
    #expect(play.state.documents.joins.session("cs_test_a1") != nil)
    #expect(play.state.message?.text == "The session was not read: No connection.")
  }

  @Test func `what Stripe has told of sessions reaches those of the documents`() throws {
    var play = try looking(at: "made", of: "ada", rows: 1)
    play.send(joined())
    let again = Effect.firestore(.sessions(["cs_test_a1"]))
    #expect(!play.send().contains(again))
    let paid = StoredSession(.make(id: "cs_test_a1"), fetchedAt: 1_800_000_000)
    #expect(
      play.send(.stripe(.refreshed(id: "cs_test_a1", .success(paid)))).contains(again))
    #expect(!play.send().contains(again), "once")
  }

  @Test func `r reads the user again, if that was read`() throws {
    var play = try looking(at: "made", of: "ada", rows: 1)
    let asked = Effect.firestore(.user(id: "ada"))
    #expect(!play.type("r").contains(asked))
    play.send(
      .firestore(.document(.success(play.read("made")), id: path("made", "ada"))))
    play.type("gu")
    var user = UserDocument(
      json: .make([:]), path: "customers/ada", customer: "cus_1", email: nil,
      readAt: 1_799_980_000)
    play.send(.firestore(.user(.success(user), id: "ada")))
    #expect(play.state.documents.readAt == 1_799_980_000)
    #expect(play.type("r").contains(asked))
    user.customer = "cus_2"
    user.readAt = 1_800_000_000
    play.send(.firestore(.user(.success(user), id: "ada")))
    #expect(play.state.documents.detail.user == user)
  }

  @Test func `a session that Stripe does not have is no session that became of it`() throws {
    var play = try looking(at: "made", of: "ada", rows: 1)
    play.send(.firestore(.sessions(["cs_test_a1": .success(nil)])))
    let document = try #require(play.state.documents.detail.document)
    let facts = play.state.documents.facts(of: document, isLive: false, now: 1_800_000_000)
    #expect(DocumentVerdict(facts).rule == "created, not at Stripe")
  }

  @Test func `a document that Firestore does not have any more leaves the list`() throws {
    var play = try looking(at: "made", of: "ada", rows: 1)
    play.type("r")
    let effects = play.send(.firestore(.document(.success(nil), id: path("made", "ada"))))
    #expect(play.state.documents.detail.subject == .missing)
    #expect(play.state.message?.text == "Firestore does not have this document.")
    #expect(effects.contains { if case .firestore(.readRows) = $0 { true } else { false } })
  }

  @Test func `a count that fails says so, also above rows`() {
    var play = opened()
    play.type("R")
    play.send(.firestore(.counted(.failure(Problem("There is no connection to Firestore.")))))
    #expect(play.state.message == Message("There is no connection to Firestore.", .error))
  }

  @Test func `a cache that cannot be read is no answer`() {
    let problem = Problem("The cache is damaged.")
    var play = opened()
    let list = play.state.documents.list
    #expect(list.count.isKnown && list.counts != DocumentCounts())
    play.send(
      .firestore(
        .failed(.readFacts(list.query, views: [:], generation: list.generation), problem)))
    #expect(!play.state.documents.list.count.isKnown, "the old count is not current")
    #expect(play.state.documents.list.counts == DocumentCounts())
    #expect(play.state.message == Message(problem.sentence, .error))
    #expect(play.state.problems.entries.map(\.problem) == [problem])
    play.send(
      .firestore(
        .failed(.readRows(list.query, .top, limit: 300, generation: list.generation), problem)))
    #expect(play.state.documents.list.reading.problem == problem)
    #expect(!play.state.documents.list.rows.isEmpty)
  }

  @Test func `documents that could not be searched are said to be so`() {
    var play = Play.with(sessions: 3)
    play.state.documents = DocumentsState(isThere: true)
    play.send(.firestore(.failed(.seek("A-1001"), Problem("The disk is full."))))
    #expect(
      play.state.message == Message("the documents were not searched: The disk is full.", .error))
  }

  @Test func `texts that cannot be read are not asked for again and again`() throws {
    var play = opened()
    let path = try #require(JSONPath(column: "metadata.order"))
    play.state.documents.list.columns.choose([.path(path)])
    let ids = play.state.documents.list.rows.map(\.id)
    let failed = FirestoreAnswer.failed(.readTexts([path], ids: ids), Problem("No disk."))
    let effects = play.send(.firestore(failed)) + play.send(.firestore(.fieldNames([])))
    #expect(!effects.contains { if case .firestore(.readTexts) = $0 { true } else { false } })
  }

  @Test func `a row holds no more of a long text than it can show`() throws {
    let long = CheckoutDocument.failure(String(repeating: "é", count: 500_000))
    let document = try #require(CheckoutDocument.make(fields: long))
    let row = try #require(DocumentRow.rows(of: [document]).first)
    #expect((row.sanitised.error ?? "").unicodeScalars.count == 2_001)
  }

  // MARK: - From the sessions

  /// A session's detail, with documents of these users that name the session, the newest first.
  private func named(by users: String..., customer: String? = nil) -> Play {
    var play = Play.with(sessions: 3)
    play.state.documents = DocumentsState(isThere: true)
    let session = Session.make(
      id: "cs_test_0000", changes: ["customer": JSONLiteral(customer)])
    play.rest()
    play.send(
      .cache(
        .detail(
          SessionDetail(stored: StoredSession(session, fetchedAt: 1_800_000_000)),
          id: "cs_test_0000")))
    let documents = users.compactMap {
      CheckoutDocument.make(
        id: "of-\($0)", user: $0, fields: ["sessionId": ["stringValue": "cs_test_0000"]])
    }
    play.send(.firestore(.ofSession("cs_test_0000", DocumentRow.rows(of: documents))))
    return play
  }

  @Test func `several users who claim a session are doubted, and none is taken for its user`() {
    var play = named(by: "mallory", "ada")
    let notes = play.state.detail.lines.compactMap(\.field).compactMap(\.note)
    #expect(notes.count { $0 == "one of 2 users who claim it" } == 2)
    play.type("gu")
    #expect(!play.state.documents.isShown)
    let one = named(by: "ada").state.detail.lines.compactMap(\.field).compactMap(\.note)
    #expect(one.contains("so the document claims"))
  }

  @Test func `the user whom Stripe's customer proves is the session's`() throws {
    let session = SessionSummary(
      StoredSession(
        .make(id: "cs_test_0000", changes: ["customer": "cus_ada"]), fetchedAt: 1_800_000_000))
    let documents = ["mallory", "ada"].compactMap { CheckoutDocument.make(user: $0) }
    let rows = DocumentRow.rows(of: documents)
    var play = Play.with(sessions: 1)
    play.state.documents = DocumentsState(isThere: true)
    #expect(play.state.documents.claim(to: session, among: rows) == nil)
    #expect(play.state.documents.claim(to: session, among: [rows[0]]) == rows[0])
    let ada = UserDocument(
      json: .make([:]), path: "customers/ada", customer: "cus_ada", email: nil, readAt: 0)
    play.send(.firestore(.user(.success(ada), id: "ada")))
    #expect(play.state.documents.claim(to: session, among: rows) == rows[1])
  }

  @Test func `a session's detail shows its user and its document`() throws {
    var play = Play.with(sessions: 3)
    play.state.documents = DocumentsState(isThere: true)
    let session = Session.make(id: "cs_test_0000")
    play.rest()
    let effects = play.send(
      .cache(
        .detail(
          SessionDetail(stored: StoredSession(session, fetchedAt: 1_800_000_000)),
          id: "cs_test_0000")))
    #expect(effects.contains(.firestore(.ofSession("cs_test_0000"))))
    let row = DocumentRow.rows(of: CheckoutDocument.assorted())[1]
    play.send(.firestore(.ofSession("cs_test_0000", [row])))
    let texts = play.state.detail.lines.compactMap(\.field).map(\.text)
    #expect(texts.contains("ada") && texts.contains(path("made", "ada")))
    play.type("gd")
    #expect(play.state.documents.isShown)
    #expect(play.state.documents.list.filter == "session:cs_test_0000")
  }

  @Test func `a look-up says which documents match, and d shows them`() {
    var play = Play.with(sessions: 3)
    play.state.documents = DocumentsState(isThere: true)
    play.type("fA-1001")
    let asked = play.press(.enter)
    #expect(asked.contains(.stripe(.find(.text("A-1001")))))
    let effects = play.send(
      .stripe(.found(.text("A-1001"), .success(FoundSessions(ids: ["cs_test_0001"])))))
    #expect(effects.contains(.firestore(.seek("A-1001"))))
    let rows = DocumentRow.rows(of: CheckoutDocument.assorted())
    play.send(.firestore(.sought("A-1001", Array(rows.prefix(2)))))
    #expect(play.state.message?.text == "2 documents match as well: d shows them")
    play.type("d")
    #expect(play.state.documents.list.filter == "A-1001")
  }

  @Test func `a look-up among the documents leads to the sessions that it finds`() {
    var play = opened()
    play.type("fA-1001")
    play.press(.enter)
    play.send(
      .stripe(.found(.text("A-1001"), .success(FoundSessions(ids: ["cs_test_0001"])))))
    #expect(!play.state.documents.isShown)
    #expect(play.state.list.found?.lookup.value == "A-1001")
    let rows = DocumentRow.rows(of: CheckoutDocument.assorted())
    play.send(.firestore(.sought("A-1001", [rows[1]])))
    #expect(play.state.message?.text == "1 document matches as well: d shows it")
    play.type("d")
    #expect(play.state.documents.isShown)
    #expect(play.state.documents.list.filter == "path=\"\(rows[1].id)\"")
  }

  @Test func `a late answer does not call anybody away from the documents`() {
    var play = opened()
    play.type("fA-1001")
    play.press(.enter)
    #expect(!play.state.documents.isShown)
    play.type("d")
    play.send(.stripe(.found(.text("A-1001"), .success(FoundSessions(ids: [])))))
    #expect(play.state.documents.isShown)
  }

  @Test func `a look-up that was left does not narrow the documents`() {
    var play = opened()
    play.type("fA-1001")
    play.press(.enter)
    play.send(
      .stripe(.found(.text("A-1001"), .success(FoundSessions(ids: ["cs_test_0001"])))))
    play.send(.firestore(.sought("A-1001", DocumentRow.rows(of: CheckoutDocument.assorted()))))
    play.press(.escape)
    #expect(play.state.list.found == nil)
    play.type("d")
    #expect(play.state.documents.list.filter.isEmpty)
  }

  @Test func `whoever is among the documents again is not called away`() {
    var play = opened()
    play.type("fA-1001")
    play.press(.enter)
    play.send(.stripe(.found(.text("A-1001"), .success(FoundSessions(ids: [])))))
    play.type("d")
    let rows = DocumentRow.rows(of: CheckoutDocument.assorted())
    play.send(.firestore(.sought("A-1001", [rows[1]])))
    #expect(play.state.documents.isShown && play.state.documents.list.filter.isEmpty)
    #expect(play.state.message?.text.contains("shows it") != true)
  }

  @Test(arguments: [
    ("paid 12", "\"paid\" \"12\""), ("state:failed", "\"state:failed\""),
    ("a\"b is:open", "«a\"b» \"is:open\""), ("/customers/ada/", "user=ada"),
    ("projects/shop/databases/(default)/documents/customers/ada", "user=ada"),
    ("A-1001", "A-1001"),
  ])
  func `d shows exactly what was found`(text: String, filter: String) throws {
    var play = Play.with(sessions: 3)
    play.state.documents = DocumentsState(isThere: true)
    play.state.show(
      FoundList(lookup: .text(text), answer: FoundSessions(ids: ["cs_test_0001"])))
    let rows = DocumentRow.rows(of: CheckoutDocument.assorted())
    play.send(.firestore(.sought(text, rows.filter { $0.user == "ada" })))
    play.type("d")
    #expect(play.state.documents.list.filter == filter)
  }

  @Test func `where only a document matches, its session is looked up`() {
    var play = Play.with(sessions: 3)
    play.state.documents = DocumentsState(isThere: true)
    play.type("fA-1001")
    play.press(.enter)
    play.send(.stripe(.found(.text("A-1001"), .success(FoundSessions(ids: [])))))
    let rows = DocumentRow.rows(of: CheckoutDocument.assorted())
    let effects = play.send(.firestore(.sought("A-1001", [rows[1]])))
    #expect(effects.contains(.stripe(.find(.session("cs_test_a1")))))
    // Neither Stripe nor the cache has it, and the document that names it is found again.
    play.send(.stripe(.found(.session("cs_test_a1"), .success(FoundSessions(ids: [])))))
    let again = play.send(.firestore(.sought("cs_test_a1", [rows[1]])))
    #expect(again.isEmpty)
    #expect(play.state.message?.text == "1 document matches as well: d shows it")
  }
}

extension Play {
  fileprivate func read(_ name: String) -> ReadDocument? {
    CheckoutDocument.assorted().first { $0.documentID == name }
      .map { ReadDocument($0, readAt: 1_799_999_000) }
  }

  /// Answers the last question about documents.
  mutating func answer(
    _ rows: [DocumentRow], anchor: RowAnchor = .top, reachesBottom: Bool = true
  ) {
    let generation = state.documents.list.generation
    send(
      .firestore(
        .rows(
          RecordWindow(rows: rows, reachesBottom: reachesBottom), anchor: anchor,
          generation: generation)))
    var counts = DocumentCounts(byState: [.created: 2])
    counts.group(rows)
    send(
      .firestore(
        .facts(
          ListFacts(matching: rows.count, loaded: 6, cached: 6), counts, generation: generation)))
  }
}
