import Checkout
import Query
import Screen
import Support
import Testing

@testable import Dashboard

@Suite struct CompareTests {
  private static func detail(_ id: String, _ amount: Int) -> SessionDetail {
    SessionDetail(
      stored: StoredSession(.make(id: id, amountTotal: amount), fetchedAt: 1),
      lineItems: StoredLineItems(items: [.make()], isComplete: true, fetchedAt: 1))
  }

  @Test func `two marked sessions are read and compared`() {
    var play = Play.with(sessions: 5)
    play.type(" j ")
    #expect(play.state.marks.count == 2)
    let ids = play.state.marks.ids
    let effects = play.type("D")
    #expect(effects.contains(.cache(.readSessions(ids: ids))))
    #expect(effects.contains(.stripe(.fetchLineItems(id: ids[0]))))
    play.send(.cache(.sessions([Self.detail(ids[0], 100), Self.detail(ids[1], 200)])))
    let compare = play.state.overlays.find(Compare.self)
    let different = compare?.rows.prefix { $0.isDifferent }.map(\.label)
    #expect(different?.contains("Total") == true)
    #expect(compare?.rows.drop { $0.isDifferent }.contains { $0.isDifferent } == false)
    #expect(compare?.rows.contains { $0.label == "Line item 1" && !$0.isDifferent } == true)
    play.type("v")
    let lines = play.state.overlays.find(Compare.self)?.difference?.lines ?? []
    #expect(lines.contains(.removed("  \"amount_total\": 100,")))
    #expect(lines.contains(.added("  \"amount_total\": 200,")))
    play.press(.escape)
    #expect(play.state.overlays.find(Compare.self)?.showsJSON == false)
    play.press(.escape)
    #expect(play.state.overlays.isEmpty)
  }

  @Test func `values that differ do not look the same because they are cut`() {
    let values = ("subscription-renewal-2026-11", "subscription-renewal-2025-11")
    for width in 8...40 {
      let (left, right) = Compare.showingDifference(values.0, values.1, in: width)
      #expect(
        TextWidth.truncate(left, to: width) != TextWidth.truncate(right, to: width), "\(width)")
    }
    #expect(Compare.showingDifference(values.0, values.1, in: 28) == values)
    #expect(Compare.showingDifference("same", "same", in: 2) == ("same", "same"))
    #expect(Compare.showingDifference("日本語日本語A", "日本語日本語B", in: 9).0 == "…日本語A")
    // One character of 28 cells, in a column of 19.
    let wide = String(repeating: "\u{1100}", count: 14)
    #expect(Compare.showingDifference(wide + "A", wide + "B", in: 19).0 == "…\(wide)A")
  }

  @Test func `values of JSON that differ behind the end of the line are shown where they differ`() {
    let link = "https://example.com/" + String(repeating: "a", count: 120)
    let details = ["/1", "/2"].map { end in
      SessionDetail(
        stored: StoredSession(
          .make(id: "cs_test_\(end.suffix(1))", changes: ["success_url": .string(link + end)]),
          fetchedAt: 1), lineItems: nil)
    }
    var play = Play.with(sessions: 5)
    for width in [40, 80] {
      var compare = Compare(details.map(\.stored.session.id))
      compare.take(details, masking: false)
      play.state.size = Size(width: width, height: 24)
      _ = compare.take(.character("v"), &play.state)
      var surface = Surface(size: Size(width: width, height: 20))
      compare.draw(on: &surface, play.state)
      let lines = surface.lines.filter { $0.contains("…aaa") }
      #expect(lines.count == 2 && lines[0].contains("/1\""), "\(surface.lines)")
      #expect(lines.last?.contains("/2\"") == true)
      #expect(width < 80 || lines.allSatisfy { $0.contains("\"success_url\": …aaa") })
    }
  }

  @Test(arguments: ["", "v"])
  func `the two sessions have different names over a narrow comparison`(keys: String) {
    var play = Play.with(sessions: 5)
    play.state.size = Size(width: 40, height: 10)
    play.type(" j D" + keys)
    let ids = play.state.marks.ids
    play.send(.cache(.sessions(ids.map { Self.detail($0, 1) })))
    var surface = Surface(size: Size(width: 40, height: 8))
    play.state.overlays.find(Compare.self)?.draw(on: &surface, play.state)
    let line = surface.lines[1]
    #expect(ids.allSatisfy { line.contains($0.suffix(3)) }, "\(line)")
  }

  @Test func `without marks the two that were looked at last are compared`() throws {
    var play = Play.with(sessions: 5)
    play.type("D")
    #expect(play.state.message?.text.contains("look at another session first") == true)
    for key in ["", "j", "j"] {
      play.type(key)
      _ = play.wait(milliseconds: 200)
      let id = try #require(play.state.selected?.id)
      play.send(.cache(.detail(Self.detail(id, 1), id: id)))
    }
    #expect(
      play.type("D").contains(.cache(.readSessions(ids: ["cs_test_0001", "cs_test_0002"]))))
  }

  @Test func `a session that changes under it is read again, and shown as it is now`() throws {
    var play = Play.with(sessions: 5)
    play.type(" j D")
    let ids = play.state.marks.ids
    let reading = Effect.cache(.readSessions(ids: ids))
    var both = [Self.detail(ids[0], 1), Self.detail(ids[1], 1)]
    play.send(.cache(.sessions(both)))
    let row = RowWindow(rows: SessionSummary.series(5))
    #expect(play.send(.cache(.rows(row, anchor: .top, generation: 0))).contains(reading))
    #expect(!play.send().contains(reading), "once")
    #expect(
      play.send(.stripe(.refreshed(id: ids[0], .success(both[0].stored)))).contains(reading))
    both[0].stored = StoredSession(.make(id: ids[0], status: "complete"), fetchedAt: 2)
    play.send(.cache(.sessions(both)))
    let compare = play.state.overlays.find(Compare.self)
    #expect(compare?.rows.first { $0.label == "Status" }?.isDifferent == true)
  }

  @Test func `line items that come later are compared, too`() {
    var play = Play.with(sessions: 5)
    play.type(" j D")
    let ids = play.state.marks.ids
    var bare = [Self.detail(ids[0], 1), Self.detail(ids[1], 1)]
    bare[1].lineItems = nil
    play.send(.cache(.sessions(bare)))
    #expect(
      play.state.overlays.find(Compare.self)?.rows.contains { $0.label == "Line item 1" } == false)
    let items = StoredLineItems(items: [.make(quantity: 9)], isComplete: true, fetchedAt: 1)
    play.send(.stripe(.lineItems(id: ids[1], .success(items))))
    let row = play.state.overlays.find(Compare.self)?.rows.first { $0.label == "Line item 1" }
    #expect(row?.isDifferent == true)
  }
}
