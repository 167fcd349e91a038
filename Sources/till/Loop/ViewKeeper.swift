import Checkout
import Dashboard
import Settings
import Synchronization

/// Writes the last view whenever it has changed, off the main thread; the newest wins.
final class ViewKeeper: Sendable {
  private let path: String
  /// What this dashboard does not know of, such as the profile.
  private let base: LastView
  private let pending = Mutex<LastView?>(nil)
  /// Held while the file is written, so that an older view cannot come last.
  private let writing = Mutex(())

  init(path: String, base: LastView) {
    self.path = path
    self.base = base
  }

  func keep(_ view: RememberedView) {
    let last = base.with(view)
    pending.withLock { $0 = last }
    Task.detached { [self] in flush() }
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
  fileprivate func with(_ view: RememberedView) -> LastView {
    var last = self
    last.filter = view.filter
    last.tab = view.tab.title
    last.sort = view.sort.name
    last.focus = "\(view.focus)"
    last.split = view.listShare.map { Double($0) / 100 }
    last.isDetailHidden = view.hidesDetail
    last.theme = view.theme
    return last
  }
}

extension RememberedView {
  /// The view with what is remembered of the last one; names that mean nothing are passed over.
  func with(_ last: LastView) -> RememberedView {
    var view = self
    view.filter = last.filter ?? filter
    view.tab = StatusTab.allCases.first { $0.title == last.tab } ?? tab
    view.sort = last.sort.flatMap(SessionSort.init(named:)) ?? sort
    view.focus = Pane.allCases.first { "\($0)" == last.focus } ?? focus
    view.listShare = last.split.map { Int(($0 * 100).rounded()) }
    view.hidesDetail = last.isDetailHidden ?? hidesDetail
    view.theme = last.theme ?? theme
    return view
  }
}
