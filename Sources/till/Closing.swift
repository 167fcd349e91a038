import HTTP

/// What has to be closed before the process ends, whichever way a command ends: threads that would
/// run into the end of the libraries under them, and temporary caches.
enum Closing {
  private static let actions = Locked<[@Sendable () -> Void]>([])

  /// - Parameter action: harmless when it was done before.
  static func add(_ action: @escaping @Sendable () -> Void) {
    actions.withLock { $0.append(action) }
  }

  static func run() {
    let pending = actions.withLock { actions in
      defer { actions = [] }
      return actions
    }
    for action in pending { action() }
  }
}
