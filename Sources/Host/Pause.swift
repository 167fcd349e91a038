// A timer is not marked as Sendable, but any thread may cancel one.
@unsafe @preconcurrency import Dispatch

/// Waits, like `Task.sleep`, but without Swift's thread pool: once the pool has run anything, it
/// wakes up every second as long as the program runs.
///
/// - Throws: `CancellationError`, as soon as the task is cancelled.
package func pause(for duration: Duration) async throws {
  let timer = DispatchSource.makeTimerSource(queue: DispatchQueue(label: "till.pause"))
  timer.schedule(deadline: .now().after(duration))
  await withTaskCancellationHandler {
    await withCheckedContinuation { continuation in
      // When the time is over the timer is cancelled, too: so there is one way out, taken once.
      timer.setEventHandler { timer.cancel() }
      timer.setCancelHandler { continuation.resume() }
      timer.activate()
    }
  } onCancel: {
    timer.cancel()
  }
  try Task.checkCancellation()
}

extension DispatchTime {
  /// The time that much later; the last one there is, if that is beyond it.
  func after(_ duration: Duration) -> DispatchTime {
    let (seconds, attoseconds) = duration.components
    return self + .seconds(Int(clamping: seconds))
      + .nanoseconds(Int(attoseconds / 1_000_000_000))
  }
}
