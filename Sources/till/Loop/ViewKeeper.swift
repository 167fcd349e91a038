import CommandLine
import Dashboard
import Host
import Settings

/// Writes the last view when it has changed, off the main thread; the newest wins.
final class ViewKeeper: Sendable {
  private let file: StateFile<RememberedView>
  /// What the configuration says: it is not stored, so that a change there takes effect.
  private let configured: RememberedView
  private let pending = Locked<RememberedView?>(nil)
  /// Held while the file is written, so that an older view cannot overwrite a newer one.
  private let writing = Locked(())

  init(_ file: StateFile<RememberedView>, configured: RememberedView) {
    self.file = file
    self.configured = configured
  }

  func keep(_ view: RememberedView) {
    let last = view.without(configured)
    pending.withLock { $0 = last }
    Task.detached(executorPreference: Workers.shared) { [self] in flush() }
  }

  /// Writes what has not been written yet. Errors are ignored: a view is not that important.
  func flush() {
    writing.withLock { _ in
      guard let view = pending.withLock({ $0.take() }) else { return }
      try? file.save(view)
    }
  }
}
