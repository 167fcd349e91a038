import Checkout
import FoundationEssentials
import JSON
import Query
import Screen
import Support
import Testing
import Widgets

@testable import Dashboard

struct DocumentViewTests {
  private static let failed = DocumentView(
    name: "no-url", state: .failed, filter: "has:error", columns: ["created", "user"])

  /// The tab of the documents, with views of the configuration and saved ones.
  private func opened(saved: [DocumentView] = []) -> Play {
    var play = Play.with(sessions: 3)
    play.state.documents = DocumentsState(isThere: true)
    play.state.documents.views = ViewShelf(declared: [Self.failed], saved: saved)
    play.type("d")
    play.send(.firestore(.opened(.success(1_799_999_000))))
    play.answer(DocumentRow.rows(of: CheckoutDocument.assorted()))
    return play
  }

  @Test func `t walks through the states and the views, T back`() {
    var play = opened()
    play.type("T")
    #expect(play.state.documents.views.current == Self.failed)
    #expect(play.state.documents.list.tab == .failed)
    #expect(play.state.documents.list.filter == "has:error")
    #expect(play.state.documents.list.columns.names == ["created", "user"])
    play.type("t")
    #expect(play.state.documents.views.current == nil)
    #expect(play.state.documents.list.tab == nil && play.state.documents.list.filter.isEmpty)
    play.type("TT")
    #expect(play.state.documents.views.current == nil)
    #expect(play.state.documents.list.tab == .mobile)
  }

  @Test func `one Esc goes back to the plain list as it was`() {
    var play = opened()
    play.type("/ada")
    play.press(.enter)
    play.type("T")
    #expect(play.state.documents.views.current == Self.failed)
    play.press(.escape)
    #expect(play.state.documents.views.current == nil && play.state.documents.isShown)
    #expect(play.state.documents.list.filter == "ada")
    #expect(play.state.documents.list.columns.chosen == nil)
  }

  @Test func `Esc takes back what was changed of a view before it leaves it`() {
    var play = opened()
    play.type("T/ x")
    play.press(.enter)
    #expect(play.state.documents.list.filter == "has:error x")
    #expect(Tab.all(of: play.state).last?.isChanged == true)
    play.press(.escape)
    #expect(play.state.documents.list.filter == "has:error")
    #expect(play.state.documents.views.current == Self.failed)
  }

  @Test func `B saves what the list shows, and it comes back with the next run`() throws {
    var play = opened()
    play.type("tt/ada")
    play.press(.enter)
    play.type("Sstate")
    play.press(.enter)
    play.type("Badas")
    play.press(.enter)
    let adas = DocumentView(
      name: "adas", state: .waiting, filter: "ada",
      sort: RecordSort(.field(.state), descending: false)
    )
    #expect(play.state.documents.views.saved == [adas])
    #expect(play.state.documents.views.current == adas)
    #expect(play.state.message?.text == "saved as the tab adas")
    play.press(.escape)
    let data = try JSONEncoder().encode(play.state.remembered)
    var other = Play.with(sessions: 3)
    other.state.documents = DocumentsState(isThere: true)
    other.state.restore(try RememberedView(stored: JSON(parsing: Array(data))))
    #expect(other.state.documents.views.saved == [adas])
    other.type(":adas")
    other.press(.enter)
    #expect(other.state.documents.isShown && other.state.documents.views.current == adas)
    #expect(other.state.documents.list.filter == "ada")
  }

  @Test func `the columns and the order of the plain list come back`() {
    var play = opened()
    play.state.documents.list.columns = DocumentColumns(names: ["user", "metadata.order"])
    play.type("Sstate")
    play.press(.enter)
    play.type("T")
    let remembered = play.state.remembered
    #expect(remembered.documentColumns == ["user", "metadata.order"])
    var other = opened()
    other.state.restore(remembered)
    #expect(other.state.documents.list.columns.names == ["user", "metadata.order"])
    #expect(other.state.documents.list.query.sort == RecordSort(.field(.state), descending: false))
  }

  @Test func `a name belongs to one view`() {
    var play = opened()
    play.state.views = ViewShelf(declared: [], saved: [SavedView(name: "vip")])
    for (name, reason) in [
      ("", "a view needs a name"), ("Documents", "there is a tab of that name already"),
      ("no-url", "the configuration declares a view of that name"),
      ("vip", "a view of the sessions has that name"),
    ] {
      play.type("B" + name)
      play.press(.enter)
      #expect(play.state.overlays.top(as: ViewForm.self)?.form.problem == reason)
      play.press(.escape)
    }
    #expect(play.state.documents.views.saved.isEmpty)
  }

  @Test func `the tabs name the views, and how many documents each has`() {
    var play = opened()
    let list = play.state.documents.list
    var counts = DocumentCounts()
    counts.views = ["no-url": 2]
    let facts = ListFacts(matching: 6, loaded: 6, cached: 6, coverage: .whole)
    play.send(.firestore(.facts(facts, counts, generation: list.generation)))
    let tabs = Tab.all(of: play.state).suffix(2)
    #expect(tabs.map(\.title) == ["Documents", "no-url"] && tabs.map(\.count) == [6, 2])
    #expect(tabs.map(\.isCurrent) == [true, false])
  }

  @Test func `the views are counted with the list`() throws {
    var play = Play.with(sessions: 3)
    play.state.documents = DocumentsState(isThere: true)
    play.state.documents.views = ViewShelf(
      declared: [Self.failed, DocumentView(name: "odd", filter: "amount>>")])
    play.type("d")
    play.send(.firestore(.opened(.success(1_799_999_000))))
    var asked: [[String: ListQuery]] = []
    let rows = DocumentRow.rows(of: CheckoutDocument.assorted())
    let answer = RecordWindow(rows: rows, reachesBottom: true)
    let effects = play.send(
      .firestore(.rows(answer, anchor: .top, generation: play.state.documents.list.generation)))
    for case .firestore(.readFacts(_, let views, _)) in effects { asked.append(views) }
    #expect(asked.map(\.keys.count) == [1], "one that is not understood is not counted")
    #expect(asked.first?["no-url"]?.query?.source == "has:error")
  }

  @Test func `a view of documents begins a run, and says what is missing without Firestore`() {
    var play = Play.with(sessions: 3)
    play.state.begin(with: Self.failed)
    #expect(!play.state.documents.isShown)
    #expect(
      play.state.message?.text
        == "no-url is a view of documents, but this profile has no Firestore")
    play.state.documents = DocumentsState(isThere: true)
    play.state.documents.views = ViewShelf(declared: [Self.failed])
    play.state.begin(with: Self.failed)
    #expect(play.state.documents.isShown && play.state.documents.list.tab == .failed)
  }

  @Test func `a saved view can be forgotten, one of the configuration cannot`() {
    var play = opened(saved: [DocumentView(name: "adas", filter: "ada")])
    play.type("TT")
    play.answer(DocumentRow.rows(of: CheckoutDocument.assorted()))
    play.type(":forget-view")
    #expect(
      play.state.overlays.top(as: Palette.self)?.entries(play.state).first?.reason
        == "it stands in the configuration")
    play.press(.escape)
    play.type("t")
    play.answer(DocumentRow.rows(of: CheckoutDocument.assorted()))
    play.type(":forget-view")
    play.press(.enter)
    #expect(play.state.documents.views.saved.isEmpty)
    #expect(play.state.documents.views.current == nil)
  }
}
