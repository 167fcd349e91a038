import Checkout
import Dashboard
import JSON
import Query
import Screen
import Support
import Testing

@testable import Panes

@Suite("Pictures of the documents")
struct DocumentsPictureTests {
  private func state(_ size: Size) -> State {
    var state = State.browsing(size)
    state.documents = DocumentsState(isThere: true)
    _ = update(&state, [.key(.character("d"))])
    return state
  }

  /// All documents are kept, and the one at `index` is selected and read.
  private func read(_ size: Size, select index: Int = 0) throws -> State {
    var state = state(size)
    _ = update(&state, [.firestore(.opened(.success(State.now - 600)))])
    let documents = CheckoutDocument.assorted()
    let rows = DocumentRow.rows(of: documents)
    let generation = state.documents.list.generation
    var counts = DocumentCounts()
    counts.group(rows)
    _ = update(
      &state,
      [
        .firestore(.rows(RecordWindow(rows: rows), anchor: .top, generation: generation)),
        .firestore(
          .facts(
            ListFacts(matching: 6, loaded: 6, cached: 6), counts, generation: generation)),
      ])
    for _ in 0..<index { _ = update(&state, [.key(.character("j"))]) }
    let document = try #require(documents.indices.contains(index) ? documents[index] : nil)
    _ = update(
      &state,
      [
        .firestore(
          .document(.success(ReadDocument(document, readAt: State.now - 600)), id: document.id))
      ])
    return state
  }

  @Test func `what reading costs is said first`() {
    var state = state(Size(width: 80, height: 24))
    _ = update(
      &state,
      [.firestore(.opened(.success(nil))), .firestore(.counted(.success(12_000)))])
    expectSnapshot(of: state.pane(.list), named: "documents-offered")
  }

  @Test func `the list tells states, users, and why there is no session`() throws {
    let state = try read(Size(width: 120, height: 20))
    expectSnapshot(of: state.pane(.list), named: "documents-list")
  }

  @Test func `the mark of the order shows in a column that is too narrow for its head`() throws {
    var state = try read(Size(width: 120, height: 20))
    for letter in "Screated" { _ = update(&state, [.key(.character(letter))]) }
    _ = update(&state, [.key(.enter)])
    #expect(state.pane(.list).lines.contains { $0.contains("CREA… ▲") })
  }

  @Test func `views of the documents are tabs, and B saves one`() throws {
    var state = try read(Size(width: 120, height: 30))
    state.documents.views = ViewShelf(
      declared: [DocumentView(name: "no-url", state: .failed, filter: "has:error")])
    _ = update(&state, [.key(.character("T"))])
    var bar = Surface(size: Size(width: 120, height: 1))
    bar.drawTabs(state)
    expectSnapshot(of: bar, named: "documents-tabs")
    _ = update(&state, [.key(.character("B"))])
    expectSnapshot(of: state.topOverlay, named: "documents-view-form")
  }

  @Test func `the detail sets apart what the extension wrote`() throws {
    let state = try read(Size(width: 120, height: 40), select: 1)
    expectSnapshot(of: state.pane(.detail), named: "documents-detail")
    expectSnapshot(of: state.pane(.lineItems), named: "documents-items")
  }

  @Test func `a session of another customer's is pointed out`() throws {
    var state = try read(Size(width: 120, height: 40), select: 1)
    let user = UserDocument(
      json: .make([:]), path: "customers/ada", customer: "cus_ada", email: "ada@b.example",
      readAt: State.now - 600)
    let session = Session.make(id: "cs_test_a1", changes: ["customer": "cus_other"])
    _ = update(
      &state,
      [
        .firestore(.user(.success(user), id: "ada")),
        .firestore(
          .sessions([
            "cs_test_a1": .success(
              JoinedSession(StoredSession(session, fetchedAt: State.now), items: nil))
          ])),
      ])
    expectSnapshot(of: state.pane(.detail), named: "documents-strange")
  }

  @Test func `a failed document says why in full`() throws {
    let state = try read(Size(width: 80, height: 24), select: 3)
    expectSnapshot(of: state.pane(.detail), named: "documents-failed")
  }

  private func typing(_ keys: String, in state: State) -> State {
    var state = state
    for key in keys { _ = update(&state, [.key(.character(key))]) }
    return state
  }

  @Test func `the user's own document stands in the place of the session's`() throws {
    var state = typing("gu", in: try read(Size(width: 120, height: 40), select: 1))
    let json = JSON.make([
      "name": "projects/shop/databases/(default)/documents/customers/ada",
      "fields": [
        "stripeId": ["stringValue": "cus_ada"], "email": ["stringValue": "ada@b.example"],
      ],
    ])
    let user = UserDocument(
      json: json, path: "customers/ada", customer: "cus_ada", email: "ada@b.example",
      readAt: State.now - 120)
    _ = update(&state, [.firestore(.user(.success(user), id: "ada"))])
    expectSnapshot(of: state.pane(.detail), named: "documents-user")
  }

  @Test func `where a document leads, and what can be copied of it`() throws {
    let state = try read(Size(width: 100, height: 30), select: 1)
    expectSnapshot(of: typing("g", in: state).topOverlay, named: "documents-go")
    expectSnapshot(of: typing("Y", in: state).topOverlay, named: "documents-copy")
  }

  @Test func `columns and orders are chosen from what the documents have`() throws {
    var state = typing("C", in: try read(Size(width: 100, height: 30)))
    let order = JSONPath([.name("metadata"), .name("order")])
    _ = update(&state, [.firestore(.fieldNames([order]))])
    expectSnapshot(of: state.topOverlay, named: "documents-columns")
    _ = update(&state, [.key(.escape)])
    expectSnapshot(of: typing("S", in: state).topOverlay, named: "documents-sort")
  }

  @Test func `a filter says what it searches, and what is wrong with it`() throws {
    let state = typing("/", in: try read(Size(width: 80, height: 24)))
    expectSnapshot(of: state.topOverlay, named: "documents-filter")
    expectSnapshot(
      of: typing("state:gone", in: state).topOverlay, named: "documents-filter-wrong")
  }

  @Test func `a list without a row says why`() throws {
    var state = try read(Size(width: 80, height: 24))
    state = typing("/nobody", in: state)
    _ = update(&state, [.key(.enter)])
    let generation = state.documents.list.generation
    _ = update(
      &state,
      [
        .firestore(.rows(RecordWindow(rows: []), anchor: .top, generation: generation)),
        .firestore(
          .facts(
            ListFacts(matching: 0, loaded: 6, cached: 6), DocumentCounts(),
            generation: generation)),
      ])
    expectSnapshot(of: state.pane(.list), named: "documents-none")
    var failed = self.state(Size(width: 80, height: 24))
    let problem = Problem("These credentials may not read the documents.")
    _ = update(
      &failed, [.firestore(.opened(.success(nil))), .firestore(.counted(.failure(problem)))])
    expectSnapshot(of: failed.pane(.list), named: "documents-refused")
  }

  @Test func `the raw document is Firestore's own form`() throws {
    let state = typing("v", in: try read(Size(width: 120, height: 30), select: 3))
    expectSnapshot(of: state.pane(.detail), named: "documents-json")
  }
}
