package import Checkout
import Query
import Screen

/// What of the screen is the same when till is started again.
package struct RememberedView: Equatable, Sendable {
  /// The profile in use; nil when the key is none's.
  package var profile: String?
  package var filter: String
  package var tab: StatusTab
  package var sort: SessionSort
  /// Names of columns; empty for the standard ones.
  package var columns: [String]
  /// In percent; nil for what suits the size.
  package var listShare: Int?
  package var hidesDetail: Bool
  /// The theme's name.
  package var theme: String

  /// What is shown the first time, unless the configuration says otherwise.
  package init(
    profile: String? = nil, filter: String = "", tab: StatusTab = .all,
    sort: SessionSort = .newestFirst,
    columns: [String] = [], listShare: Int? = nil, hidesDetail: Bool = false,
    theme: String
  ) {
    self.profile = profile
    self.filter = filter
    self.tab = tab
    self.sort = sort
    self.columns = columns
    self.listShare = listShare
    self.hidesDetail = hidesDetail
    self.theme = theme
  }
}

extension State {
  package var remembered: RememberedView {
    RememberedView(
      profile: account.profile, filter: list.filter, tab: list.tab, sort: list.query.sort,
      columns: list.columns.names, listShare: arrangement.listShare,
      hidesDetail: arrangement.hidesDetail, theme: preferences.theme.name)
  }

  /// Before the first event. A theme that is no more leaves the present one.
  package mutating func restore(_ view: RememberedView) {
    list.tab = view.tab
    list.filter = view.filter
    list.query.sort = view.sort
    list.columns = ColumnChoice(names: view.columns)
    applyQuery()
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
