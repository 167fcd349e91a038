package import Checkout
import Query

/// What of the screen is the same when till is started again. What is nil is as the configuration
/// says, or as it suits the size.
package struct RememberedView: Equatable, Sendable {
  /// The profile in use; nil when the key is none's.
  package var profile: String?
  /// Of the plain list, as are the tab, the order and the columns.
  package var filter: String?
  package var tab: StatusTab?
  package var sort: SessionSort?
  /// Names of columns; empty for the standard ones.
  package var columns: [String]?
  /// In percent.
  package var listShare: Int?
  package var hidesDetail: Bool?
  /// The theme's name, or that it follows the background.
  package var theme: String?
  /// Whether the background was light when the theme followed it: the next first picture begins so.
  package var isLight: Bool
  /// The name of the view that shows; nil for the plain list.
  package var view: String?
  /// The views that were saved on the screen.
  package var views: [SavedView]

  package init(
    profile: String? = nil, filter: String? = nil, tab: StatusTab? = nil,
    sort: SessionSort? = nil, columns: [String]? = nil, listShare: Int? = nil,
    hidesDetail: Bool? = nil, theme: String? = nil, isLight: Bool = false, view: String? = nil,
    views: [SavedView] = []
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

  /// What is kept of the view: what the configuration does not say, so that a change of it counts.
  package func without(_ configured: RememberedView) -> RememberedView {
    func changed<T: Equatable>(_ part: KeyPath<RememberedView, T?>) -> T? {
      self[keyPath: part] == configured[keyPath: part] ? nil : self[keyPath: part]
    }
    var kept = self
    kept.filter = changed(\.filter)
    kept.tab = changed(\.tab)
    kept.sort = changed(\.sort)
    kept.columns = changed(\.columns)
    kept.listShare = changed(\.listShare)
    kept.hidesDetail = changed(\.hidesDetail)
    kept.theme = changed(\.theme)
    return kept
  }

  /// The view of the configuration with what was kept of the last one.
  package func with(_ last: RememberedView) -> RememberedView {
    var view = last
    view.filter = last.filter ?? filter
    view.tab = last.tab ?? tab
    view.sort = last.sort ?? sort
    view.columns = last.columns ?? columns
    view.hidesDetail = last.hidesDetail ?? hidesDetail
    view.theme = last.theme ?? theme
    return view
  }
}
