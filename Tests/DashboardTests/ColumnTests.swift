import Checkout
import Query
import Dashboard
import Screen
import Support
import Testing
import JSON
import Units

@Suite("Columns, order, export and sync of the list")
struct ColumnTests {
  private let orderID = JSONPath([.name("metadata"), .name("order_id")])

  @Test
  func `metadata keys that occur are offered, chosen with Space, and read for the visible rows`() {
    var play = Play.with(sessions: 3)
    #expect(play.type("C").contains(.cache(.readFieldNames(ListQuery()))))
    play.send(.cache(.fieldNames([orderID])))
    play.type("order")
    play.press(.character(" "))
    let effects = play.press(.enter)
    #expect(play.state.list.columns.names[3...4] == ["metadata.order_id", "customer"])
    let ids = ["cs_test_0000", "cs_test_0001", "cs_test_0002"]
    #expect(effects == [.cache(.readFields([orderID], ids: ids))])
    let fields = FieldGroup.groups(of: .make(metadata: ["order_id": "67\u{1B}35"]))
      .flatMap(\.fields)
    #expect(
      play.send(
        .cache(
          .fields(
            ["cs_test_0000": fields, "cs_test_0001": [], "cs_test_0002": []], paths: [orderID]))
      ).isEmpty)
    #expect(play.state.list.columns.text(orderID, of: "cs_test_0000") == "67␛35")
    #expect(play.state.list.columns.text(orderID, of: "cs_test_0001") == "")
  }

  @Test func `under the mask a column of personal data is masked like the detail pane`() {
    var play = Play.with(sessions: 1)
    let email = JSONPath([.name("customer_details"), .name("email")])
    play.state.list.columns = ColumnChoice(names: ["customer_details.email"])
    play.send()
    let fields = FieldGroup.groups(of: .make(email: "jane@example.com")).flatMap(\.fields)
    play.send(.cache(.fields(["cs_test_0000": fields], paths: [email])))
    #expect(play.state.list.columns.text(email, of: "cs_test_0000") == "jane@example.com")
    let masked = play.state.list.columns.text(email, of: "cs_test_0000", isMasked: true)
    #expect(masked?.isEmpty == false && masked?.contains("jane") == false)
  }

  @Test func `any field can be typed as a path`() {
    var play = Play.with(sessions: 1)
    play.type("C")
    play.type("customer_details.phone")
    play.press(.character(" "), .enter)
    #expect(play.state.list.columns.names[3...4] == ["customer_details.phone", "customer"])
  }

  @Test(arguments: [20, 40, 80, 100, 200])
  func `a column shows as soon as it is chosen, at every width`(width: Int) {
    var play = Play.with(sessions: 1)
    play.send(.resize(Size(width: width, height: 24)), .cache(.fieldNames([orderID])))
    for name in ["order", "payment"] {
      play.type("C" + name)
      play.press(.character(" "), .enter)
      let visible = play.state.list.columns.visible(in: play.state.layout.rowWidth)
      let wanted = play.state.list.columns.all.first { $0.title.lowercased().contains(name) }
      #expect(visible.contains { $0.column == wanted })
      let isLast = visible.last?.column == play.state.list.columns.all.last
      #expect(play.state.list.columns.goesOn(after: visible.count) == !isLast)
    }
  }

  @Test func `the customer is cut before another of the first four columns is left out`() {
    for width in 48...200 {
      let visible = ColumnChoice().visible(in: width)
      #expect(
        visible.prefix(4).map(\.column) == [
          .field(.created), .field(.status), .field(.amount), .customer,
        ])
      if visible.count > 4 { #expect(visible[3].width >= 18) }
    }
    #expect(
      ColumnChoice().visible(in: 47).map(\.column) == [
        .field(.created), .field(.status), .customer,
      ])
  }

  @Test func `arrows move a column; the choice survives as names`() {
    var play = Play.with(sessions: 1)
    play.type("C")
    play.press(.down, .left, .enter)
    #expect(play.state.list.columns.names.prefix(2) == ["status", "created"])
    let again = ColumnChoice(names: play.state.list.columns.names + ["no such column!"])
    #expect(again.names == play.state.list.columns.names)
  }

  @Test(arguments: 1...200)
  func `at every width something shows, and no column leaves the row`(width: Int) {
    for choice in [ColumnChoice(), ColumnChoice(names: ["id", "name", "metadata.a"])] {
      let visible = choice.visible(in: width)
      #expect(!visible.isEmpty)
      if width > 40 {
        #expect(visible.reduce(-1) { $0 + $1.width + 1 } == width)
      }
    }
  }

  @Test func `l scrolls to the columns that do not fit, h back`() {
    var play = Play.with(sessions: 1)
    let before = play.state.list.columns.visible(in: play.state.layout.rowWidth).map(\.column)
    play.type("llllllll")
    let after = play.state.list.columns.visible(in: play.state.layout.rowWidth).map(\.column)
    #expect(!before.contains(.field(.id)) && after.last == .field(.id))
    play.type("hhhhhhhh")
    #expect(play.state.list.columns.visible(in: play.state.layout.rowWidth).map(\.column) == before)
  }

  @Test func `sorting asks for the whole list again; the same order a second time is reversed`() {
    var play = Play.with(sessions: 3)
    play.type("S")
    play.type("amount")
    play.press(.enter)
    #expect(play.state.list.query.sort == SessionSort(.amount, descending: true))
    #expect(
      play.state.list.title(.utc, now: play.state.clock.unix).contains(
        "by amount ▼ across currencies"))
    play.type("SS")
    #expect(play.state.list.query.sort == SessionSort(.amount, descending: false))
  }

  @Test func `the name of the file says the format; any other name is not taken`() {
    var play = Play.with(sessions: 3)
    play.type("E")
    play.press(.control("u"))
    play.type("all")
    #expect(play.press(.enter).isEmpty)
    play.type(".ndjson")
    let wish = ExportWish(ListQuery(), to: "all.ndjson", .sessions(ExportLayout(.ndjson)))
    #expect(play.press(.enter) == [.system(.export(wish))])
    play.send(.system(.exported(wish, .written(3, path: "/home/ada/all.ndjson"))))
    #expect(play.state.message?.text == "wrote 3 sessions to /home/ada/all.ndjson")
    #expect(play.state.overlays.isEmpty)
  }

  @Test(
    arguments: [
      ("created", nil), ("metadata.anything", nil), ("customer_details.phone", nil),
      ("stauts", "there is no column “stauts”: did you mean “status”?"),
    ] as [(String, String?)])
  func `a column that does not exist is complained about`(name: String, complaint: String?) {
    #expect(ListColumn.complaint(about: name) == complaint)
    #expect(ListColumn.complaint(about: "bogus.path")?.hasSuffix("customer_details.phone") == true)
  }

  @Test func `every field of the table with a head is a column, an order and a column of files`() {
    for field in Session.fields.fields {
      if field.head != nil {
        #expect(ListColumn(named: field.label) == .field(field.name))
        #expect(ListColumn(named: field.label)?.head == field.head)
        #expect(
          SessionSort(named: field.label, in: Session.fields)
            == SessionSort(.field(field.name), descending: false))
      }
      if field.csv != nil { #expect(SessionCSV.complaint(about: field.label) == nil) }
    }
  }

  @Test func `sync shows how far it is, reads the rows again, and can be started once`() {
    var play = Play.with(sessions: 3)
    #expect(play.type("s").contains(.stripe(.sync)))
    #expect(play.type("s").isEmpty)
    let report = SyncReport(Changes(received: 12_300), fraction: 0.42, secondsLeft: 8)
    let effects = play.send(.stripe(.syncing(report)))
    #expect(play.state.sync?.title == "████░░░░░░ sync 42 % · 12,300 · 8 s left")
    #expect(effects.contains(.cache(.readRows(ListQuery(), .top, limit: 300, generation: 0))))
    play.send(.stripe(.synced(.failure(Problem("no connection")))))
    #expect(play.state.sync == nil)
    #expect(play.state.message?.text == "sync stopped: no connection; s goes on from there")
    #expect(play.state.problems.entries.map(\.problem.sentence) == ["no connection"])
    play.type("s")
    _ = play.wait(milliseconds: 4_210)
    play.send(
      .http(.activity(RequestActivity(retries: 2))),
      .stripe(.synced(.success(SyncReport(Changes(received: 3_000, added: 2_900, requests: 31))))))
    #expect(
      play.state.message?.text
        == "synced: 3,000 sessions read, 2,900 new, 31 requests in 4.2 s, 2 retries")
  }

  @Test
  func `a refresh reads the cache again, whatever it brought: another till may have written`() {
    for result in [
      Result<PageReport, Problem>.success(
        PageReport(Changes(received: 0, added: 0), hasMore: false)),
      .failure(Problem("Stripe is out of reach")),
    ] {
      var play = Play.with(sessions: 5)
      let query = play.state.list.query
      play.press(.character("R"))
      let effects = play.send(.stripe(.paged(.newest, result, generation: 0)))
      #expect(effects.contains(.cache(.readRows(query, .top, limit: 300, generation: 0))))
      #expect(effects.contains(.cache(.readFacts(query, generation: 0))))
    }
  }

  @Test func `auto refresh asks when it is time, and sleeps when it is off`() {
    var play = Play.with(sessions: 3)
    #expect(play.type("W").contains(.stripe(.fetch(.newest, .all, generation: 0))))
    play.send(
      .stripe(
        .paged(
          .newest, .success(PageReport(Changes(received: 0, added: 0), hasMore: false)),
          generation: 0))
    )
    #expect(play.wait(milliseconds: 29_000).isEmpty)
    #expect(play.wait(milliseconds: 1000).contains(.stripe(.fetch(.newest, .all, generation: 0))))
    play.type("W")
    #expect(!play.state.autoRefresh.isOn)
  }
}
