import Checkout
import Query
import Screen
import Support
import Testing

@testable import Dashboard

struct LooksTests {
  @Test func `line items take the rows that they need, the detail has the rest`() {
    let size = Size(width: 120, height: 40)
    var arrangement = Arrangement()
    arrangement.lineItemRows = 4
    #expect(Layout(size: size, arrangement).content(of: .lineItems).height == 4)
    arrangement.lineItemRows = 1
    #expect(Layout(size: size, arrangement).content(of: .lineItems).height == 3)
    arrangement.lineItemRows = 90
    let layout = Layout(size: size, arrangement)
    #expect(layout.content(of: .lineItems).height < layout.content(of: .detail).height)
  }

  @Test func `prices and totals have one gutter, whatever stands in them`() {
    let widths = LineItemWidths(prices: [6, 11], totals: [7, 12], room: 56)
    #expect(widths.price == 11 && widths.total == 12)
    #expect(widths.totalStart - (widths.priceStart + widths.price) == 2)
    #expect(widths.totalStart + widths.total == 56)
    let narrow = LineItemWidths(prices: [11], totals: [12], room: 36)
    #expect(narrow.price == 0 && narrow.totalStart + narrow.total == 36)
  }

  @Test func `a column without a value in view gives its room to the customer`() {
    var play = Play.with(sessions: 40)
    let with = play.state.list.columns.visible(in: 76).map(\.column)
    #expect(with.contains(.field(.expiresAt)))
    var rows = SessionSummary.series(40)
    for index in rows.indices { rows[index].row[.status, Session.fields] = .int(1) }
    play = Play()
    play.open(with: RowWindow(rows: rows))
    play.send()
    let without = play.state.list.columns.visible(in: 76)
    #expect(!without.map(\.column).contains(.field(.expiresAt)))
    #expect(!without.map(\.column).contains(.field(.reference)))
  }

  @Test func `the theme follows the background until one is chosen`() {
    var play = Play()
    play.state.preferences = Preferences(followsBackground: true)
    play.send(.system(.background(isLight: true)))
    #expect(play.state.preferences.theme == .light)
    #expect(play.state.remembered.theme == Theme.automatic && play.state.remembered.isLight)
    var other = Play()
    other.state.preferences = Preferences(theme: .light, followsBackground: true)
    other.state.restore(play.state.remembered)
    #expect(other.state.preferences.followsBackground && other.state.preferences.theme == .light)
    play.state.preferences.choose(.highContrast)
    play.send(.system(.background(isLight: false)))
    #expect(play.state.preferences.theme == .highContrast)
    #expect(play.state.remembered.theme == "high-contrast")
  }

  @Test(arguments: [
    (0.0, "░░░░░░░░░░"), (0.42, "████░░░░░░"), (1.0, "██████████"), (3.0, "██████████"),
  ])
  func `a sync has a bar of how much is covered`(fraction: Double, bar: String) {
    var report = SyncReport()
    report.fraction = fraction
    #expect(report.title.hasPrefix(bar + " sync "))
  }

  @Test func `what is looked for least is folded at the end`() throws {
    func groups(_ status: String) -> [FieldGroup] { FieldGroup.groups(of: .make(status: status)) }
    let rest = try #require(groups("open").last { $0.kind == .rest })
    #expect(
      Set(rest.fields.map(\.label)).isSuperset(of: ["Live mode", "Customer creation"]))
    #expect(!DetailLine.lines(of: rest, [:]).contains { $0.field != nil })
    func expires(_ status: String) -> FieldGroup.Kind? {
      groups(status).first { $0.fields.contains { $0.label == "Expires" } }?.kind
    }
    #expect(expires("open") == .summary && expires("expired") == .summary)
    #expect(expires("complete") == .rest)
  }
}
