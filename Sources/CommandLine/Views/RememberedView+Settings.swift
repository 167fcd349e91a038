import Checkout
package import Dashboard
import Query
package import Settings

extension LastView {
  /// What is kept of a view: what the configuration does not say, so that a change of it counts.
  package init(_ view: RememberedView, otherThan configured: RememberedView) {
    func changed<T: Equatable>(_ part: KeyPath<RememberedView, T>) -> T? {
      view[keyPath: part] == configured[keyPath: part] ? nil : view[keyPath: part]
    }
    self.init()
    profile = view.profile
    filter = changed(\.filter)
    tab = changed(\.tab)?.title
    sort = changed(\.sort)?.name
    columns = changed(\.columns)
    split = changed(\.listShare)?.map { Double($0) / 100 }
    isDetailHidden = changed(\.hidesDetail)
    theme = changed(\.theme)
    isLight = view.isLight ? true : nil
    self.view = view.view
    views = view.views.isEmpty ? nil : view.views.map { StoredView($0) }
  }
}

extension RememberedView {
  /// The view with what is remembered of the last one; names that mean nothing are passed over.
  package func with(_ last: LastView) -> RememberedView {
    var view = self
    view.filter = last.filter ?? filter
    view.tab = StatusTab.allCases.first { $0.title == last.tab } ?? tab
    view.sort = last.sort.flatMap { SessionSort(named: $0, in: Session.fields) } ?? sort
    view.columns = last.columns ?? columns
    view.listShare = last.split.map { Int(($0 * 100).rounded()) }
    view.hidesDetail = last.isDetailHidden ?? hidesDetail
    view.theme = last.theme ?? theme
    view.view = last.view
    view.views = (last.views ?? []).map { SavedView($0) }
    return view
  }
}
