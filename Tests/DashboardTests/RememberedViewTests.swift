import Checkout
import FoundationEssentials
import JSON
import Query
import Support
import Testing

@testable import Dashboard

struct RememberedViewTests {
  private func coded(_ view: RememberedView) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(view), as: UTF8.self)
  }

  private func decoded(_ text: String) throws -> RememberedView {
    try RememberedView(stored: JSON(parsing: text))
  }

  private var whole: RememberedView {
    var server = SessionFilter()
    server.paymentLink = "plink_1"
    server.created = CreatedRange(gte: 5, lte: 9)
    let vip = SavedView(
      name: "vip", tab: .open, server: server, filter: "email:vip",
      sort: RecordSort(.field("amount"), descending: true), columns: ["amount"], rings: true)
    return RememberedView(
      profile: "acme", filter: "name:\"山田\"", tab: .open,
      sort: RecordSort(.field("amount"), descending: false), columns: ["created", "amount"],
      listShare: 40, hidesDetail: true, theme: "dark", isLight: true, view: "vip", views: [vip])
  }

  @Test func `a view comes back whole, with the views that were saved`() throws {
    let text = try coded(whole)
    #expect(try decoded(text) == whole)
    #expect(
      text
        == #"{"columns":["created","amount"],"filter":"name:\"山田\"","isDetailHidden":true,"#
        + #""isLight":true,"profile":"acme","sort":"amount","split":0.4,"tab":"open","#
        + #""theme":"dark","view":"vip","views":[{"columns":["amount"],"createdFrom":5,"#
        + #""createdTo":9,"filter":"email:vip","filters":{"payment_link":"plink_1"},"#
        + #""name":"vip","notify":true,"sort":"-amount","tab":"open"}]}"#)
  }

  @Test func `a relative time of a view is kept as it was typed`() throws {
    let view = RememberedView(views: [SavedView(name: "recent", created: ">7d")])
    #expect(try coded(view) == #"{"views":[{"created":">7d","name":"recent"}]}"#)
    #expect(try decoded(coded(view)) == view)
  }

  @Test func `what is usual is not kept`() throws {
    #expect(try coded(RememberedView()) == "{}")
    #expect(
      try coded(RememberedView(views: [SavedView(name: "plain")]))
        == #"{"views":[{"name":"plain"}]}"#)
  }

  @Test func `names that mean nothing and impossible splits are passed over`() throws {
    let text =
      #"{"tab": "gone", "sort": "-a..b", "split": 7, "theme": "dark", "hologram": {}}"#
    #expect(try decoded(text) == RememberedView(theme: "dark"))
  }

  @Test(arguments: [(0.19, nil), (0.2, 20), (0.8, 80), (0.81, nil)] as [(Double, Int?)])
  func `a split is kept that the keys can make`(split: Double, share: Int?) throws {
    #expect(try decoded(#"{"split": \#(split)}"#).listShare == share)
  }

  @Test(arguments: [
    #""profile": 1"#, #""filter": {}"#, #""tab": 1"#, #""sort": []"#, #""columns": "created""#,
    #""columns": [1]"#, #""split": "0.5""#, #""isDetailHidden": 1"#, #""theme": true"#,
    #""isLight": "yes""#, #""view": 1"#, #""views": {}"#, #""views": [{}]"#, #""views": ["vip"]"#,
    #""views": [{"name": "vip", "filters": {"customer": 1}}]"#,
    #""views": [{"name": "vip", "createdFrom": "5"}]"#, #""documentSort": 1"#,
    #""documentColumns": 1"#, #""documentViews": [{"state": "open"}]"#,
  ])
  func `a field of another type is damage`(field: String) {
    #expect(throws: JSONMismatch.self) { try decoded("{\(field)}") }
  }

  @Test func `null is a field that is missing`() throws {
    let text = #"{"profile": null, "columns": null, "split": null, "isLight": null, "views": null}"#
    #expect(try decoded(text) == RememberedView())
  }

  private func views(_ names: String...) -> RememberedView {
    RememberedView(
      views: names.map { SavedView(name: $0) }, documentViews: names.map { DocumentView(name: $0) })
  }

  @Test func `views that another till has stored are kept, and what it forgot stays forgotten`() {
    let known = views("a", "b")
    let stored = views("b", "other")
    var mine = views("a", "b")
    mine.tab = .open
    let kept = mine.keeping(stored, since: known)
    #expect(kept.tab == .open)
    #expect(kept.views == stored.views && kept.documentViews == stored.documentViews)
  }

  @Test func `a view that is new, changed or forgotten here is so in the file, too`() {
    let known = views("a", "b", "c")
    var mine = views("b", "c", "new")
    mine.views[0].filter = "is:paid"
    mine.documentViews[0].filter = "is:paid"
    let kept = mine.keeping(views("other", "a", "b"), since: known)
    #expect(kept.views.map(\.name) == ["other", "b", "new"])
    #expect(kept.documentViews.map(\.name) == ["other", "b", "new"])
    #expect(kept.views[1].filter == "is:paid" && kept.documentViews[1].filter == "is:paid")
    #expect(mine.keeping(views("other"), since: known).views.map(\.name) == ["other", "b", "new"])
  }

  @Test func `only what the configuration does not say is kept`() {
    let configured = RememberedView(
      filter: "", tab: .all, sort: .newestFirst, columns: [], hidesDetail: false, theme: "dark")
    let view = RememberedView(
      profile: "acme", filter: "", tab: .open, sort: .newestFirst, columns: [],
      hidesDetail: false, theme: "dark")
    let kept = view.without(configured)
    #expect(kept == RememberedView(profile: "acme", tab: .open))
    #expect(configured.with(kept) == view)
  }
}
