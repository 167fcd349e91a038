import Checkout
import Query
import Dashboard
import Host
import Settings

/// Writes the last view whenever it has changed, off the main thread; the newest wins.
final class ViewKeeper: Sendable {
  private let path: String
  /// What the configuration says: it is not kept, so that a change of it counts.
  private let configured: RememberedView
  private let pending = Locked<LastView?>(nil)
  /// Held while the file is written, so that an older view cannot come last.
  private let writing = Locked(())

  init(path: String, configured: RememberedView) {
    self.path = path
    self.configured = configured
  }

  func keep(_ view: RememberedView) {
    let last = LastView(view, otherThan: configured)
    pending.withLock { $0 = last }
    Task.detached(executorPreference: Workers.shared) { [self] in flush() }
  }

  /// Writes what is not written yet. A view is never worth an error.
  func flush() {
    writing.withLock { _ in
      guard let view = pending.withLock({ $0.take() }) else { return }
      try? view.save(to: path)
    }
  }
}

extension LastView {
  fileprivate init(_ view: RememberedView, otherThan configured: RememberedView) {
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
  }
}

extension RememberedView {
  /// The view with what is remembered of the last one; names that mean nothing are passed over.
  func with(_ last: LastView) -> RememberedView {
    var view = self
    view.filter = last.filter ?? filter
    view.tab = StatusTab.allCases.first { $0.title == last.tab } ?? tab
    view.sort = last.sort.flatMap { SessionSort(named: $0, in: Session.fields) } ?? sort
    view.columns = last.columns ?? columns
    view.listShare = last.split.map { Int(($0 * 100).rounded()) }
    view.hidesDetail = last.isDetailHidden ?? hidesDetail
    view.theme = last.theme ?? theme
    return view
  }
}
