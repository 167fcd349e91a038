package import Checkout
import Query
import Screen

/// What of the screen is the same when till is started again.
package struct RememberedView: Equatable, Sendable {
  /// The profile in use; nil when the key is none's.
  package var profile: String?
  /// Of the plain list, as are the tab, the order and the columns.
  package var filter: String
  package var tab: StatusTab
  package var sort: SessionSort
  /// Names of columns; empty for the standard ones.
  package var columns: [String]
  /// In percent; nil for what suits the size.
  package var listShare: Int?
  package var hidesDetail: Bool
  /// The theme's name, or that it follows the background.
  package var theme: String
  /// Whether the background was light when the theme followed it: the next first picture begins so.
  package var isLight: Bool
  /// The name of the view that shows; nil for the plain list.
  package var view: String?
  /// The views that were saved on the screen.
  package var views: [SavedView]

  /// What is shown the first time, unless the configuration says otherwise.
  package init(
    profile: String? = nil, filter: String = "", tab: StatusTab = .all,
    sort: SessionSort = .newestFirst,
    columns: [String] = [], listShare: Int? = nil, hidesDetail: Bool = false,
    theme: String, isLight: Bool = false, view: String? = nil, views: [SavedView] = []
  ) {
    self.profile = profile
    self.filter = filter
    self.tab = tab
    self.sort = sort
    self.columns = columns
    self.listShare = listShare
    self.hidesDetail = hidesDetail
    self.theme = theme
    self.isLight = isLight
    self.view = view
    self.views = views
  }
}
