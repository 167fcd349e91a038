import Host

/// What must be closed before the process ends, however a command ends: caches, and threads that
/// would otherwise still run while the libraries below them are unloaded.
package final class Closing: Sendable {
  private let actions = Locked<[@Sendable () -> Void]>([])

  package init() {}

  /// - Parameter action: must be harmless when it has already been done.
  package func add(_ action: @escaping @Sendable () -> Void) {
    actions.withLock { $0.append(action) }
  }

  /// Runs all actions, once.
  package func run() {
    let pending = actions.withLock { actions in
      defer { actions = [] }
      return actions
    }
    for action in pending { action() }
  }
}
