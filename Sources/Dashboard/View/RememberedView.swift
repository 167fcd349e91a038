package import Checkout
import Screen

/// What of the screen is the same when till is started again.
package struct RememberedView: Equatable, Sendable {
  package var filter: String
  package var tab: StatusTab
  package var sort: SessionSort
  package var focus: Pane
  /// In percent; nil for what suits the size.
  package var listShare: Int?
  package var hidesDetail: Bool
  /// The theme's name.
  package var theme: String
}

extension State {
  package var remembered: RememberedView {
    RememberedView(
      filter: list.filter, tab: list.tab, sort: list.query.sort, focus: arrangement.focus,
      listShare: arrangement.listShare, hidesDetail: arrangement.hidesDetail,
      theme: preferences.theme.name)
  }

  /// Before the first event. A theme that is no more leaves the present one.
  package mutating func restore(_ view: RememberedView) {
    list.tab = view.tab
    list.filter = view.filter
    list.query.sort = view.sort
    applyQuery()
    arrangement.focus = view.focus
    arrangement.listShare = view.listShare.map {
      min(max($0, Arrangement.shares.lowerBound), Arrangement.shares.upperBound)
    }
    arrangement.hidesDetail = view.hidesDetail
    if let theme = preferences.themes.first(where: { $0.name == view.theme }) {
      preferences.theme = theme
    }
    preferences.shownTheme = preferences.theme
  }
}
