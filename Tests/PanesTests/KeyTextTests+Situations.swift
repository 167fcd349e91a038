import Checkout
import Dashboard
import Query
import Screen
import Support

private let screen = Size(width: 110, height: 24)

/// A state in which texts name keys, made with the standard keys.
struct Situation: Sendable {
  let name: String
  let state: @Sendable () -> State
}

extension Situation {
  static let all: [Situation] = [
    Situation(name: "in use") { .browsing(screen) },
    Situation(name: "in use, live") { .browsing(screen, isLive: true) },
    Situation(name: "in ASCII") {
      var state = State.reading(.make(), screen)
      state.preferences.signs = .ascii
      return state
    },
    Situation(name: "detail") {
      var state = State.reading(.make(), screen)
      state.press(.character("2"))
      return state
    },
    Situation(name: "sync, range, watch") {
      var state = State.browsing(screen)
      state.press(.character("s"), .character("V"), .character("w"))
      return state
    },
    Situation(name: "nothing cached") { .emptied(reaches: false) },
    Situation(name: "no session at all") { .emptied(reaches: true) },
    Situation(name: "a tab") { .emptied(reaches: true, by: .character("t")) },
    Situation(name: "a tab, not all loaded") { .emptied(reaches: false, by: .character("t")) },
    Situation(name: "a form") {
      .emptied(reaches: true, by: .character("F"), .down, .paste("2020-01-01"), .enter)
    },
    Situation(name: "a form, not all loaded") {
      .emptied(reaches: false, by: .character("F"), .down, .paste("2020-01-01"), .enter)
    },
    Situation(name: "a search") {
      .emptied(reaches: true, by: .character("/"), .paste("zq"), .enter)
    },
    Situation(name: "a search, not all loaded") {
      .emptied(reaches: false, by: .character("/"), .paste("ada@example.com"), .enter)
    },
    Situation(name: "a view") {
      var state = State.browsing(screen)
      state.views = ViewShelf(declared: [SavedView(name: "vip", filter: "jane")])
      if let view = state.views.all.first { state.open(view) }
      state.answerEmpty(reaches: true)
      return state
    },
    Situation(name: "a query that is not understood") {
      .emptied(reaches: true, by: .character("/"), .paste("status:foo"), .enter)
    },
    Situation(name: "no connection") {
      var state = State.empty(screen)
      state.take()
      state.take(
        .stripe(.paged(.newest, .failure(Problem("There is no connection.")), generation: 0)),
        .cache(.rows(RowWindow(), anchor: .top, generation: 0)))
      return state
    },
    Situation(name: "a cache that cannot be read") {
      var state = State.empty(screen)
      for case .cache(let question) in update(&state, []) {
        state.take(.cache(.failed(question, Problem("The disk is broken."))))
      }
      return state
    },
    Situation(name: "nothing found") { .found(requests: 1) },
    Situation(name: "nothing found, Stripe not asked") { .found(requests: 0) },
    Situation(name: "documents to be read") {
      .documents(.firestore(.opened(.success(nil))), .firestore(.counted(.success(12_000))))
    },
    Situation(name: "documents not counted") { .documents(.firestore(.opened(.success(nil)))) },
    Situation(name: "documents refused") {
      .documents(
        .firestore(.opened(.success(nil))),
        .firestore(.counted(.failure(Problem("These credentials may not read them.")))))
    },
    Situation(name: "no documents") { .readDocuments([]) },
    Situation(name: "documents") { .readDocuments(CheckoutDocument.assorted()) },
  ]
}

extension State {
  /// No row is left after these keys.
  fileprivate static func emptied(reaches: Bool, by keys: Key...) -> State {
    var state = State.browsing(screen)
    for key in keys { state.press(key) }
    state.answerEmpty(reaches: reaches)
    return state
  }

  fileprivate mutating func answerEmpty(reaches: Bool) {
    let coverage = Coverage(
      spans: reaches ? [Coverage.Span(newest: State.now, oldest: 0)] : [], reachesBeginning: reaches
    )
    let page = PageReport(Changes(received: 0, added: 0), hasMore: false)
    for direction in [PageDirection.newest, .older] {
      take(
        .stripe(.paged(direction, .success(page), generation: list.generation)),
        .cache(.rows(RowWindow(), anchor: .top, generation: list.generation)),
        .cache(
          .facts(
            ListFacts(matching: 0, loaded: 0, cached: 7, coverage: coverage),
            generation: list.generation)))
    }
  }

  /// A look-up that has found nothing.
  fileprivate static func found(requests: Int) -> State {
    var state = State.browsing(screen)
    let text = requests > 0 ? "ada@example.com" : "ada"
    state.press(.character("f"), .paste(text), .enter)
    var found = FoundSessions(ids: [], requests: requests, asked: "customer_details[email]")
    found.near = ["eda@example.com"]
    state.take(.stripe(.found(requests > 0 ? .email(text) : .text(text), .success(found))))
    state.answerEmpty(reaches: false)
    return state
  }

  fileprivate static func documents(_ events: Event...) -> State {
    var state = State.browsing(screen)
    state.documents = DocumentsState(isThere: true)
    state.press(.character("d"))
    for event in events { state.take(event) }
    return state
  }

  fileprivate static func readDocuments(_ documents: [CheckoutDocument]) -> State {
    var state = State.documents(.firestore(.opened(.success(State.now - 600))))
    let rows = DocumentRow.rows(of: documents)
    let generation = state.documents.list.generation
    var counts = DocumentCounts()
    counts.group(rows)
    let count = rows.count
    state.take(
      .firestore(.rows(RecordWindow(rows: rows), anchor: .top, generation: generation)),
      .firestore(
        .facts(
          ListFacts(matching: count, loaded: count, cached: count), counts, generation: generation))
    )
    if let first = documents.first {
      state.take(
        .firestore(
          .document(.success(ReadDocument(first, readAt: State.now - 600)), id: first.id)))
    }
    return state
  }
}
