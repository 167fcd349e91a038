import Checkout
import Query
import Dashboard
import Panes
import Screen
import Support
import Testing
import JSON

@Suite("Prompts and forms of the list")
struct ListFormTests {
  @Test(arguments: sizes)
  func `finding, while it is typed`(size: Size) {
    var state = State.browsing(size)
    state.press(.character("f"), .paste("jane@example.com"))
    expectSnapshot(of: state.topOverlay, named: "find-\(size.name)")
  }

  @Test(arguments: sizes)
  func `an id of the other mode is explained`(size: Size) {
    var state = State.browsing(size)
    state.press(.character("f"), .paste("cs_live_a1b2c3d4e5f6"), .enter)
    expectSnapshot(of: state.topOverlay, named: "find-mismatch-\(size.name)")
  }

  @Test(arguments: sizes)
  func `nothing was found: what was looked at is said`(size: Size) {
    var state = State.browsing(size)
    state.press(.character("f"), .paste("ada@example.com"), .enter)
    state.take(
      .stripe(
        .found(
          .email("ada@example.com"),
          .success(
            FoundSessions(ids: [], requests: 1, asked: "customer_details[email]=ada@example.com"))))
    )
    state.take(
      .cache(.rows(RowWindow(), anchor: .top, generation: state.list.generation)),
      .cache(.facts(ListFacts(cached: 10_432), generation: state.list.generation)))
    expectSnapshot(of: state.pane(.list), named: "find-nothing-\(size.name)")
  }

  @Test(arguments: sizes)
  func `a query that is not understood points at the characters`(size: Size) {
    var state = State.browsing(size)
    state.press(.character("/"), .paste("ada status:opne"))
    expectSnapshot(of: state.topOverlay, named: "query-error-\(size.name)")
  }

  @Test
  func `a query that is not understood over no rows says so, and that nothing was searched`() {
    var state = State.browsing(Size(width: 80, height: 24))
    state.press(.character("/"), .paste("status"))
    state.take(.cache(.rows(RowWindow(), anchor: .top, generation: state.list.generation)))
    state.press(.paste(":foo"))
    expectSnapshot(of: state.pane(.list), named: "query-error-empty")
  }

  @Test(arguments: sizes)
  func `why a look-up has failed is said in full`(size: Size) {
    var state = State.browsing(size)
    state.press(.character("f"), .paste("ada@example.com"), .enter)
    state.take(
      .stripe(
        .found(
          .email("ada@example.com"),
          .failure(
            Problem(
              "There is no connection to the server at 127.0.0.1:9, after three tries. "
                + "Check the network, the address and the proxy, then try again.")))))
    expectSnapshot(of: state.topOverlay, named: "find-failure-\(size.name)")
  }

  @Test(arguments: sizes)
  func `what was searched for is marked in the rows`(size: Size) {
    var state = State.browsing(size)
    let rows = state.list.rows.compactMap(\.session)
    state.press(.character("/"), .paste("MULLER"))
    state.take(
      .cache(
        .rows(
          RowWindow(rows: rows.filter { $0.email?.contains("müller") == true }), anchor: .top,
          generation: state.list.generation)),
      .cache(
        .rows(
          RowWindow(rows: rows.filter { $0.email?.contains("müller") == true }),
          anchor: .around(id: rows[0].id), generation: state.list.generation)),
      .cache(
        .facts(
          ListFacts(
            matching: 1, loaded: 10_432, cached: 10_432,
            coverage: Coverage(
              spans: [Coverage.Span(newest: State.now, oldest: State.now - 14 * 86_400)])),
          generation: state.list.generation)))
    expectSnapshot(of: state.pane(.list), named: "list-search-\(size.name)")
  }

  @Test(arguments: sizes)
  func `choosing columns`(size: Size) {
    var state = State.browsing(size)
    state.press(.character("C"))
    state.take(.cache(.fieldNames([JSONPath([.name("metadata"), .name("order_id")])])))
    state.press(.down)
    expectSnapshot(of: state.topOverlay, named: "columns-\(size.name)")
  }

  @Test(arguments: sizes)
  func `columns of one's own, scrolled, with a metadata value`(size: Size) {
    var state = State.browsing(size)
    state.list.columns = ColumnChoice(names: [
      "created", "id", "name", "metadata.order_id", "currency", "payment_status",
    ])
    state.take(.resize(size))
    let path = JSONPath([.name("metadata"), .name("order_id")])
    let fields = FieldGroup.groups(of: .make(metadata: ["order_id": "6735"])).flatMap(\.fields)
    let ids = state.list.rows.compactMap { $0.session?.id }
    let known = Dictionary(uniqueKeysWithValues: ids.map { ($0, fields) })
    state.take(.cache(.fields(known, paths: [path])))
    state.press(.character("l"))
    expectSnapshot(of: state.pane(.list), named: "own-columns-\(size.name)")
  }

  @Test func `amounts in a column of one's own end at the same cell`() {
    var state = State.browsing(Size(width: 80, height: 24))
    state.list.columns = ColumnChoice(names: ["amount_subtotal", "metadata.total", "created"])
    state.press(.character("/"), .paste("20"), .enter)
    let paths = [[.name("amount_subtotal")], [.name("metadata"), .name("total")]].map(JSONPath.init)
    let ids = state.list.rows.compactMap { $0.session?.id }
    let known = ids.enumerated().map { index, id in
      let session = Session.make(
        amountTotal: index == 0 ? 2000 : 1_234_520, metadata: ["total": "20"])
      return (id, FieldGroup.groups(of: session).flatMap(\.fields))
    }
    state.take(
      .cache(.fields(Dictionary(uniqueKeysWithValues: known), paths: paths)))
    expectSnapshot(of: state.pane(.list), named: "own-amounts")
  }

  @Test(arguments: sizes)
  func `choosing the order`(size: Size) {
    var state = State.browsing(size)
    state.press(.character("S"), .down)
    expectSnapshot(of: state.topOverlay, named: "sort-\(size.name)")
  }

  @Test func `the head says by which column is sorted`() {
    var state = State.browsing(Size(width: 80, height: 24))
    state.press(.character("S"), .down, .down, .enter)
    expectSnapshot(of: state.pane(.list), named: "sorted")
  }

  @Test(arguments: sizes)
  func `filters that Stripe answers`(size: Size) {
    var state = State.browsing(size)
    state.press(.character("F"), .right, .tab, .paste("2026-13"), .enter)
    expectSnapshot(of: state.topOverlay, named: "server-form-\(size.name)")
  }

  @Test(arguments: sizes)
  func `where the list is written to`(size: Size) {
    var state = State.browsing(size)
    state.press(.character("E"))
    expectSnapshot(of: state.topOverlay, named: "export-\(size.name)")
  }

  @Test(arguments: sizes)
  func `a sync under way`(size: Size) {
    var state = State.browsing(size)
    state.press(.character("s"), .character("W"))
    state.take(
      .stripe(.syncing(SyncReport(Changes(received: 12_300), fraction: 0.42, secondsLeft: 8))))
    expectSnapshot(of: state.headerLine, named: "sync-\(size.name)")
  }
}
