package import Checkout
package import Query

/// The parts of the screen that are restored when till starts again. A nil value is taken from the
/// configuration, or depends on the size.
package struct RememberedView: Equatable, Sendable {
  /// The profile in use; nil if the key is not from a profile.
  package var profile: String?
  /// Of the plain list, like the tab, the order and the columns.
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
  /// Whether the background was light when the theme followed it: the next run starts with that.
  package var isLight: Bool
  /// The name of the view that is shown; nil for the plain list.
  package var view: String?
  /// The views that were saved in the program.
  package var views: [SavedView]
  /// Of the plain list of documents, like its columns.
  package var documentSort: RecordSort?
  package var documentColumns: [String]?
  /// The views of the documents that were saved in the program.
  package var documentViews: [DocumentView]

  /// Of the view of the configuration: whether a filter is stored. Where no session is kept, what was
  /// typed to find one is not, either.
  package var keepsFilter: Bool

  package init(
    profile: String? = nil, filter: String? = nil, tab: StatusTab? = nil,
    sort: SessionSort? = nil, columns: [String]? = nil, listShare: Int? = nil,
    hidesDetail: Bool? = nil, theme: String? = nil, isLight: Bool = false, view: String? = nil,
    views: [SavedView] = [], documentSort: RecordSort? = nil,
    documentColumns: [String]? = nil, documentViews: [DocumentView] = [], keepsFilter: Bool = true
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
    self.documentSort = documentSort
    self.documentColumns = documentColumns
    self.documentViews = documentViews
    self.keepsFilter = keepsFilter
  }

  /// The view without the values of the configuration, so that later changes to that take effect.
  package func without(_ configured: RememberedView) -> RememberedView {
    func changed<T: Equatable>(_ part: KeyPath<RememberedView, T?>) -> T? {
      self[keyPath: part] == configured[keyPath: part] ? nil : self[keyPath: part]
    }
    var kept = self
    kept.filter = configured.keepsFilter ? changed(\.filter) : nil
    kept.tab = changed(\.tab)
    kept.sort = changed(\.sort)
    kept.columns = changed(\.columns)
    kept.listShare = changed(\.listShare)
    kept.hidesDetail = changed(\.hidesDetail)
    kept.theme = changed(\.theme)
    return kept
  }

  /// This view, with the named views that are stored. Another process may have stored some: only
  /// what has changed here since `known` is added, replaced or taken away.
  package func keeping(_ stored: RememberedView, since known: RememberedView) -> RememberedView {
    var kept = self
    kept.views = views.merged(into: stored.views, since: known.views)
    kept.documentViews = documentViews.merged(
      into: stored.documentViews, since: known.documentViews)
    return kept
  }

  /// The view with which a dashboard of that profile begins: what was searched for belongs to the
  /// account that was left.
  package func of(profile: String?) -> RememberedView {
    guard profile != self.profile else { return self }
    var view = self
    view.profile = profile
    (view.filter, view.tab, view.view) = (nil, nil, nil)
    return view
  }

  /// The view with this filter, if it has none of its own.
  package func beginning(with filter: String) -> RememberedView {
    var view = self
    if view.filter?.isEmpty != false { view.filter = filter }
    return view
  }

  /// The view of the configuration, with the values stored in the last run.
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
