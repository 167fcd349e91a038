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
  /// The named views as this process last read or wrote them: others write to the same file. The
  /// lock is held while the file is written, so that an older view cannot overwrite a newer one.
  private let known: Locked<RememberedView>
  /// The view whose named views could not be saved, and were reported.
  private let reported = Locked<RememberedView?>(nil)

  init(
    _ file: StateFile<RememberedView>, configured: RememberedView, known: RememberedView
  ) {
    self.file = file
    self.configured = configured
    self.known = Locked(known)
  }

  /// Writes a view soon. `fail` is called, on any thread, if a named view could not be saved; that
  /// the rest of a view is lost is not worth a word.
  func keep(_ view: RememberedView, fail: @escaping @Sendable (FileError) -> Void) {
    let last = view.without(configured)
    pending.withLock { $0 = last }
    Task.detached(executorPreference: Workers.shared) { [self] in
      if let error = flush() { fail(error) }
    }
  }

  /// Writes what has not been written yet. What cannot be written is tried again the next time.
  ///
  /// - Returns: why a named view is not saved, once for each.
  @discardableResult
  func flush() -> FileError? {
    known.withLock { known in
      guard let view = pending.withLock({ $0.take() }) else { return nil }
      do throws(FileError) {
        try file.update { stored in stored.map { view.keeping($0, since: known) } ?? view }
        known = view
        reported.withLock { $0 = nil }
        return nil
      } catch {
        pending.withLock { $0 = $0 ?? view }
        let isReported = reported.withLock { last in
          defer { last = view }
          return view.hasNamedViews(of: last ?? known)
        }
        return isReported ? nil : error
      }
    }
  }
}

extension RememberedView {
  fileprivate func hasNamedViews(of other: RememberedView) -> Bool {
    views == other.views && documentViews == other.documentViews
  }
}
