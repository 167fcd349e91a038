import Checkout
import Dashboard
import Screen
import Support
import Testing

@Suite("Documents in the dashboard")
struct DocumentsTests {
  /// A dashboard whose documents have been read.
  private func read() -> Play {
    var play = Play.with(sessions: 3)
    play.state.documents = DocumentsState(isThere: true)
    play.type("d")
    play.send(.firestore(.counted(.success(6))))
    play.press(.enter)
    play.send(
      .firestore(.page(DocumentSummary.assorted())), .firestore(.ended(.success(2))))
    return play
  }

  private func view(_ play: Play) throws -> DocumentsView {
    try #require(play.state.overlays.top(as: DocumentsView.self))
  }

  private func names(_ play: Play) throws -> [String] {
    try view(play).rows(play.state).map { String($0.id.split(separator: "/").last ?? "") }
  }

  @Test func `nothing is read before somebody has agreed to what it costs`() {
    var play = Play.with(sessions: 3)
    play.state.documents = DocumentsState(isThere: true)
    #expect(play.type("d").contains(.firestore(.count)))
    #expect(play.send(.firestore(.counted(.success(12_000)))).isEmpty)
    #expect(play.state.documents.phase == .offered(count: 12_000))
    #expect(play.press(.enter) == [.firestore(.readAll)])
    #expect(play.press(.enter).isEmpty)
  }

  @Test func `a profile without Firestore has no documents`() {
    var play = Play.with(sessions: 3)
    #expect(play.type("d").isEmpty)
    #expect(play.state.overlays.isEmpty)
  }

  @Test func `what cannot be read says why`() throws {
    var play = Play.with(sessions: 3)
    play.state.documents = DocumentsState(problem: Problem("There are no credentials."))
    play.type("d")
    #expect(play.state.documents.phase == .failed(Problem("There are no credentials.")))
    #expect(try view(play).rows(play.state).isEmpty)
  }

  @Test func `documents come newest first, and duplicates are known`() throws {
    let play = read()
    #expect(try names(play) == ["waits", "made", "again", "fails", "never", "phone"])
    #expect(play.state.documents.phase == .read(at: 1_800_000_000, leftOut: 2))
    let rows = try view(play).rows(play.state)
    #expect(rows.map { play.state.documents.group(of: $0.id) } == [1, 2, 2, 1, 1, 1])
  }

  @Test(arguments: [
    ("state:failed", ["fails"]), ("user:ada", ["made", "again"]), ("error:price", ["fails"]),
    ("session:cs_test_a1", ["made", "again"]), ("is:duplicate", ["made", "again"]),
    ("meta.order:a-1001 -user:ada -error:price -state:mobile", ["waits", "never"]),
    ("cart:7", ["never"]), ("nothing", []),
  ])
  func `what is typed narrows them`(filter: String, rows: [String]) throws {
    var play = read()
    play.type("/" + filter)
    play.press(.enter)
    #expect(try names(play) == rows)
    play.press(.escape)
    #expect(try names(play).count == 6)
  }

  @Test func `t walks through the states`() throws {
    var play = read()
    var seen: [[String]] = []
    for _ in DocumentState.allCases {
      play.type("t")
      seen.append(try names(play))
    }
    #expect(seen == [["made", "again"], ["waits"], ["fails"], ["never"], ["phone"]])
    play.type("t")
    #expect(try names(play).count == 6)
  }

  @Test func `a look closer asks for the user and the session, once`() throws {
    var play = read()
    play.type("j")
    let id = "customers/ada/checkout_sessions/made"
    #expect(
      play.press(.enter) == [.firestore(.join(id: id, user: "ada", sessionID: "cs_test_a1"))])
    play.send(.firestore(.joined(id: id, JoinedDocument())))
    #expect(play.press(.enter).isEmpty)
  }

  @Test func `a session of the other mode is not asked for`() throws {
    var play = Play(isLive: true)
    play.state.documents = DocumentsState(isThere: true)
    play.type("d")
    play.send(.firestore(.counted(.success(6))))
    play.press(.enter)
    play.send(.firestore(.page(DocumentSummary.assorted())), .firestore(.ended(.success(0))))
    play.type("j")
    let id = "customers/ada/checkout_sessions/made"
    #expect(play.press(.enter) == [.firestore(.join(id: id, user: "ada", sessionID: nil))])
  }

  @Test func `g s leads to the session, g u to all that the user has begun`() throws {
    var play = read()
    play.type("jgs")
    #expect(play.state.overlays.find(DocumentsView.self) == nil)
    #expect(play.state.overlays.top(as: FindPrompt.self) != nil)

    play = read()
    play.type("jgu")
    #expect(try names(play) == ["made", "again"])
  }

  @Test func `the URL and the path are copied`() throws {
    var play = read()
    play.type("j")
    #expect(
      play.type("y") == [
        .system(.copy(text: "https://checkout.stripe.com/c/pay/cs_test_a1", label: "URL"))
      ])
    #expect(
      play.type("c") == [
        .system(.copy(text: "customers/ada/checkout_sessions/made", label: "path"))
      ])
  }
}
