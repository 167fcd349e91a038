import CommandLine
import Dashboard
import Host
import Settings

/// Writes the last view whenever it has changed, off the main thread; the newest wins.
final class ViewKeeper: Sendable {
  private let file: StateFile<RememberedView>
  /// What the configuration says: it is not kept, so that a change of it counts.
  private let configured: RememberedView
  private let pending = Locked<RememberedView?>(nil)
  /// Held while the file is written, so that an older view cannot come last.
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

  /// Writes what is not written yet. A view is never worth an error.
  func flush() {
    writing.withLock { _ in
      guard let view = pending.withLock({ $0.take() }) else { return }
      try? file.save(view)
    }
  }
}
