import Host

/// What has to be closed before the process ends, whichever way a command ends: threads that would
/// run into the end of the libraries under them, and caches.
package final class Closing: Sendable {
  private let actions = Locked<[@Sendable () -> Void]>([])

  package init() {}

  /// - Parameter action: harmless when it was done before.
  package func add(_ action: @escaping @Sendable () -> Void) {
    actions.withLock { $0.append(action) }
  }

  /// Does all of it once.
  package func run() {
    let pending = actions.withLock { actions in
      defer { actions = [] }
      return actions
    }
    for action in pending { action() }
  }
}
